// Policies that hold on different days: documents and duties follow the one in force on the day they are
// about.
#include <gtest/gtest.h>

#include "engine/decide/duties.h"
#include "engine/school/in_force.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

// The fixture's policy until the end of 2024, and a stricter one from then on.
class InForceTest : public testing::Test {
 protected:
  InForceTest() {
    Policy first = *fixture_policy();
    first.effective_to = Date::parse("2024-12-31");
    Policy second = *fixture_policy();
    second.effective_from = *Date::parse("2025-01-01");
    second.title = Title("later");
    for (DocumentType& type : second.documents)
      for (Deadline& deadline : type.deadlines) deadline.cite.article = "later";
    first_ = std::make_shared<const Policy>(std::move(first));
    second_ = std::make_shared<const Policy>(std::move(second));
    book_.add(policy_id(*first_), first_);
    book_.add(policy_id(*second_), second_);
    state_.adopted = {{policy_id(*first_), {}}, {policy_id(*second_), {}}};
    state_.id = SchoolId{"school"};
  }
  [[nodiscard]] std::string on(const char* day) const {
    const Policy* found = in_force_on(book_, state_, *Date::parse(day)).policy;
    return found == nullptr ? "none" : found == second_.get() ? "second" : "first";
  }

  PolicyBook book_;
  SchoolState state_;
  std::shared_ptr<const Policy> first_;
  std::shared_ptr<const Policy> second_;
};

TEST_F(InForceTest, EachDayHasItsPolicy) {
  EXPECT_EQ(on("2024-12-31"), "first");
  EXPECT_EQ(on("2025-01-01"), "second");
  EXPECT_EQ(on("2000-01-01"), "none");
  // Of two that hold, the newer.
  state_.adopted.push_back({policy_id(*first_), {}});
  EXPECT_EQ(on("2024-12-31"), "first");
  EXPECT_EQ(on("2025-01-01"), "second");
}

// Together the two owe exactly what one policy over the whole time owes, each week once.
TEST_F(InForceTest, DutiesChangeHandsWithoutAGap) {
  const World world{book_, state_};
  const Instant from = *Instant::parse("2024-08-01T00:00:00Z");
  const Instant to = *Instant::parse("2025-07-31T00:00:00Z");
  const auto both = duties_between(world, from, to);
  const auto whole = duties_between(*fixture_policy(), from, to);
  ASSERT_EQ(both.size(), whole.size());
  ASSERT_FALSE(whole.empty());
  std::size_t later = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(both[i].closes, whole[i].closes);
    EXPECT_EQ(both[i].week, whole[i].week);
    if (both[i].week) {
      const bool second = both[i].week->monday() >= second_->effective_from;
      EXPECT_EQ(both[i].from.policy == second_.get(), second);
      later += second ? 1 : 0;
    }
  }
  EXPECT_GT(later, 0U);
}

// A document follows the policy of the day it is about, whenever it is created.
TEST_F(InForceTest, DocumentsFollowTheDayTheyAreAbout) {
  School school(first_);
  school.add_policy(second_);
  school.does("em", AdoptPolicy{policy_id(*second_)});
  const DocumentId before = school.create("an", "plan", fields({{"lesson_date", "2024-12-30"}}));
  const DocumentId after = school.create("an", "plan", fields({{"lesson_date", "2025-01-06"}}));
  EXPECT_EQ(school.document(before).policy, policy_id(*first_));
  EXPECT_EQ(school.document(after).policy, policy_id(*second_));
  // Outside of both there is no policy to follow.
  EXPECT_EQ(school.refused(
                "an", Create{DocumentTypeId{"plan"}, {}, {}, fields({{"lesson_date", "2019-01-07"}}), {}}),
            std::vector<std::string>{"Q430"});
}

}  // namespace
}  // namespace quyche::test
