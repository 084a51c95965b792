// A clockwork that is given the duties of its policies says what the world itself would say.
#include "engine/replay/clockwork.h"

#include <gtest/gtest.h>

#include "engine/school/evolve.h"
#include "tests/replay/forge.h"

namespace quyche::test {
namespace {

std::shared_ptr<const Policy> with_due(const char* line) {
  std::string text = fixture_yaml();
  const std::string from = "due: trước ít nhất 3 ngày trước khi dạy";
  text.replace(text.find(from), from.size(), line);
  return load_text(text);
}

// Ticks until `until`, comparing at every moment.
void tick_through(ForgedSchool& school, Clockwork& clockwork, Instant until) {
  std::size_t moments = 0;
  while (true) {
    const auto expected = next_moment(school.world());
    const auto given = clockwork.next(school.world());
    ASSERT_EQ(given.has_value(), expected.has_value());
    ASSERT_EQ(clockwork.next_at(school.world()), next_due(school.world()));
    if (!expected || moment_at(*expected) > until) break;
    ASSERT_EQ(given->index(), expected->index());
    const Instant now = std::max(moment_at(*expected), school.state.last_at);
    const auto events = decide_moment(school.world(), *given, now);
    const auto honest = decide(school.world(), {{}, {}, std::nullopt, Tick{}}, now, school.hooks);
    ASSERT_TRUE(honest);
    ASSERT_EQ(events, *honest);
    school.add(events);
    ++moments;
  }
  EXPECT_GT(moments, 20u);
}

TEST(Clockwork, OneListServesSchoolsUnderTheSamePolicies) {
  for (const char* line :
       {"due: trước ít nhất 3 ngày trước khi dạy", "due: trước ít nhất 9 ngày trước khi dạy",
        "due: trước ít nhất 1 ngày trước khi dạy"}) {
    SCOPED_TRACE(line);
    const auto policy = with_due(line);
    ForgedSchool school(policy, at("2024-10-01", "07:00"));
    school.plan("an", "submitted", "2024-11-11");
    school.plan("binh", "draft", "2025-01-06");
    SchoolState only;
    only.adopted = {{policy_id(*policy), Instant()}};
    const auto duties =
        duties_between(World{school.world().policies, only}, at("1990-01-01"), at("2190-01-01"));
    Clockwork clockwork(duties, school.state.opened_at);
    tick_through(school, clockwork, at("2025-05-20"));
  }
}

TEST(Clockwork, WithoutAListItAsksTheWorld) {
  ForgedSchool school;
  school.plan("an", "submitted", "2024-11-11");
  Clockwork clockwork;
  tick_through(school, clockwork, at("2025-05-20"));
}

}  // namespace
}  // namespace quyche::test
