// Adopting another policy: new documents follow it, open documents keep theirs, and the past stays as it was.
#include <gtest/gtest.h>

#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

// The fixture's policy, where plans need no attachment and one more deadline asks for a plan each week.
std::shared_ptr<const Policy> later_policy() {
  Policy later = *fixture_policy();
  DocumentType& plan = later.documents.front();
  plan.workflow.actions.front().needs.clear();
  Deadline another = plan.deadlines.front();
  another.id = DeadlineId{"another"};
  another.when_missed.clear();
  plan.deadlines.push_back(another);
  return std::make_shared<const Policy>(std::move(later));
}

struct Adopting {
  School school;
  DocumentId old_plan = school.create("an", "plan", fields({{"lesson_date", "2024-12-02"}}));
  PolicyId before = school.state.adopted.back().policy;
  PolicyId after = policy_id(*later_policy());

  Adopting() { school.add_policy(later_policy()); }
  std::vector<Event> adopt() { return school.does("em", AdoptPolicy{after}); }
};

TEST(Adopt, NewDocumentsFollowTheNewPolicyAndOpenOnesTheirs) {
  Adopting a;
  const auto events = a.adopt();
  EXPECT_EQ(kinds(events), Codes{"policy_adopted"});
  EXPECT_EQ(events[0].policy, a.before) << "decided under the policy that was in force";
  const DocumentId new_plan = a.school.create("an", "plan", fields({{"lesson_date", "2024-12-02"}}));
  EXPECT_EQ(a.school.document(a.old_plan).policy, a.before);
  EXPECT_EQ(a.school.document(new_plan).policy, a.after);
  EXPECT_EQ(a.school.document(new_plan).deadlines.size(), 2u);
  EXPECT_EQ(a.school.refused("an", action(a.old_plan, "submit")), (Codes{"Q409", "Q408"}));
  a.school.act("an", new_plan, "submit");
}

TEST(Adopt, OnlyAnotherPolicyThatIsThere) {
  Adopting a;
  EXPECT_EQ(a.school.refused("em", AdoptPolicy{a.before}), Codes{"Q446"});
  EXPECT_EQ(a.school.refused("em", AdoptPolicy{digest("not there")}), Codes{"Q438"});
  EXPECT_EQ(a.school.refused("an", AdoptPolicy{digest("not there")}), (Codes{"Q406", "Q438"}));
  a.adopt();
  EXPECT_EQ(a.school.refused("em", AdoptPolicy{a.after}), Codes{"Q446"});
}

TEST(Adopt, NewDeadlineAsksForNothingThatClosedBefore) {
  Adopting a;
  a.school.wait(at("2024-11-20"));
  a.adopt();
  EXPECT_TRUE(a.school.wait(at("2024-11-20", "23:00")).empty());
  std::map<std::string, int> closed;
  for (const DutyClosed& duty : all<DutyClosed>(a.school.wait(at("2024-11-30", "00:00"))))
    ++closed[duty.deadline.value + " " + duty.week->text()];
  EXPECT_EQ(
      closed,
      (std::map<std::string, int>{
          {"ahead 2024-W48", 1}, {"another 2024-W48", 1}, {"ahead 2024-W49", 1}, {"another 2024-W49", 1}}));
}

// Between the two closings of a week, under the old policy and under one that would have given two days more.
TEST(Adopt, PeriodThatClosedDoesNotCloseAgain) {
  Policy looser = *fixture_policy();
  Step& step = looser.documents.front().deadlines.front().due.terms.front().point.then.front();
  std::get<Offset>(step).period.count = 1;
  const auto later = std::make_shared<const Policy>(std::move(looser));
  School school;
  school.add_policy(later);
  std::map<std::string, std::vector<std::string>> closed;
  const auto wait = [&](Instant until) {
    for (const DutyClosed& duty : all<DutyClosed>(school.wait(until)))
      closed[duty.week->text()].push_back(duty.closes.text(ZoneOffset{7 * 60}));
  };
  wait(at("2024-10-12", "08:00"));
  school.does("em", AdoptPolicy{policy_id(*later)});
  wait(at("2024-10-22"));
  EXPECT_EQ(closed["2024-W42"], Codes{"2024-10-12T00:00:00+07:00"});
  EXPECT_EQ(closed["2024-W43"], Codes{"2024-10-21T00:00:00+07:00"});
}

TEST(Adopt, OldDocumentsKeepTheirDeadlines) {
  Adopting a;
  a.adopt();
  const auto missed = all<DeadlineMissed>(a.school.wait(at("2024-12-02")));
  ASSERT_EQ(missed.size(), 1u);
  EXPECT_EQ(missed[0].deadline.value, "ahead");
  EXPECT_TRUE(a.school.document(a.old_plan).flags.contains(FlagId{"late"}));
}

}  // namespace
}  // namespace quyche::test
