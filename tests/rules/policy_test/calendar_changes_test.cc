// A changed calendar against the obvious rule: a day that a change names is as the last change says, every
// other day is as it was.
#include "rules/policy_test/calendar_changes.h"

#include <gtest/gtest.h>

#include <random>

namespace quyche::rules::policy_test {
namespace {

Date day(int n) { return Date::from_civil(2024, 10, 1)->plus_days(n); }

std::shared_ptr<const Policy> policy_with(const Calendar& calendar) {
  auto policy = std::make_shared<Policy>();
  policy->calendar = calendar;
  return policy;
}

TEST(CalendarChanges, DaysAndModesAreAsTheLastChangeSays) {
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  for (int round = 0; round < 500; ++round) {
    Calendar calendar;
    calendar.rest_days = {6, 7};
    calendar.days = {{"a", day(3), day(9), DayKind::off, {}, "", true},
                     {"b", day(15), day(15), DayKind::working, {}, "", true}};
    calendar.modes = {{day(5), day(12), Mode::online, ""}};
    CalendarChanges changes;
    for (int i = below(4); i >= 0; --i) {
      const Date first = day(below(25));
      const Date last = first.plus_days(below(6));
      changes.days.push_back(
          {"given", first, last, below(2) == 0 ? DayKind::off : DayKind::working, {}, "", true});
      changes.modes.push_back({first, last, below(2) == 0 ? Mode::online : Mode::in_person, ""});
    }
    const auto changed = with_changes(policy_with(calendar), changes);
    for (int n = -2; n < 35; ++n) {
      bool off = calendar.day_off(day(n));
      Mode mode = calendar.mode_on(day(n));
      for (std::size_t i = 0; i < changes.days.size(); ++i) {
        if (day(n) < changes.days[i].first || day(n) > changes.days[i].last) continue;
        off = changes.days[i].kind == DayKind::off;
        mode = changes.modes[i].mode;
      }
      ASSERT_EQ(changed->calendar->day_off(day(n)), off) << round << ' ' << day(n).text();
      ASSERT_EQ(changed->calendar->mode_on(day(n)), mode) << round << ' ' << day(n).text();
    }
    for (std::size_t i = 1; i < changed->calendar->days.size(); ++i)
      ASSERT_LT(changed->calendar->days[i - 1].last, changed->calendar->days[i].first);
  }
}

TEST(CalendarChanges, OneModeForAllDays) {
  Calendar calendar;
  calendar.modes = {{day(5), day(12), Mode::online, ""}};
  CalendarChanges changes;
  changes.mode = Mode::in_person;
  EXPECT_TRUE(with_changes(policy_with(calendar), changes)->calendar->modes.empty());
  changes.mode = Mode::online;
  EXPECT_EQ(with_changes(policy_with(calendar), changes)->calendar->mode_on(day(400)), Mode::online);
  changes.modes = {{day(1), day(1), Mode::in_person, ""}};
  EXPECT_EQ(with_changes(policy_with(calendar), changes)->calendar->mode_on(day(1)), Mode::in_person);
}

TEST(CalendarChanges, AWeekWithoutTeachingIsOfTheSchoolYearItLiesIn) {
  Calendar calendar;
  const Week first = *Week::parse("2024-W37");
  const Week off = *Week::parse("2024-W42");
  calendar.school_years[SchoolYear{2024}] = {first, *Week::parse("2025-W21"), {}, {}, {}, {}, {}, "", true};
  CalendarChanges changes;
  changes.weeks_off = {off, off};
  const auto changed = with_changes(policy_with(calendar), changes);
  const TeachingYear& year = changed->calendar->school_years.at(SchoolYear{2024});
  EXPECT_EQ(year.except, std::vector<Week>{off});
  EXPECT_TRUE(year.teaches(first));
}

TEST(CalendarChanges, NothingChangedIsTheSamePolicy) {
  const auto policy = policy_with({});
  EXPECT_EQ(with_changes(policy, {}), policy);
}

}  // namespace
}  // namespace quyche::rules::policy_test
