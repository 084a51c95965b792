// ISO weeks and school years.
#include "engine/time/week.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace quyche::test {
namespace {

Date day(std::string_view text) { return *Date::parse(text); }

// The C library's %G-W%V, which knows nothing of our arithmetic.
std::string iso_week_by_strftime(int days_since_1970) {
  const std::time_t noon = static_cast<std::time_t>(days_since_1970) * 86'400 + 43'200;
  std::tm utc{};
  gmtime_r(&noon, &utc);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%G-W%V", &utc)};
}

TEST(Week, EveryDayFrom1990To2100AgreesWithTheCLibrary) {
  for (Date date = day("1990-01-01"); date <= day("2100-12-31"); date = date.plus_days(1)) {
    const Week week = Week::of(date);
    ASSERT_EQ(week.text(), iso_week_by_strftime(date.days_since_1970())) << date.text();
    ASSERT_EQ(Week::parse(week.text()), week);
    ASSERT_EQ(Week::parse(date.text()), week) << "any date in the week names it";
    ASSERT_EQ(week.day(date.weekday()), date);
    ASSERT_EQ(week.monday().weekday(), Weekday::monday);
  }
}

TEST(Week, YearsWith53Weeks) {
  for (const int year : {1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032}) {
    EXPECT_TRUE(Week::parse(std::to_string(year) + "-W53")) << year;
    EXPECT_EQ(Week::parse(std::to_string(year) + "-W53")->plus_weeks(1).text(),
              std::to_string(year + 1) + "-W01");
  }
  for (const int year : {2000, 2021, 2024, 2025, 2027})
    EXPECT_FALSE(Week::parse(std::to_string(year) + "-W53")) << year;
}

TEST(Week, TurnOfTheYear) {
  struct Row {
    const char* date;
    const char* week;
  };
  for (const Row& row :
       {Row{"2024-12-30", "2025-W01"}, Row{"2024-12-29", "2024-W52"}, Row{"2027-01-03", "2026-W53"},
        Row{"2027-01-04", "2027-W01"}, Row{"1970-01-01", "1970-W01"}, Row{"1969-12-28", "1969-W52"}})
    EXPECT_EQ(Week::of(day(row.date)).text(), row.week) << row.date;
}

TEST(Week, MovesByWholeWeeks) {
  const Week week = *Week::parse("2024-W41");
  EXPECT_EQ(week.monday().text(), "2024-10-07");
  EXPECT_EQ(week.day(Weekday::sunday).text(), "2024-10-13");
  EXPECT_EQ(week.plus_weeks(-1).text(), "2024-W40");
  EXPECT_EQ(week.plus_weeks(12).text(), "2025-W01");
  EXPECT_LT(week, week.plus_weeks(1));
}

TEST(Week, OtherTextsAreRefused) {
  for (const char* text : {"", "2024-W00", "2024-W54", "2024-W1", "2024W41", "2024-w41", "2024-W411", "W41",
                           "2024-41", "20x4-W41", "2024-W4x", "1900-W10", "2199-W10", "2024-02-30"})
    EXPECT_FALSE(Week::parse(text)) << text;
}

// A date names its week only where the week has a text that reads.
TEST(Week, EdgeOfWhatCanBeWritten) {
  EXPECT_FALSE(Week::parse("1900-06-01"));
  EXPECT_FALSE(Week::parse("2199-06-01"));
  for (const char* text : {"1901-01-07", "2198-12-01"}) {
    ASSERT_TRUE(Week::parse(text)) << text;
    EXPECT_EQ(Week::parse(Week::parse(text)->text()), Week::parse(text));
  }
}

TEST(SchoolYear, ReadsAndWritesItsOneForm) {
  EXPECT_EQ(SchoolYear::parse("2024-2025")->first_year, 2024);
  EXPECT_EQ(SchoolYear{2024}.text(), "2024-2025");
  for (const char* text : {"", "2024", "2024-2024", "2024-2026", "2025-2024", "2024-25", "2024/2025",
                           "2024-2025 ", "20x4-2025", "1900-1901", "2198-2199"})
    EXPECT_FALSE(SchoolYear::parse(text)) << text;
}

TEST(SchoolYear, OfADayByWhereTheYearStarts) {
  struct Row {
    const char* date;
    MonthDay starts;
    int first_year;
  };
  for (const Row& row :
       {Row{"2024-07-31", {8, 1}, 2023}, Row{"2024-08-01", {8, 1}, 2024}, Row{"2025-01-01", {8, 1}, 2024},
        Row{"2025-07-31", {8, 1}, 2024}, Row{"2024-09-04", {9, 5}, 2023}, Row{"2024-09-05", {9, 5}, 2024},
        Row{"2025-02-28", {2, 29}, 2025}, Row{"2025-02-27", {2, 29}, 2024}, Row{"2024-01-01", {1, 1}, 2024},
        Row{"2024-12-31", {1, 1}, 2024}})
    EXPECT_EQ(SchoolYear::of(day(row.date), row.starts).first_year, row.first_year) << row.date;
}

TEST(SchoolYear, HoldsEachDayOfTheYearOnce) {
  const MonthDay starts{8, 1};
  const SchoolYear year{2024};
  for (Date date = day("2024-08-01"); date <= day("2025-07-31"); date = date.plus_days(1)) {
    ASSERT_EQ(SchoolYear::of(date, starts), year);
    ASSERT_EQ(year.occurrence(MonthDay{date.month(), date.day()}, starts), date);
  }
  EXPECT_EQ(year.occurrence({2, 29}, starts).text(), "2025-02-28");
  EXPECT_EQ(SchoolYear{2023}.occurrence({2, 29}, starts).text(), "2024-02-29");
}

}  // namespace
}  // namespace quyche::test
