// No due line closes farther from its field than due_reach says: random lines, dates and calendars.
#include "engine/due/reach.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/due/window.h"

namespace quyche::test {
namespace {

const FieldId field{"lesson_date"};

class Random {
 public:
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  template <class E>
  E any(E) {
    return static_cast<E>(below(static_cast<int>(names_of(E{}).size())));
  }

  Step step() {
    switch (below(4)) {
      case 0: return Offset{{below(40), any(PeriodUnit{})}, any(Direction{})};
      case 1: return WeekdayOf{1 + below(7), below(7) - 3};
      case 2: return PartOf{any(Part{}), any(Container{}), below(7) - 3};
      default: break;
    }
    Recurring recurring;
    for (int n = 1 + below(2); n > 0; --n)
      recurring.every.push_back(
          {static_cast<Frequency>(below(5)), any(Part{}), below(8), below(4) == 0});  // none of the year
    return recurring;
  }
  Due due() {
    Due due;
    due.choice = below(3) == 0 ? Choice::earlier : below(2) == 0 ? Choice::later : Choice::only;
    for (int n = due.choice == Choice::only ? 1 : 2; n > 0; --n) {
      DueTerm term{any(Comparator{}), {FieldDate{field}, {}}, {}, {}};
      for (int steps = below(4); steps > 0; --steps) term.point.then.push_back(step());
      if (below(5) == 0) term.time = TimeOfDay{below(24 * 60 + 1)};
      due.terms.push_back(std::move(term));
    }
    due.reading = any(Reading{});
    due.roll = any(Roll{});
    due.week = any(WeekCount{});
    return due;
  }
  // School years with long gaps, spans off that touch, and up to six days of rest a week.
  Calendar calendar() {
    Calendar calendar;
    for (int n = below(7); n > 0; --n) calendar.rest_days.push_back(1 + below(7));
    Date day = *Date::from_civil(2022, 1, 1);
    for (int n = below(30); n > 0; --n) {
      const Date first = day.plus_days(below(60));
      day = first.plus_days(1 + below(20));
      calendar.days.push_back(
          {"d", first, day.plus_days(-1), below(4) == 0 ? DayKind::working : DayKind::off, {}, "", true});
    }
    for (int year = 2022; year < 2027; ++year) {
      if (below(3) == 0) continue;
      TeachingYear teaching;
      teaching.first = Week::of(*Date::from_civil(year, 9, 1 + below(28)));
      teaching.last = teaching.first.plus_weeks(5 + below(35));
      calendar.school_years.emplace(SchoolYear{year}, teaching);
    }
    return calendar;
  }

 private:
  std::mt19937 engine_{20'241'007};  // NOLINT: the same lines each time
};

TEST(DueReach, NoLineClosesFartherAway) {
  Random random;
  int bounded = 0;
  int farthest = 0;
  for (int round = 0; round < 20'000; ++round) {
    const Calendar calendar = random.calendar();
    const Due due = random.due();
    const auto reach = due_reach(due, field, &calendar);
    if (!reach) continue;
    const Date day = Date::from_days(19'500 + random.below(1'200));
    const AnchorDate anchor =
        random.below(2) == 0 ? AnchorDate(day) : AnchorDate(LocalTime{day, TimeOfDay{random.below(24 * 60)}});
    const DueAnchors anchors{
        {{field, anchor}}, SchoolYear::of(day, {8, 1}), {8, 1}, ZoneOffset{420}, &calendar};
    const auto window = due_window(due, anchors);
    if (!window) continue;
    const Date closes = window->closes.date(anchors.zone);
    const int away = std::abs(closes.days_since_1970() - day.days_since_1970());
    ASSERT_LE(away, *reach) << round;
    ++bounded;
    farthest = std::max(farthest, away);
  }
  EXPECT_GT(bounded, 15'000);
  EXPECT_GT(farthest, 1'000) << "lines that go far are among them";
}

TEST(DueReach, IsNearForTheUsualLines) {
  const auto reach = [](Step step, Reading reading, const Calendar* calendar) {
    const Due due{"", Choice::only, {{Comparator::by, {FieldDate{field}, {step}}, {}, {}}}, reading, {}, {}};
    return due_reach(due, field, calendar);
  };
  Calendar tet;
  tet.rest_days = {6, 7};
  tet.days = {{"tet", *Date::parse("2025-01-25"), *Date::parse("2025-02-02"), DayKind::off, {}, "", true}};
  EXPECT_LE(reach(Offset{{3, PeriodUnit::day}, {}}, Reading::date_difference, nullptr), 6);
  EXPECT_LE(reach(WeekdayOf{3, -1}, Reading::unstated, nullptr), 15);
  EXPECT_LE(reach(Offset{{3, PeriodUnit::day}, {}}, Reading::working_days, &tet), 40);
}

TEST(DueReach, UnknownWhereTheLineStandsOnOtherDays) {
  const auto of = [](DuePoint point) {
    const Due due{"", Choice::only, {{Comparator::by, std::move(point), {}, {}}}, {}, {}, {}};
    return due_reach(due, field, nullptr);
  };
  EXPECT_FALSE(of({YearlyDate{{9, 5}}, {}}));
  EXPECT_FALSE(of({YearPart{Part::end, 1}, {}}));
  EXPECT_FALSE(of({FixedDate{*Date::parse("2024-10-07")}, {}}));
  EXPECT_FALSE(of({FieldDate{field}, {Recurring{{{Frequency::semester, Part::end, 0, false}}}}}));
  EXPECT_TRUE(of({FieldDate{FieldId{"another"}}, {}})) << "which no duty knows";
}

}  // namespace
}  // namespace quyche::test
