// Which period of a duty a day falls in, and what the period is called.
#include "engine/due/duty_period.h"

#include <gtest/gtest.h>

#include "tests/engine/due/school_calendar.h"

namespace quyche::test {
namespace {

constexpr MonthDay august{8, 1};
Date day(const char* text) { return *Date::parse(text); }
Duty duty(std::vector<Recurrence> every) { return {RoleId{"teacher"}, std::move(every), FieldId{"on"}, {}}; }
Duty each(Frequency frequency) { return duty({{frequency, Part::end, 0, false}}); }
const Duty mid_and_end = duty({{Frequency::semester, Part::middle, 0, false},
                               {Frequency::semester, Part::end, 0, false},
                               {Frequency::school_year, Part::end, 0, false}});

struct Row {
  const char* what;
  Duty duty;
  const char* day;
  const char* school_year;
  const char* week;
  const char* first;
  const char* vi;
  const char* en;
};

const Row rows[] = {
    {"a school week", each(Frequency::school_week), "2024-10-09", "2024-2025", "2024-W41", "",
     "tuần 2024-W41", "week 2024-W41"},
    {"a school year", each(Frequency::school_year), "2024-10-09", "2024-2025", "", "", "2024-2025",
     "2024-2025"},
    {"a day", each(Frequency::day), "2024-10-12", "2024-2025", "", "2024-10-12", "ngày 12/10/2024",
     "day 12/10/2024"},
    {"a working day", each(Frequency::working_day), "2024-10-11", "2024-2025", "", "2024-10-11",
     "ngày 11/10/2024", "day 11/10/2024"},
    {"a Saturday is no working day", each(Frequency::working_day), "2024-10-12", "2024-2025", "", "",
     "2024-2025", "2024-2025"},
    {"a week", each(Frequency::week), "2024-10-13", "2024-2025", "", "2024-10-07", "tuần 2024-W41",
     "week 2024-W41"},
    {"a week that began in the school year before", each(Frequency::week), "2025-08-02", "2024-2025", "",
     "2025-07-28", "tuần 2025-W31", "week 2025-W31"},
    {"a month", each(Frequency::month), "2024-10-31", "2024-2025", "", "2024-10-01", "tháng 10/2024",
     "month 10/2024"},
    {"the first semester, from the year's first day", each(Frequency::semester), "2024-10-09", "2024-2025",
     "", "2024-08-01", "kỳ đến 17/01/2025", "period to 17/01/2025"},
    {"the second, from the day after the first", each(Frequency::semester), "2025-01-18", "2024-2025", "",
     "2025-01-18", "kỳ đến 24/05/2025", "period to 24/05/2025"},
    {"after the last semester", each(Frequency::semester), "2025-06-20", "2024-2025", "", "", "2024-2025",
     "2024-2025"},
    {"a named day ends its period", mid_and_end, "2024-11-09", "2024-2025", "", "2024-08-01",
     "kỳ đến 09/11/2024", "period to 09/11/2024"},
    {"the day after begins the next", mid_and_end, "2024-11-10", "2024-2025", "", "2024-11-10",
     "kỳ đến 17/01/2025", "period to 17/01/2025"},
    {"the year's end comes after the semesters'", mid_and_end, "2025-05-30", "2024-2025", "", "2025-05-25",
     "kỳ đến 31/05/2025", "period to 31/05/2025"},
    {"a school year that the calendar does not know", each(Frequency::semester), "2030-10-09", "2030-2031",
     "", "", "2030-2031", "2030-2031"},
};

TEST(DutyPeriod, OfADay) {
  const Calendar calendar = school_calendar();
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const DutyPeriod period = duty_period_at(row.duty, day(row.day), august, &calendar);
    EXPECT_EQ(period.school_year.text(), row.school_year);
    EXPECT_EQ(period.week ? period.week->text() : "", row.week);
    EXPECT_EQ(period.first ? period.first->text() : "", row.first);
    const Title title = duty_period_title(period, &row.duty, august, &calendar);
    EXPECT_EQ(title.in(Lang::vi), row.vi);
    EXPECT_EQ(title.in(Lang::en), row.en);
  }
}

TEST(DutyPeriod, IsNamedByItsFirstDayWhereTheDutyIsGone) {
  const DutyPeriod month{SchoolYear{2024}, {}, day("2024-10-01")};
  EXPECT_EQ(duty_period_title(month, nullptr, august, nullptr).vi, "kỳ từ 01/10/2024");
  EXPECT_EQ(duty_period_title(month, &mid_and_end, august, nullptr).en, "period from 01/10/2024");
}

// Every day lies in the one period of periods_of that holds it.
TEST(DutyPeriod, AgreesWithTheListOfPeriods) {
  const Calendar calendar = school_calendar();
  for (const Duty& one : {each(Frequency::day), each(Frequency::working_day), each(Frequency::week),
                          each(Frequency::month), each(Frequency::semester), mid_and_end}) {
    std::vector<std::pair<SchoolYear, RecurringPeriod>> all;
    for (int year = 2023; year < 2027; ++year)
      for (const RecurringPeriod& period : periods_of(one.every, {SchoolYear{year}, august, &calendar}))
        all.emplace_back(SchoolYear{year}, period);
    for (Date d = day("2024-08-01"); d < day("2026-08-10"); d = d.plus_days(1)) {
      DutyPeriod wanted{SchoolYear::of(d, august), {}, {}};
      for (const auto& [year, period] : all)
        if (period.first <= d && d <= period.last) wanted = {year, {}, period.first};
      ASSERT_EQ(duty_period_at(one, d, august, &calendar), wanted) << d.text();
    }
  }
}

}  // namespace
}  // namespace quyche::test
