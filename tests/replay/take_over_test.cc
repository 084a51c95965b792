// A policy that takes over open documents: at once, or on its first day.
#include <gtest/gtest.h>

#include "engine/replay/adopt.h"
#include "tests/replay/forge.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;
const DeadlineId ahead{"ahead"};

// The fixture's policy with one place of its text changed, and another head.
std::shared_ptr<const Policy> loaded(const std::string& from, const std::string& to,
                                     const std::string& head) {
  std::string text = fixture_yaml();
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  const std::string own = "effective: {from: 2024-08-01, to: 2026-07-31}";
  text.replace(text.find(own), own.size(), head);
  return load_text(text);
}

constexpr const char* now_in_force =
    "effective: {from: 2024-08-01, to: 2026-07-31}\nopen_documents: take_over";
constexpr const char* from_november =
    "effective: {from: 2024-11-01, to: 2026-07-31}\nopen_documents: take_over";
constexpr const char* three_days = "due: trước ít nhất 3 ngày trước khi dạy";
constexpr const char* ten_days = "due: trước ít nhất 10 ngày trước khi dạy";

struct Adopting {
  ForgedSchool school;
  std::shared_ptr<const Policy> next;
  PolicyId before = school.state.adopted.back().policy;
  PolicyId after;

  explicit Adopting(std::shared_ptr<const Policy> policy) : next(std::move(policy)), after(policy_id(*next)) {
    school.add_policy(next);
  }
  std::vector<Event> adopt() { return school.does("em", AdoptPolicy{after}); }
  AdoptionPreview preview() {
    SchoolState worked_on = school.state;
    return preview_adoption(school.world().policies, worked_on, after, school.now());
  }
  Instant closes(const DocumentId& id) { return school.document(id).deadlines.at(ahead).due.closes; }
};

TEST(TakeOver, OpenDocumentsGetNewDuePointsAndFinishedOnesDoNot) {
  Adopting a(loaded(three_days, ten_days, now_in_force));
  const DocumentId open = a.school.plan("an", "submitted", "2024-12-02");
  const DocumentId done = a.school.plan("an", "approved", "2024-12-09");
  const Instant was = a.closes(open);
  const auto events = a.adopt();
  EXPECT_EQ(kinds(events), (Codes{"policy_adopted", "policy_changed"}));
  EXPECT_EQ(events[0].policy, a.before);
  EXPECT_EQ(events[1].policy, a.after) << "the document follows it from here on";
  EXPECT_EQ(*document_of(events[1].body), open);
  EXPECT_EQ(a.school.document(open).policy, a.after);
  EXPECT_EQ(a.school.document(done).policy, a.before);
  EXPECT_EQ(a.closes(open), was.plus_ms(-7 * ms_per_day));
  // Week 2024-W41 would have closed on the 5th, and closes ten days ahead: at once.
  const auto fired = a.school.wait(a.school.now());
  ASSERT_EQ(all<DutyClosed>(fired).size(), 1u);
  EXPECT_EQ(all<DutyClosed>(fired)[0].week, Week::parse("2024-W41"));
  a.school.act("chi", open, "check");
  EXPECT_EQ(audited(a.school), Codes{});
}

TEST(TakeOver, WhatFellDueUnderTheNewPolicyFiresAtOnce) {
  Adopting a(loaded(three_days, ten_days, now_in_force));
  const DocumentId open = a.school.plan("an", "submitted", "2024-10-14");
  a.school.wait(at("2024-10-08"));
  ASSERT_EQ(a.school.document(open).deadlines.at(ahead).status, DeadlineStatus::pending);
  a.adopt();
  const auto fired = a.school.wait(a.school.now());
  ASSERT_EQ(all<DeadlineMissed>(fired).size(), 1u);
  EXPECT_EQ(all<DeadlineMissed>(fired)[0].document, open);
  EXPECT_EQ(audited(a.school), Codes{});
}

TEST(TakeOver, WhatWasLateOrMetInTimeStaysSo) {
  Adopting a(loaded(three_days, ten_days, now_in_force));
  const DocumentId met = a.school.plan("an", "checked", "2024-10-14");
  const DocumentId missed = a.school.plan("binh", "submitted", "2024-10-07");
  a.school.wait(at("2024-10-08"));
  ASSERT_EQ(a.school.document(met).deadlines.at(ahead).status, DeadlineStatus::met);
  const DeadlineState before = a.school.document(missed).deadlines.at(ahead);
  ASSERT_EQ(before.status, DeadlineStatus::missed);
  a.adopt();
  EXPECT_EQ(kinds(a.school.wait(a.school.now())), Codes{"duty_closed"}) << "of a week of the days to come";
  EXPECT_EQ(a.school.document(met).deadlines.at(ahead).status, DeadlineStatus::met);
  EXPECT_EQ(a.school.document(missed).deadlines.at(ahead), before);
}

TEST(TakeOver, StatesReachedLongAgoMeetANewDeadlineInTime) {
  Adopting a(loaded("ahead:\n        counts: [submitted, checked]", "first:\n        counts: [submitted]",
                    now_in_force));
  const DocumentId id = a.school.plan("an", "submitted", "2024-10-14");
  a.school.wait(at("2024-10-13"));
  const auto events = a.adopt();
  ASSERT_EQ(all<DeadlineMet>(events).size(), 1u);
  EXPECT_FALSE(all<DeadlineMet>(events)[0].late)
      << "it was submitted before the deadline that came later closed";
  EXPECT_EQ(all<PolicyChanged>(events)[0].lapsed, std::vector<DeadlineId>{})
      << "what was missed is not forgotten";
  EXPECT_EQ(a.school.document(id).deadlines.at(ahead).status, DeadlineStatus::missed);
  EXPECT_EQ(audited(a.school), Codes{});
}

// The fixture's policy without plans' state `checked`, and without notes.
std::shared_ptr<const Policy> without_parts() {
  Policy policy = *fixture_policy();
  policy.open_documents = OpenDocuments::take_over;
  std::erase_if(policy.documents, [](const DocumentType& type) { return type.id.value == "session"; });
  auto& workflow = policy.documents.front().workflow;
  std::erase_if(workflow.states, [](const State& state) { return state.id.value == "checked"; });
  std::erase_if(workflow.actions, [](const Action& action) { return action.id.value != "submit"; });
  std::erase_if(policy.roles, [](const Role& role) { return role.id.value == "clerk"; });
  return std::make_shared<const Policy>(std::move(policy));
}

TEST(TakeOver, DocumentsWithoutCounterpartKeepTheirPolicy) {
  Adopting a(without_parts());
  const DocumentId checked = a.school.plan("an", "checked", "2024-12-02");
  const DocumentId submitted = a.school.plan("an", "submitted", "2024-12-02");
  const DocumentId session = a.school.create("an", "session");
  const AdoptionPreview preview = a.preview();
  EXPECT_EQ(preview.types, (std::map<DocumentTypeId, std::size_t>{{DocumentTypeId{"session"}, 1}}));
  EXPECT_EQ(preview.states.size(), 1u);
  EXPECT_EQ(preview.states.begin()->first.second.value, "checked");
  EXPECT_EQ(preview.roles, (std::map<RoleId, std::size_t>{{RoleId{"clerk"}, 1}}));
  a.adopt();
  EXPECT_EQ(a.school.document(checked).policy, a.before);
  EXPECT_EQ(a.school.document(session).policy, a.before);
  EXPECT_EQ(a.school.document(submitted).policy, a.after);
  for (const DocumentPreview& one : preview.documents)
    EXPECT_EQ(one.kept.has_value(), one.document != submitted) << one.document.value;
  a.school.act("em", checked, "approve");  // goes on under the rules it had
  EXPECT_EQ(audited(a.school), Codes{});
}

TEST(TakeOver, ALaterPolicyIsAdoptedAheadAndTakesOverOnItsFirstDay) {
  Adopting a(loaded(three_days, ten_days, from_november));
  const DocumentId open = a.school.plan("an", "submitted", "2024-12-02");
  EXPECT_EQ(kinds(a.adopt()), Codes{"policy_adopted"});
  const DocumentId later = a.school.plan("binh", "draft", "2024-12-02");
  EXPECT_EQ(a.school.document(open).policy, a.before);
  a.school.wait(at("2024-10-31", "23:59"));
  EXPECT_EQ(a.school.document(open).policy, a.before);
  // The school is away over the day; what fell due comes in order all the same.
  const auto fired = a.school.wait(at("2024-11-05"));
  const auto changed = all<PolicyChanged>(fired);
  std::size_t adopted = 0;
  for (const Event& event : fired) adopted += std::holds_alternative<PolicyAdopted>(event.body) ? 1 : 0;
  EXPECT_EQ(adopted, 1u);
  ASSERT_GE(changed.size(), 1u);
  EXPECT_EQ(a.school.document(open).policy, a.after);
  EXPECT_EQ(a.school.document(later).policy, a.after) << "created before it took effect, and open";
  EXPECT_EQ(a.closes(open), at("2024-11-23", "00:00"));
  EXPECT_TRUE(a.school.wait(at("2024-11-06")).empty()) << "once";
  EXPECT_EQ(audited(a.school), Codes{});
}

TEST(TakeOver, ANewerPolicyStandsInTheWayOfAnOlderOne) {
  Adopting a(loaded(three_days, ten_days, from_november));
  a.adopt();
  Policy newest = *fixture_policy();
  newest.title = Title("Mới nhất");
  a.school.add_policy(std::make_shared<const Policy>(newest));
  a.school.does("em", AdoptPolicy{policy_id(newest)});
  const DocumentId open = a.school.plan("an", "submitted", "2024-12-02");
  a.school.wait(at("2024-11-05"));
  EXPECT_EQ(a.school.document(open).policy, policy_id(newest));
}

// The rehearsal says what then happens.
TEST(TakeOver, PreviewAgreesWithWhatHappens) {
  Adopting a(loaded(three_days, ten_days, now_in_force));
  const DocumentId moved = a.school.plan("an", "submitted", "2024-12-02");
  const DocumentId missed = a.school.plan("binh", "submitted", "2024-10-14");
  a.school.wait(at("2024-10-08"));
  const AdoptionPreview preview = a.preview();
  EXPECT_TRUE(preview.takes_over);
  EXPECT_EQ(preview.open, 2u);
  ASSERT_EQ(preview.documents.size(), 2u);
  a.adopt();
  a.school.wait(a.school.now());
  for (const DocumentPreview& one : preview.documents) {
    ASSERT_EQ(one.dues.size(), 1u);
    EXPECT_EQ(one.dues[0].fate, DueFate::moved);
    EXPECT_EQ(one.dues[0].to, a.closes(one.document));
    EXPECT_EQ(one.dues[0].missed, one.document == missed) << one.document.value;
    EXPECT_EQ(a.school.document(one.document).deadlines.at(ahead).status == DeadlineStatus::missed,
              one.dues[0].missed);
  }
  (void)moved;
  // Plans of the weeks to come close a week earlier.
  ASSERT_EQ(preview.duties.size(), 1u);
  EXPECT_GT(preview.duties[0].moved, 10u);
  EXPECT_EQ(preview.duties[0].people, 2u) << "of week 2024-W42, which closes at once";
}

// Until the first day of the new policy, documents can still become late under the one they have.
TEST(TakeOver, PreviewOfALaterPolicyAgreesWithWhatHappens) {
  Adopting a(loaded(three_days, ten_days, from_november));
  a.school.wait(at("2024-10-08"));
  const DocumentId missed = a.school.plan("an", "submitted", "2024-10-28");  // late on the 25th
  const DocumentId settled_late =
      a.school.plan("binh", "submitted", "2024-11-03");  // late on the 1st, at 00:00
  const DocumentId overtaken = a.school.plan("dung", "submitted", "2024-11-06");
  const DocumentId moved = a.school.plan("an", "submitted", "2024-12-02");
  const AdoptionPreview preview = a.preview();
  std::map<DocumentId, DuePreview> dues;
  for (const DocumentPreview& one : preview.documents) dues[one.document] = one.dues.at(0);
  EXPECT_EQ(dues[missed].fate, DueFate::settled);
  EXPECT_EQ(dues[settled_late].fate, DueFate::settled) << "what the days before asked for comes first";
  EXPECT_EQ(dues[overtaken].fate, DueFate::moved);
  EXPECT_TRUE(dues[overtaken].missed);
  EXPECT_FALSE(dues[moved].missed);
  a.adopt();
  a.school.wait(at("2024-11-01", "00:00"));
  a.school.wait(at("2024-11-01"));
  for (const auto& [id, due] : dues) {
    const DeadlineState& state = a.school.document(id).deadlines.at(ahead);
    EXPECT_EQ(state.due.closes, due.to) << id.value;
    EXPECT_EQ(state.status == DeadlineStatus::missed, due.missed || due.fate == DueFate::settled) << id.value;
  }
}

TEST(TakeOver, PreviewNamesWhatClosesAtOnce) {
  Adopting a(loaded(three_days, ten_days, now_in_force));
  a.school.wait(at("2024-10-08"));
  const AdoptionPreview preview = a.preview();
  ASSERT_EQ(preview.duties.size(), 1u);
  EXPECT_EQ(preview.duties[0].dropped, 0u);
  a.adopt();
  EXPECT_EQ(all<DutyClosed>(a.school.wait(a.school.now())).size(), preview.duties[0].at_once);
  EXPECT_EQ(preview.duties[0].at_once, 1u);
}

TEST(TakeOver, KeepLeavesOpenDocumentsAlone) {
  Adopting a(
      loaded(three_days, ten_days, "effective: {from: 2024-08-01, to: 2026-07-31}\nopen_documents: keep"));
  const DocumentId open = a.school.plan("an", "submitted", "2024-12-02");
  const AdoptionPreview preview = a.preview();
  EXPECT_FALSE(preview.takes_over);
  EXPECT_TRUE(preview.documents.at(0).dues.empty());
  EXPECT_EQ(kinds(a.adopt()), Codes{"policy_adopted"});
  EXPECT_EQ(a.school.document(open).policy, a.before);
}

}  // namespace
}  // namespace quyche::test
