// What an action needs: each kind of requirement, met and unmet.
#include <gtest/gtest.h>

#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

TEST(Requirements, AllUnmetOnesAreNamedAtOnceWithClauseAndWho) {
  School school;
  const DocumentId plan = school.create("an", "plan", fields({{"lesson_date", "2024-10-21"}}));
  const Refusal refusal = school.refusal("binh", action(plan, "submit"));
  ASSERT_EQ(codes(refusal), (Codes{"Q406", "Q409", "Q408"}));
  struct Row {
    const char* article;
    const char* role;
    const char* person;
    const char* sentence;
  };
  const Row rows[] = {
      {"Điều 3", "owner", "an", "this is for: the document's owner"},
      {"Điều 3.2", "owner", "an", "attachment `Bản kế hoạch` is missing"},
      {"Điều 3.3", "owner", "an", "field `subject` is empty"},
  };
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    SCOPED_TRACE(refusal.unmet[i].code);
    EXPECT_EQ(refusal.unmet[i].clause, (Clause{RegulationId{"test.records"}, rows[i].article}));
    EXPECT_EQ(refusal.unmet[i].roles, std::vector<ActorName>{ActorName{rows[i].role}});
    EXPECT_EQ(names(refusal.unmet[i].people), Codes{rows[i].person});
    if (i > 0) {
      EXPECT_EQ(sentence(refusal.unmet[i], Lang::en), rows[i].sentence);
    }
  }
}

TEST(Requirements, FieldAndAttachmentAreMetOneByOne) {
  School school;
  const DocumentId plan = school.create("an", "plan", fields({{"lesson_date", "2024-10-21"}}));
  EXPECT_EQ(school.refused("an", action(plan, "submit")), (Codes{"Q409", "Q408"}));
  school.attach("an", plan, "annex");
  EXPECT_EQ(school.refused("an", action(plan, "submit")), (Codes{"Q409", "Q408"})) << "the wrong slot";
  school.attach("an", plan, "plan");
  EXPECT_EQ(school.refused("an", action(plan, "submit")), Codes{"Q408"});
  school.does("an", edit(plan, {{"subject", "math"}}));
  EXPECT_EQ(kinds(school.act("an", plan, "submit")), Codes{"acted"});
  EXPECT_EQ(school.document(plan).state.value, "submitted");
}

TEST(Requirements, EmptiedFieldIsUnmetAgain) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  school.does("an", edit(plan, {{"subject", "  "}}));
  EXPECT_FALSE(school.document(plan).fields.contains(FieldId{"subject"}));
  EXPECT_EQ(school.refused("an", action(plan, "submit")), Codes{"Q408"});
}

TEST(Requirements, ReasonMustSaySomething) {
  School school;
  const DocumentId plan = school.plan("an", "submitted");
  EXPECT_EQ(school.refused("chi", action(plan, "return")), Codes{"Q414"});
  for (const char* blank : {" ", "\t\r\n ", "\n"})
    EXPECT_EQ(school.refused("chi", action(plan, "return", blank)), Codes{"Q414"}) << '"' << blank << '"';
  const auto acted = all<Acted>(school.act("chi", plan, "return", "sai ngày"));
  ASSERT_EQ(acted.size(), 1u);
  EXPECT_EQ(acted[0].reason, text("sai ngày").commitment) << "the log holds the commitment, not the text";
  EXPECT_EQ(acted[0].to.value, "draft");
}

TEST(Requirements, BlankReasonThatIsNotNeededLeavesNoCommitment) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  const auto acted = all<Acted>(school.act("an", plan, "submit", "  "));
  ASSERT_EQ(acted.size(), 1u);
  EXPECT_TRUE(acted[0].reason.empty());
}

TEST(Requirements, NotTheSamePersonAsOwner) {
  School school;
  const DocumentId plan = school.plan("dung", "submitted");  // who is also the unit's team lead
  const Refusal refusal = school.refusal("dung", action(plan, "check"));
  EXPECT_EQ(codes(refusal), Codes{"Q415"});
  EXPECT_EQ(school.document(plan).state.value, "submitted");
}

TEST(Requirements, NotTheSamePersonAsWhoLastTookTheAction) {
  School school;
  school.does("em", AssignRole{PersonId{"chi"}, RoleId{"vice"}, {}});
  const DocumentId plan = school.plan("an", "checked");  // by chi
  EXPECT_EQ(school.refused("chi", action(plan, "approve")), Codes{"Q415"});
  school.act("em", plan, "approve");
  EXPECT_EQ(school.document(plan).state.value, "approved");
}

TEST(Requirements, DocumentDependencyLooksAtOwnerUnitAndState) {
  struct Row {
    const char* plan_of;
    const char* plan_state;
    const char* report_of;
    const char* wanted;
    bool met;
  };
  const Row rows[] = {
      {"an", "approved", "an", "own", true},     {"an", "checked", "an", "own", false},
      {"binh", "approved", "an", "own", false},  {"binh", "approved", "an", "team", true},
      {"an", "approved", "dung", "team", false}, {"an", "approved", "dung", "any", true},
      {"an", "checked", "dung", "any", true},    {"an", "submitted", "dung", "any", false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.plan_of) + " " + row.plan_state + ", " + row.report_of + " " + row.wanted);
    School school;
    (void)school.plan(row.plan_of, row.plan_state);
    const DocumentId report = school.create(row.report_of, "report");
    if (row.met)
      EXPECT_EQ(kinds(school.act(row.report_of, report, row.wanted)), Codes{"acted"});
    else
      EXPECT_EQ(school.refused(row.report_of, action(report, row.wanted)), Codes{"Q412"});
  }
}

TEST(Requirements, DocumentDependencyIsOfTheSameSchoolYear) {
  School school;
  (void)school.plan("an", "approved", "2025-08-04");
  const DocumentId report = school.create("an", "report");
  EXPECT_EQ(school.refused("an", action(report, "any")), Codes{"Q412"});
  school.wait(at("2025-08-01"));
  const DocumentId next_year = school.create("an", "report");
  school.act("an", next_year, "any");
}

TEST(Requirements, AboutMustBeInTheStates) {
  School school;
  const DocumentId checked = school.plan("an", "checked");
  const DocumentId draft = school.plan("binh", "draft");
  const DocumentId approved = school.plan("binh", "approved");
  const DocumentId order = school.create("em", "order", {}, {checked, approved, draft});
  const Refusal refusal = school.refusal("em", action(order, "close"));
  ASSERT_EQ(codes(refusal), (Codes{"Q413", "Q413"}));
  EXPECT_NE(sentence(refusal.unmet[0], Lang::en).find(checked.value), std::string::npos);
  EXPECT_NE(sentence(refusal.unmet[1], Lang::en).find(draft.value), std::string::npos);
  const DocumentId good = school.create("em", "order", {}, {approved});
  school.act("em", good, "close");
}

TEST(Requirements, WindowOpensAndCloses) {
  struct Row {
    Instant now;
    Codes codes;
  };
  const Row rows[] = {
      {at("2024-10-08", "23:59"), {"Q416"}},
      {at("2024-10-09", "00:00"), {}},  // one day before 10 October
      {at("2024-10-18", "23:59"), {}},
      {at("2024-10-19", "00:00"), {"Q417"}},  // 18 October has ended
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.now.text());
    School school;
    const DocumentId gate =
        school.create("an", "gate", fields({{"starts", "2024-10-10"}, {"ends", "2024-10-19"}}));
    school.wait(row.now);
    if (row.codes.empty())
      school.act("an", gate, "enter");
    else
      EXPECT_EQ(school.refused("an", action(gate, "enter")), row.codes);
  }
}

TEST(Requirements, WindowWithoutItsDatesIsNotOpen) {
  School school;
  const DocumentId gate = school.create("an", "gate");
  EXPECT_EQ(school.refused("an", action(gate, "enter")), (Codes{"Q408", "Q408"}));
}

TEST(Requirements, WindowOfTheYearClosedAlready) {
  School school;
  const DocumentId gate = school.create("an", "gate");
  const Refusal refusal = school.refusal("an", action(gate, "yearly"));
  ASSERT_EQ(codes(refusal), Codes{"Q417"});
  EXPECT_EQ(sentence(refusal.unmet[0], Lang::en), "too late: closed at 2024-09-05T00:00:00+07:00");
}

TEST(Requirements, HookPassesRefusesOrBreaks) {
  School school;
  const DocumentId gate = school.create("an", "gate", fields({{"starts", "2024-10-10"}}));
  school.hooks.answer = HookVerdict{false, "chưa được"};
  const Refusal refusal = school.refusal("an", action(gate, "hooked"));
  ASSERT_EQ(codes(refusal), Codes{"Q418"});
  EXPECT_NE(sentence(refusal.unmet[0], Lang::vi).find("chưa được"), std::string::npos);
  school.hooks.answer = tl::unexpected(HookFault{"Q603", "x.lua:1: out of steps"});
  const Refusal fault = school.refusal("an", action(gate, "hooked"));
  ASSERT_EQ(codes(fault), Codes{"Q419"});
  EXPECT_NE(sentence(fault.unmet[0], Lang::en).find("(Q603): x.lua:1"), std::string::npos);
  school.hooks.answer = HookVerdict{true, ""};
  const auto acted = all<Acted>(school.act("an", gate, "hooked"));
  ASSERT_EQ(acted.size(), 1u);
  ASSERT_EQ(acted[0].hooks.size(), 1u);
  EXPECT_TRUE(acted[0].hooks[0].ok);
  EXPECT_EQ(acted[0].hooks[0].script, fixture_policy()->scripts.begin()->first);
}

TEST(Requirements, HookSeesTheDocumentTheActorAndTheDay) {
  School school;
  const DocumentId gate = school.create("an", "gate", fields({{"starts", "2024-10-10"}}));
  school.act("an", gate, "hooked");
  ASSERT_EQ(school.hooks.calls.size(), 1u);
  const json::Value& input = school.hooks.calls[0].input;
  EXPECT_EQ(*input.find("action")->string(), "hooked");
  EXPECT_EQ(*input.find("today")->string(), "2024-10-01");
  EXPECT_EQ(*input.find("actor")->find("id")->string(), "an");
  EXPECT_EQ(*input.find("document")->find("fields")->find("starts")->string(), "2024-10-10");
  EXPECT_EQ(*input.find("document")->find("unit")->string(), "u1");
  // Numbers of the regulation; one that nobody has set yet is absent.
  const json::Value& parameters = *input.find("parameters");
  EXPECT_EQ(*parameters.find("summary_words")->integer(), 20);
  EXPECT_EQ(*parameters.find("tries")->integer(), 0);
  EXPECT_EQ(parameters.find("report_in"), nullptr);
}

}  // namespace
}  // namespace quyche::test
