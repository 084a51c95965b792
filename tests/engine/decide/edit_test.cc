// Creating and editing: typed fields, what is required, where edits are allowed, versions.
#include <gtest/gtest.h>

#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

TEST(Edit, EachFieldTypeTakesItsOwnValues) {
  struct Row {
    const char* field;
    FieldInput input;
    std::optional<FieldValue> stored;  // nothing: Q423
  };
  const Row rows[] = {
      {"subject", text("music-2"), FieldValue{CodeValue{"music-2"}}},
      {"subject", text("two words"), std::nullopt},
      {"subject", std::int64_t{3}, std::nullopt},
      {"pages", std::int64_t{-3}, FieldValue{IntegerValue{-3}}},
      {"pages", text("3"), std::nullopt},
      {"pages", true, std::nullopt},
      {"shared", true, FieldValue{BooleanValue{true}}},
      {"shared", text("true"), std::nullopt},
      {"shared", std::int64_t{1}, std::nullopt},
      {"lesson_date", text("2024-10-22"), FieldValue{DateValue{*Date::parse("2024-10-22")}}},
      {"lesson_date", text("22/10/2024"), std::nullopt},
      {"lesson_date", text("2024-02-30"), std::nullopt},
      {"week", text("2024-W41"), FieldValue{WeekValue{*Week::parse("2024-W41")}}},
      {"week", text("2024-10-10"), FieldValue{WeekValue{*Week::parse("2024-W41")}}},
      {"week", text("2024-W53"), std::nullopt},
      {"starts_at", text("2024-10-22T07:30"),
       FieldValue{DateTimeValue{*LocalTime::parse("2024-10-22T07:30")}}},
      {"starts_at", text("2024-10-22"), std::nullopt},
      {"starts_at", text("2024-10-22 07:30"), std::nullopt},
      {"starts_at", text("2024-10-22T24:00"), std::nullopt},
      {"starts_at", text("1850-10-22T07:30"), std::nullopt},
      {"starts_at", std::int64_t{7}, std::nullopt},
      {"lesson_date", text("2024-10-22T07:30"), std::nullopt},
      {"grade", text("one"), FieldValue{ChoiceValue{"one"}}},
      {"grade", text("three"), std::nullopt},
      {"notes", text("vui"), FieldValue{TextValue{text("vui").commitment}}},
      {"notes", true, std::nullopt},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.field) + ", input " + std::to_string(row.input.index()));
    School school;
    const DocumentId plan = school.plan("an", "draft");
    const Edit command{plan, {{FieldId{row.field}, row.input}}};
    if (!row.stored) {
      EXPECT_EQ(school.refused("an", command), Codes{"Q423"});
      continue;
    }
    const auto edited = all<Edited>(school.does("an", command));
    ASSERT_EQ(edited.size(), 1u);
    EXPECT_EQ(edited[0].fields.at(FieldId{row.field}), *row.stored);
    EXPECT_EQ(school.document(plan).fields.at(FieldId{row.field}), *row.stored);
  }
}

TEST(Edit, EveryBadFieldIsNamedAtOnce) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  const auto refusal = school.refusal(
      "an", edit(plan, {{"grade", "x"}, {"pagse", "3"}, {"lesson_date", "soon"}, {"subject", "ok"}}));
  EXPECT_EQ(codes(refusal), (Codes{"Q423", "Q423", "Q422"}));
}

TEST(Edit, EmptiedFieldsAreClearedAndRequiredOnesStay) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  const Edit command{plan, {{FieldId{"subject"}, NoValue{}}}};
  const auto edited = all<Edited>(school.does("an", command)).at(0);
  EXPECT_EQ(edited.cleared, std::vector<FieldId>{FieldId{"subject"}});
  EXPECT_TRUE(edited.fields.empty());
  for (const FieldInput& empty : {FieldInput{NoValue{}}, FieldInput{text("")}, FieldInput{text(" \n")}})
    EXPECT_EQ(school.refused("an", Edit{plan, {{FieldId{"lesson_date"}, empty}}}), Codes{"Q459"});
}

TEST(Edit, WhatChangesNothingIsRefused) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  EXPECT_EQ(school.refused("an", Edit{plan, {}}), Codes{"Q446"});
  EXPECT_EQ(school.refused("an", edit(plan, {{"subject", "math"}})), Codes{"Q446"});
  EXPECT_EQ(school.refused("an", edit(plan, {{"grade", ""}})), Codes{"Q446"});
  EXPECT_EQ(school.refused("an", Attach{plan, SlotId{"plan"}, digest("file")}), Codes{"Q446"});
}

TEST(Edit, OwnerOnlyAndInEditableStatesOnly) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  EXPECT_EQ(school.refused("binh", edit(plan, {{"subject", "music"}})), Codes{"Q406"});
  EXPECT_EQ(school.refused("binh", Attach{plan, SlotId{"annex"}, digest("x")}), Codes{"Q406"});
  school.act("an", plan, "submit");
  EXPECT_EQ(school.refused("an", edit(plan, {{"subject", "music"}})), Codes{"Q421"});
  EXPECT_EQ(school.refused("an", Attach{plan, SlotId{"annex"}, digest("x")}), Codes{"Q421"});
  EXPECT_EQ(school.refused("binh", Attach{plan, SlotId{"cover"}, digest("x")}),
            (Codes{"Q424", "Q406", "Q421"}));
}

TEST(Edit, FieldMayBeEditableInALaterState) {
  School school;
  const DocumentId plan = school.plan("an", "approved");
  school.does("an", edit(plan, {{"notes", "lớp hiểu bài"}}));
  EXPECT_EQ(school.refused("an", edit(plan, {{"notes", "x"}, {"subject", "music"}})), Codes{"Q421"});
  EXPECT_EQ(school.refused("binh", edit(plan, {{"notes", "x"}})), Codes{"Q406"});
}

TEST(Edit, StaleVersionIsRefusedAndTheRightOnePasses) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  const std::uint64_t version = school.document(plan).version;
  EXPECT_EQ(version, 2u) << "created, attached";
  const CommandBody commands[] = {edit(plan, {{"subject", "music"}}), action(plan, "submit"),
                                  Attach{plan, SlotId{"annex"}, digest("x")}};
  for (const CommandBody& command : commands) {
    for (const std::uint64_t wrong : {version - 1, version + 1}) {
      const Decided decided = school.tries("an", command, wrong);
      ASSERT_FALSE(decided);
      EXPECT_EQ(codes(decided.error()), Codes{"Q402"});
    }
  }
  EXPECT_TRUE(school.tries("an", commands[0], version));
  EXPECT_EQ(school.document(plan).version, version + 1);
}

TEST(Create, GivesItsStateOwnerAndNumber) {
  School school;
  const auto events =
      school.does("an", Create{DocumentTypeId{"plan"}, {}, {}, fields({{"lesson_date", "2024-10-21"}}), {}});
  const Created made = all<Created>(events).at(0);
  EXPECT_EQ(made.document.value, "plan-1");
  EXPECT_EQ(made.state.value, "draft");
  EXPECT_EQ(made.owner.value, "an");
  EXPECT_EQ(school.create("em", "order", {}, {made.document}).value, "order-2");
}

TEST(Create, NumberSkipsWhatIsTaken) {
  School school;
  const FieldInputs inputs = fields({{"lesson_date", "2024-10-21"}});
  school.does("an", Create{DocumentTypeId{"plan"}, DocumentId{"plan-2"}, {}, inputs, {}});
  EXPECT_EQ(school.create("an", "plan", inputs).value, "plan-3");
  EXPECT_EQ(school.refused("an", Create{DocumentTypeId{"plan"}, DocumentId{"plan-2"}, {}, inputs, {}}),
            Codes{"Q428"});
}

TEST(Create, EverythingWrongIsNamedAtOnce) {
  School school;
  EXPECT_EQ(school.refused("ha", Create{DocumentTypeId{"plan"}, {}, {}, fields({{"pagse", "3"}}), {}}),
            (Codes{"Q406", "Q422", "Q431"}));
  EXPECT_EQ(school.refused("an", Create{DocumentTypeId{"plan"}, {}, {}, {}, {DocumentId{"no"}}}),
            (Codes{"Q458", "Q431"}));
}

TEST(Create, RequiredFieldIsMissingOnlyWhenItIs) {
  School school;
  const auto refused = [&](const char* value) {
    return school.refused("an", Create{DocumentTypeId{"plan"}, {}, {}, fields({{"lesson_date", value}}), {}});
  };
  EXPECT_EQ(refused("soon"), Codes{"Q423"}) << "there, but wrong";
  EXPECT_EQ(refused(""), Codes{"Q431"});
  EXPECT_EQ(school.refused("an", Create{DocumentTypeId{"plan"}, {}, {}, {}, {}}), Codes{"Q431"});
}

TEST(Create, ControlDocumentIsAboutDocumentsOfItsTypes) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  const auto about = [&](const char* type, std::vector<DocumentId> ids) {
    return Create{DocumentTypeId{type}, {}, {}, {}, std::move(ids)};
  };
  EXPECT_EQ(school.refused("em", about("order", {})), Codes{"Q433"});
  EXPECT_EQ(school.refused("em", about("order", {DocumentId{"no-1"}, plan, DocumentId{"no-2"}})),
            (Codes{"Q401", "Q401"}));
  EXPECT_EQ(school.refused("em", about("order", {plan, plan})), Codes{"Q428"}) << "said twice";
  EXPECT_EQ(school.refused("ha", about("note", {plan})), Codes{"Q433"}) << "notes are about orders";
  const DocumentId order = school.create("em", "order", {}, {plan});
  school.does("ha", about("note", {order}));
}

TEST(Create, OnlyWhileThePolicyIsInForce) {
  struct Row {
    Instant now;
    bool allowed;
  };
  const Row rows[] = {{at("2024-07-31", "23:59"), false},
                      {at("2024-08-01", "00:00"), true},
                      {at("2026-07-31", "23:59"), true},
                      {at("2026-08-01", "00:00"), false}};
  for (const Row& row : rows) {
    School school(fixture_policy(), at("2024-07-01"));
    school.wait(row.now);
    const Create command{DocumentTypeId{"report"}, {}, {}, {}, {}};
    if (row.allowed)
      school.does("an", command);
    else
      EXPECT_EQ(school.refused("an", command), Codes{"Q430"}) << row.now.text();
  }
}

TEST(Create, EffectiveDayIsThePlacesDay) {
  School school(fixture_policy(), at("2024-07-01"));
  school.wait(*Instant::parse("2024-07-31T17:00:00Z"));  // 1 August in Vietnam
  school.does("an", Create{DocumentTypeId{"report"}, {}, {}, {}, {}});
}

}  // namespace
}  // namespace quyche::test
