// Several people for one action.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

struct Step {
  const char* who;
  const char* outcome;  // kind of the event, or code of the refusal
};
struct Row {
  const char* what;
  const char* action;
  std::vector<Step> steps;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.what; }

class ApprovalTable : public testing::TestWithParam<Row> {};

TEST_P(ApprovalTable, EachStepGivesItsOutcome) {
  const Row& row = GetParam();
  School school;
  const DocumentId minutes = school.create("an", "minutes");
  for (const Step& step : row.steps) {
    SCOPED_TRACE(std::string(row.what) + ": " + step.who);
    const Decided decided = school.tries(step.who, action(minutes, row.action));
    EXPECT_EQ(decided ? kinds(*decided) : codes(decided.error()), Codes{step.outcome});
  }
  const bool done = std::string(row.steps.back().outcome) == "acted";
  EXPECT_EQ(school.document(minutes).state.value, done ? "done" : "open");
  const auto spoken = std::count_if(row.steps.begin(), row.steps.end(), [](const Step& step) {
    return std::string(step.outcome) == "signed_off";
  });
  EXPECT_EQ(school.document(minutes).sign_offs.size(), static_cast<std::size_t>(done ? 0 : spoken));
}

const Row rows[] = {
    {"all of, one each", "all", {{"em", "signed_off"}, {"an", "signed_off"}, {"giang", "acted"}}},
    {"all of, em moves over to principal when giang speaks for the board",
     "all",
     {{"giang", "signed_off"}, {"em", "signed_off"}, {"an", "acted"}}},
    {"all of, the owner and one of the board are not three people",
     "all",
     {{"an", "signed_off"}, {"em", "signed_off"}, {"em", "Q432"}, {"an", "Q432"}}},
    {"all of, without a voice", "all", {{"binh", "Q406"}, {"ha", "Q406"}, {"chi", "Q406"}}},
    {"any of", "any", {{"ha", "acted"}}},
    {"any of, another", "any", {{"em", "acted"}}},
    {"any of, no voice", "any", {{"an", "Q406"}}},
    {"two of", "two", {{"ha", "signed_off"}, {"ha", "Q432"}, {"giang", "acted"}}},
    {"two of, another", "two", {{"em", "signed_off"}, {"giang", "acted"}}},
    {"one person may stand for both where it is allowed", "same", {{"em", "acted"}}},
    {"and where not enough, the other is waited for",
     "same",
     {{"giang", "signed_off"}, {"giang", "Q432"}, {"em", "acted"}}},
};
INSTANTIATE_TEST_SUITE_P(Rows, ApprovalTable, testing::ValuesIn(rows));

TEST(Approvals, EveryOrderOfThePeopleEndsTheSame) {
  std::vector<std::string> people{"an", "em", "giang"};
  do {
    School school;
    const DocumentId minutes = school.create("an", "minutes");
    for (const std::string& who : people) (void)school.tries(who, action(minutes, "all"));
    EXPECT_EQ(school.document(minutes).state.value, "done") << people[0] << people[1] << people[2];
  } while (std::next_permutation(people.begin(), people.end()));
}

TEST(Approvals, SignOffIsRecordedWithItsCapacitiesAndReason) {
  School school;
  const DocumentId minutes = school.create("an", "minutes");
  const auto events = all<SignedOff>(school.act("em", minutes, "all", "đồng ý"));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].capacities, (std::vector<ActorName>{ActorName{"board"}, ActorName{"principal"}}));
  EXPECT_EQ(events[0].reason, text("đồng ý").commitment);
  ASSERT_EQ(school.document(minutes).sign_offs.size(), 1u);
  EXPECT_EQ(school.document(minutes).sign_offs[0].by.value, "em");
}

TEST(Approvals, WhoHasSpokenIsToldWhoIsWaitedFor) {
  School school;
  const DocumentId minutes = school.create("an", "minutes");
  school.act("em", minutes, "all");
  const Refusal refusal = school.refusal("em", action(minutes, "all"));
  ASSERT_EQ(codes(refusal), Codes{"Q432"});
  EXPECT_FALSE(refusal.unmet[0].roles.empty());
  EXPECT_FALSE(refusal.unmet[0].people.empty());
}

TEST(Approvals, DelegateSpeaksWithTheDelegatorsVoice) {
  School school;
  const DocumentId minutes = school.create("an", "minutes");
  school.does("giang",
              Delegate{DelegationId{"d1"}, PersonId{"ha"}, RoleId{"vice"}, *Date::parse("2024-10-30")});
  school.does("em", EndRole{PersonId{"ha"}, RoleId{"clerk"}, {}});
  EXPECT_EQ(school.refused("ha", action(minutes, "two")), Codes{"Q406"}) << "lent to clerks only";
  school.does("em", AssignRole{PersonId{"ha"}, RoleId{"clerk"}, {}});
  school.act("giang", minutes, "two");
  EXPECT_EQ(kinds(school.act("ha", minutes, "two")), Codes{"acted"}) << "as clerk, her own voice";
}

TEST(Approvals, OneVoiceLentIsNotTwo) {
  School school;
  const DocumentId minutes = school.create("an", "minutes");
  school.does(
      "em", Delegate{DelegationId{"d1"}, PersonId{"giang"}, RoleId{"principal"}, *Date::parse("2024-10-30")});
  school.does("em", AssignRole{PersonId{"binh"}, RoleId{"vice"}, {}});
  school.does(
      "em", Delegate{DelegationId{"d2"}, PersonId{"binh"}, RoleId{"principal"}, *Date::parse("2024-10-30")});
  EXPECT_EQ(kinds(school.act("em", minutes, "all")), Codes{"signed_off"});
  EXPECT_EQ(kinds(school.act("giang", minutes, "all")), Codes{"signed_off"})
      << "giang has a voice of the board";
}

TEST(Approvals, SignOffsAreOfOneAction) {
  School school;
  const DocumentId minutes = school.create("an", "minutes");
  school.act("em", minutes, "all");
  EXPECT_EQ(kinds(school.act("ha", minutes, "two")), Codes{"signed_off"}) << "em spoke on another action";
}

TEST(Approvals, ChangedContentAndMovingOnForgetSignOffs) {
  School school;
  const DocumentId minutes = school.create("an", "minutes");
  school.act("ha", minutes, "two");
  school.does("an", edit(minutes, {{"topic", "other"}}));
  EXPECT_TRUE(school.document(minutes).sign_offs.empty());
  school.act("em", minutes, "two");
  school.attach("an", minutes, "file");
  EXPECT_TRUE(school.document(minutes).sign_offs.empty()) << "an attachment is content too";
  EXPECT_EQ(kinds(school.act("giang", minutes, "two")), Codes{"signed_off"});
}

}  // namespace
}  // namespace quyche::test
