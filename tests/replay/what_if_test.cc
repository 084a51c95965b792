// What-if: nothing under the same policy, and under others exactly what they change.
#include "engine/replay/what_if.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <functional>

#include "engine/base/limits.h"
#include "tests/replay/forge.h"
#include "tests/replay/history.h"

namespace quyche::test {
namespace {

using Totals = std::map<std::string, std::uint64_t>;

Totals totals_of(const WhatIfResult& result) {
  Totals out;
  for (std::size_t i = 0; i < outcomes; ++i)
    if (result.totals[i] != 0) out[std::string(name_of(static_cast<Change>(i)))] = result.totals[i];
  return out;
}

struct Asked {
  std::optional<Instant> since;
  WhatIf::Texts texts;
};

WhatIfResult ask(const School& school, const std::vector<std::shared_ptr<const Policy>>& versions,
                 const Asked& asked = {}) {
  const World world = school.world();
  const WhatIfQuestion question = what_if_question(world.policies, versions, asked.since);
  WhatIf play(question, asked.texts);
  for (const Event& event : school.log) play.add(event);
  return play.finish();
}

// The fixture's policy, changed by hand.
std::shared_ptr<const Policy> changed(const std::function<void(Policy&)>& change) {
  Policy policy = *fixture_policy();
  change(policy);
  return std::make_shared<const Policy>(std::move(policy));
}

std::shared_ptr<const Policy> with_days_ahead(const char* line) {
  std::string text = fixture_yaml();
  const std::string from = "due: trước ít nhất 3 ngày trước khi dạy";
  text.replace(text.find(from), from.size(), line);
  return load_text(text);
}

DocumentType& type_of(Policy& policy, const char* id) {
  for (DocumentType& type : policy.documents)
    if (type.id.value == id) return type;
  ADD_FAILURE() << "no type " << id;
  return policy.documents.front();
}

Action& action_of(DocumentType& type, const char* id) {
  for (Action& one : type.workflow.actions)
    if (one.id.value == id) return one;
  ADD_FAILURE() << "no action " << id;
  return type.workflow.actions.front();
}

const WhatIfCell* cell(const WhatIfResult& result, Change change, const std::string& what) {
  for (const auto& [place, found] : result.places)
    if (place.outcome == change && place.what == what) return &found;
  return nullptr;
}

// Plans of every kind: checked in time, checked late, never handed in; others beside them.
struct Played : ForgedSchool {
  DocumentId in_time = plan("an", "approved", "2024-10-21");
  DocumentId handed_in = plan("binh", "submitted", "2024-10-14");
  DocumentId gate = create("an", "gate");
  Played() {
    wait(at("2024-10-08"));
    act("chi", handed_in, "check");  // six days ahead
    act("an", gate, "hooked");
    const DocumentId order = create("em", "order", {}, {in_time});
    act("ha", order, "note");
    wait(at("2024-11-05"));
    plan("dung", "draft", "2024-11-11");
    wait(at("2024-11-20"));
    create("an", "session");
  }
};

TEST(WhatIf, TheSamePolicyChangesNothing) {
  const Played school;
  const WhatIfResult result = ask(school, {fixture_policy()});
  EXPECT_EQ(totals_of(result), Totals{});
  EXPECT_EQ(result.events, school.log.size());
  EXPECT_EQ(result.documents, school.state.documents.size());
  EXPECT_GT(result.commands, 10u);
  EXPECT_EQ(result.late_recorded, 1u);
  EXPECT_EQ(result.late_now, 1u);
  EXPECT_EQ(result.opened, 0u);
}

TEST(WhatIf, TheSamePolicyChangesNothingInRandomHistories) {
  using Seeds = std::vector<std::uint64_t>;
  EXPECT_TRUE(rc::check("the same policy", [] {
    const auto seeds = *rc::gen::resize(400, rc::gen::container<Seeds>(rc::gen::resize(
                                                 rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>())));
    RandomHistory run;
    for (std::size_t i = 0; i < seeds.size(); ++i) run.step(seeds[i], i);
    const WhatIfQuestion question = what_if_question(RandomHistory::book(), {shipped_policy()}, std::nullopt);
    WhatIf play(question, {});
    for (const Event& event : run.events()) play.add(event);
    const WhatIfResult result = play.finish();
    for (const auto& [what, count] : totals_of(result)) RC_FAIL(what + " " + std::to_string(count));
    RC_ASSERT(result.late_recorded == result.late_now);
    RC_ASSERT(result.opened == 0u);
  }));
}

TEST(WhatIf, StricterDeadlineMakesDocumentsLate) {
  const Played school;
  const WhatIfResult result = ask(school, {with_days_ahead("due: trước ít nhất 7 ngày trước khi dạy")});
  // The weeks' duties close earlier too: one before the school was there, one more before the end of the
  // record. The last plan came after its week had closed: it is late, and nobody is missing.
  EXPECT_EQ(totals_of(result), (Totals{{"late", 1}, {"no_longer_owed", 3}, {"owed", 3}}));
  const auto count = [&](const char* unit, Change change) {
    return result.units.at(UnitId{unit})[static_cast<std::size_t>(change)];
  };
  EXPECT_EQ(count("u1", Change::owed), 2u) << "where the person teaches";
  EXPECT_EQ(count("u2", Change::owed), 1u);
  EXPECT_EQ(count("u1", Change::late), 1u);
  const WhatIfCell* no_longer_owed = cell(result, Change::no_longer_owed, "plan");
  ASSERT_NE(no_longer_owed, nullptr);
  EXPECT_NE(no_longer_owed->examples[0].seq, 0u) << "the recorded event";
  EXPECT_EQ(cell(result, Change::owed, "plan")->examples[0].seq, 0u) << "there is none";
  const WhatIfCell* late = cell(result, Change::late, "");
  ASSERT_NE(late, nullptr);
  ASSERT_EQ(late->examples.size(), 1u);
  EXPECT_EQ(late->examples[0].document, school.handed_in);
  EXPECT_EQ(late->examples[0].closes, at("2024-10-08", "00:00"));
  EXPECT_EQ(result.places.begin()->first.unit.value, "u1");
  EXPECT_EQ(result.places.begin()->first.clause.article, "Điều 12");
  EXPECT_EQ(result.late_now, result.late_recorded + 1);
}

TEST(WhatIf, LooserDeadlineMakesThemNoLongerLate) {
  const Played school;
  const WhatIfResult result =
      ask(school, {changed([](Policy& policy) { type_of(policy, "plan").deadlines.clear(); })});
  const Totals totals = totals_of(result);
  EXPECT_EQ(totals.at("no_longer_late"), 1u);
  EXPECT_GT(totals.at("no_longer_owed"), 0u) << "nobody owes a plan each week any more";
  EXPECT_EQ(totals.size(), 2u);
}

TEST(WhatIf, NewRequirementRefusesAndTheRestFollows) {
  const Played school;
  const auto policy = changed([](Policy& p) {
    Action& check = action_of(type_of(p, "plan"), "check");
    check.needs.push_back({ReasonGiven{}, {p.regulation, "Điều 98"}});
  });
  const WhatIfResult result = ask(school, {policy});
  const Totals totals = totals_of(result);
  EXPECT_EQ(totals.at("refused"), 2u) << "both were checked without a reason";
  EXPECT_EQ(totals.at("follows"), 1u) << "one was then approved";
  EXPECT_EQ(totals.at("late_after"), 2u) << "never checked, so late";
  EXPECT_EQ(totals.size(), 3u);
  const WhatIfCell* refused = cell(result, Change::refused, "Q414");
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->count, 2u);
  EXPECT_EQ(refused->examples[0].document, school.in_time);
  EXPECT_EQ(refused->examples[0].person.value, "chi");
  EXPECT_EQ(refused->examples[0].command, "act check");
  EXPECT_EQ(refused->examples[0].refusal.unmet[0].clause.article, "Điều 98");
}

TEST(WhatIf, ANarrowerRoleNamesWho) {
  const Played school;
  const auto policy =
      changed([](Policy& p) { action_of(type_of(p, "plan"), "approve").by = {ActorName{"vice"}}; });
  const WhatIfResult result = ask(school, {policy});
  EXPECT_EQ(totals_of(result), (Totals{{"refused", 1}}));
  EXPECT_EQ(cell(result, Change::refused, "Q406")->examples[0].person.value, "em");
}

TEST(WhatIf, RefusedCreationTakesItsDocumentsCommandsAlong) {
  const Played school;
  const auto policy = changed([](Policy& p) {
    Field extra;
    extra.id = FieldId{"extra"};
    extra.required = true;
    type_of(p, "plan").fields.push_back(extra);
  });
  const WhatIfResult result = ask(school, {policy});
  const Totals totals = totals_of(result);
  EXPECT_EQ(result.late_recorded, 1u);
  EXPECT_EQ(result.late_now, 0u);
  EXPECT_EQ(totals.at("gone"), 1u) << "the late one";
  const WhatIfCell* gone = cell(result, Change::gone, "");
  ASSERT_NE(gone, nullptr);
  EXPECT_EQ(gone->examples[0].person.value, "dung");
  EXPECT_EQ(result.units.at(UnitId{"u2"})[static_cast<std::size_t>(Change::gone)], 1u);
  EXPECT_EQ(totals.at("refused"), 3u) << "three plans";
  EXPECT_GT(totals.at("follows"), 5u) << "and all that was done with them";
  EXPECT_EQ(totals.contains("late"), false);
  EXPECT_GT(totals.at("owed"), 0u) << "so they are missing";
}

TEST(WhatIf, FewerStepsMakeCommandsUnneeded) {
  ForgedSchool school;
  const DocumentId minutes = school.create("an", "minutes");
  school.act("em", minutes, "two");
  school.act("giang", minutes, "two");
  const auto policy = changed([](Policy& p) { action_of(type_of(p, "minutes"), "two").needs.clear(); });
  EXPECT_EQ(totals_of(ask(school, {policy})), (Totals{{"unneeded", 1}}));
}

TEST(WhatIf, WhatFailsBecauseOfARefusalIsNotUnneeded) {
  ForgedSchool school;
  const DocumentId plan = school.plan("an", "submitted");
  school.act("chi", plan, "return", "thiếu");
  school.act("an", plan, "submit");
  const auto annex = load_text([] {
    std::string text = fixture_yaml();
    const std::string from = "{attachment: plan, cite: Điều 3.2}";
    return text.replace(text.find(from), from.size(), "{attachment: annex}");
  }());
  // The plan was a draft from the first: it was never sent back to be one.
  EXPECT_EQ(totals_of(ask(school, {annex})), (Totals{{"refused", 1}, {"follows", 2}}));
}

TEST(WhatIf, AnActionThatLeadsBackIsNeverUnneeded) {
  ForgedSchool school;
  const DocumentId plan = school.plan("an", "submitted");
  school.act("chi", plan, "return", "thiếu");
  school.act("an", plan, "submit");
  const auto policy =
      changed([](Policy& p) { action_of(type_of(p, "plan"), "return").from = {StateId{"checked"}}; });
  EXPECT_EQ(totals_of(ask(school, {policy})), (Totals{{"refused", 1}, {"follows", 1}}));
}

TEST(WhatIf, WhatHasNoCounterpartIsListedAndNotTried) {
  const Played school;
  const auto policy = changed([](Policy& p) {
    std::erase_if(p.documents, [](const DocumentType& type) { return type.id.value == "session"; });
    std::erase_if(type_of(p, "plan").fields, [](const Field& f) { return f.id.value == "subject"; });
    Action& submit = action_of(type_of(p, "plan"), "submit");
    std::erase_if(submit.needs,
                  [](const Requirement& need) { return std::holds_alternative<FieldFilled>(need.what); });
    std::erase_if(type_of(p, "gate").workflow.actions,
                  [](const Action& one) { return one.id.value == "hooked"; });
    std::erase_if(p.roles, [](const Role& role) { return role.id.value == "clerk"; });
  });
  const WhatIfResult result = ask(school, {policy});
  const auto count = [&](const char* what) {
    std::uint64_t sum = 0;
    for (const auto& [place, found] : result.places)
      if (place.outcome == Change::no_counterpart && place.what == what) sum += found.count;
    return sum;
  };
  EXPECT_EQ(count("type session"), 1u);
  EXPECT_EQ(count("field plan/subject"), 3u);
  EXPECT_EQ(count("action gate/hooked"), 1u);
  EXPECT_EQ(count("role clerk"), 1u);
  EXPECT_EQ(totals_of(result).at("no_counterpart"), 6u);
}

TEST(WhatIf, VerdictsOfOtherScriptsAreNotKnown) {
  const Played school;
  const auto policy = changed([](Policy& p) {
    const Digest script = digest("another script");
    p.scripts[script] = {"hooks/new.lua", "return true"};
    for (Requirement& need : action_of(type_of(p, "gate"), "hooked").needs)
      if (auto* hook = std::get_if<HookPasses>(&need.what)) hook->script = script;
  });
  const WhatIfResult result = ask(school, {policy});
  EXPECT_EQ(totals_of(result), (Totals{{"verdict_unknown", 1}}));
  EXPECT_NE(cell(result, Change::verdict_unknown, "hooks/new.lua"), nullptr);
}

TEST(WhatIf, TextsAreReadWhereTheNewPolicyReadsThem) {
  ForgedSchool school;
  const DocumentId plan =
      school.create("an", "plan", fields({{"lesson_date", "2024-10-21"}, {"notes", "one"}}));
  school.attach("an", plan, "plan");
  const auto policy = changed([](Policy& p) {
    for (Field& field : type_of(p, "plan").fields)
      if (field.id.value == "notes")
        field = Field{field.id, {}, FieldType::choice, {}, {"one", "two"}, {}, false, {}};
  });
  const Totals unknown{{"follows", 1}, {"text_unknown", 1}};
  EXPECT_EQ(totals_of(ask(school, {policy})), unknown) << "erased: neither accepted nor refused";
  EXPECT_EQ(totals_of(ask(school, {policy},
                          {std::nullopt, [](const Digest&) { return std::optional<std::string>("two"); }})),
            Totals{});
  EXPECT_EQ(totals_of(ask(school, {policy},
                          {std::nullopt, [](const Digest&) { return std::optional<std::string>("ba"); }})),
            (Totals{{"follows", 1}, {"refused", 1}}));
}

TEST(WhatIf, NobodyIsSaidToOweWhatCouldNotBeTried) {
  ForgedSchool school;
  school.create("an", "plan", fields({{"lesson_date", "2024-10-21"}, {"notes", "one"}}));
  school.wait(at("2024-10-25"));
  school.create("an", "session");
  const auto policy = changed([](Policy& p) {
    for (Field& field : type_of(p, "plan").fields)
      if (field.id.value == "notes")
        field = Field{field.id, {}, FieldType::choice, {}, {"one", "two"}, {}, false, {}};
  });
  const WhatIfResult result = ask(school, {policy});
  EXPECT_EQ(totals_of(result), (Totals{{"text_unknown", 1}, {"gone", 1}}));
  EXPECT_EQ(result.late_now, 0u);
}

TEST(WhatIf, SinceADayOnlyNewDocumentsFollow) {
  const Played school;
  const auto policy = changed([](Policy& p) {
    action_of(type_of(p, "plan"), "check").needs.push_back({ReasonGiven{}, {}});
    type_of(p, "session").owner = RoleId{"clerk"};
  });
  const WhatIfResult result = ask(school, {policy}, {at("2024-10-05", "00:00"), {}});
  // handed_in was created before and is checked after: by its own rules. The session came after.
  EXPECT_EQ(totals_of(result), (Totals{{"refused", 1}}));
  EXPECT_NE(cell(result, Change::refused, "Q406"), nullptr);
  EXPECT_LT(result.documents, school.state.documents.size());
  EXPECT_EQ(totals_of(ask(school, {policy}, {at("2025-10-05", "00:00"), {}})), Totals{});
}

TEST(WhatIf, DocumentsThatEffectsOpenAreFoundAgain) {
  ForgedSchool school;
  const DocumentId plan = school.plan("an", "draft");
  const DocumentId order = school.create("em", "order", {}, {plan});
  school.act("ha", order, "note");
  const DocumentId first = all<Created>(school.log).back().document;
  school.act("ha", order, "note");
  const DocumentId second = all<Created>(school.log).back().document;
  school.act("ha", first, "close");
  school.act("ha", second, "close");
  EXPECT_EQ(totals_of(ask(school, {fixture_policy()})), Totals{});
  // Another is opened before each: the engine numbers on, and the second bears another name.
  const auto more = changed([](Policy& p) {
    auto& does = action_of(type_of(p, "order"), "note").does;
    does.insert(does.begin(), OpenDocument{DocumentTypeId{"report"}, ActorName{"owner"}});
  });
  const WhatIfResult renamed = ask(school, {more});
  EXPECT_EQ(totals_of(renamed), Totals{});
  EXPECT_EQ(renamed.opened, 2u);
  const auto none = changed([](Policy& p) { action_of(type_of(p, "order"), "note").does.clear(); });
  EXPECT_EQ(totals_of(ask(school, {none})), (Totals{{"follows", 2}})) << "they are not there to be closed";
}

// The fixture's policy where a plan that is late opens a notice for the clerk; `days` before the lesson.
std::shared_ptr<const Policy> with_notices(const char* days, const char* deadlines = "") {
  std::string text = fixture_yaml();
  const auto put = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  put("trước ít nhất 3 ngày", "trước ít nhất " + std::string(days) + " ngày");
  put("when_missed: {flag: late, notify: [owner, team_lead]}", "when_missed: {open: notice}");
  put("  card:\n", std::string(R"(  notice:
    title: Phiếu nhắc
    cite: Điều 13
    owner: clerk
    about: [plan]
    workflow:
      states: {open: Mở, read: Đã xem, done: {title: Xong, final: true}}
      actions: {look: {from: open, to: read, by: owner}, close: {from: [open, read], to: done, by: owner}}
)") + deadlines + "\n  card:\n");
  return load_text(text);
}

TEST(WhatIf, WhatTimeOpensIsTheSameDocumentAtAnotherTime) {
  ForgedSchool school(with_notices("3"));
  school.plan("an", "draft", "2024-10-21");
  school.wait(at("2024-10-19"));
  const DocumentId notice = all<Created>(school.log).back().document;
  school.act("ha", notice, "look");
  school.wait(at("2024-10-25"));
  school.act("ha", notice, "close");
  EXPECT_EQ(totals_of(ask(school, {with_notices("3")})), Totals{});
  const WhatIfResult sooner = ask(school, {with_notices("7")});
  EXPECT_EQ(totals_of(sooner).contains("follows"), false) << "it is there already";
  EXPECT_EQ(sooner.opened, 0u);
  const WhatIfResult later = ask(school, {with_notices("1")});
  EXPECT_EQ(totals_of(later).at("follows"), 1u) << "not there to be looked at, but to be closed";
  EXPECT_EQ(later.opened, 0u);
}

TEST(WhatIf, ALateDocumentThatOnlyTheNewPolicyOpensIsNobodysElse) {
  ForgedSchool school;
  school.plan("an", "draft", "2024-10-21");
  school.wait(at("2024-10-20"));
  // By the very id that the new policy will have given away.
  school.does("an", Create{DocumentTypeId{"session"}, DocumentId{"notice-2"}, {}, {}, {}});
  const WhatIfResult result =
      ask(school,
          {with_notices("3", "    deadlines: {at_once: {counts: done, due: trước ngày 05/9 hàng năm}}\n")});
  EXPECT_EQ(totals_of(result), (Totals{{"late", 1}}));
  EXPECT_NE(cell(result, Change::late, "opened notice"), nullptr);
  EXPECT_EQ(result.opened, 1u);
  EXPECT_EQ(result.late_recorded, 1u);
  EXPECT_EQ(result.late_now, 2u);
}

TEST(WhatIf, KeepsSomeExamplesAndCountsAll) {
  ForgedSchool school;
  for (std::size_t i = 0; i < limits::examples_max + 2; ++i) school.create("an", "session");
  const auto policy = changed([](Policy& p) { type_of(p, "session").owner = RoleId{"clerk"}; });
  const WhatIfResult result = ask(school, {policy});
  EXPECT_EQ(cell(result, Change::refused, "Q406")->count, limits::examples_max + 2);
  EXPECT_EQ(cell(result, Change::refused, "Q406")->examples.size(), limits::examples_max);
}

TEST(WhatIf, VersionsHoldOnTheirDaysAndBeyond) {
  const Played school;
  const auto early = changed([](Policy& p) {
    p.effective_from = *Date::parse("2024-10-01");
    p.effective_to = *Date::parse("2024-10-31");
  });
  const auto late = changed([](Policy& p) {
    p.effective_from = *Date::parse("2024-11-01");
    p.effective_to = *Date::parse("2024-11-02");  // taken as holding on: the question is what if it had
    type_of(p, "session").owner = RoleId{"clerk"};
  });
  EXPECT_EQ(totals_of(ask(school, {early, late})), (Totals{{"refused", 1}}));
}

TEST(WhatIf, ADocumentIsReadByTheVersionOfItsDay) {
  ForgedSchool school;
  for (const char* lesson : {"2024-10-21", "2024-11-11"})
    school.create("an", "plan", fields({{"lesson_date", lesson}, {"subject", "toan"}}));
  const auto until = changed([](Policy& p) { p.effective_to = *Date::parse("2024-10-31"); });
  const auto from = changed([](Policy& p) {
    p.effective_from = *Date::parse("2024-11-01");
    std::erase_if(type_of(p, "plan").fields, [](const Field& f) { return f.id.value == "subject"; });
    std::erase_if(p.roles, [](const Role& role) { return role.id.value == "auditor"; });
  });
  const WhatIfResult result = ask(school, {until, from});
  EXPECT_EQ(totals_of(result), (Totals{{"no_counterpart", 1}}));
  EXPECT_NE(cell(result, Change::no_counterpart, "field plan/subject"), nullptr);
}

TEST(WhatIf, ARoleThatIsNotThereIsSaidAlsoOfThoseWhoHadItBefore) {
  const Played school;
  const auto policy = changed(
      [](Policy& p) { std::erase_if(p.roles, [](const Role& role) { return role.id.value == "clerk"; }); });
  const WhatIfResult result = ask(school, {policy}, {at("2024-10-05", "00:00"), {}});
  const WhatIfCell* role = cell(result, Change::no_counterpart, "role clerk");
  ASSERT_NE(role, nullptr);
  EXPECT_EQ(role->examples[0].person.value, "ha");
}

// The week of 14 October closes at this very moment under the policy that is adopted at it.
TEST(WhatIf, SinceAClosingItCloses) {
  const Played school;
  const auto policy = with_days_ahead("due: trước ít nhất 7 ngày trước khi dạy");
  EXPECT_FALSE(totals_of(ask(school, {policy}, {at("2024-10-08", "00:00"), {}})).contains("no_longer_owed"));
}

}  // namespace
}  // namespace quyche::test
