// Days and days of the year.
#include "engine/time/date.h"

#include <gtest/gtest.h>

namespace quyche::test {
namespace {

bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
int days_of(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[month - 1];
}

// Counts day by day from 1 January 1900, a Monday, with nothing but the lengths of the months.
TEST(Date, EveryDayFrom1900To2199) {
  Date date = *Date::from_civil(1900, 1, 1);
  int weekday = 1;
  for (int year = 1900; year <= 2199; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= days_of(year, month); ++day) {
        ASSERT_EQ(Date::from_civil(year, month, day), date);
        ASSERT_EQ(date.year(), year);
        ASSERT_EQ(date.month(), month);
        ASSERT_EQ(date.day(), day);
        ASSERT_EQ(static_cast<int>(date.weekday()), weekday);
        ASSERT_EQ(Date::parse(date.text()), date);
        date = date.plus_days(1);
        weekday = weekday % 7 + 1;
      }
      ASSERT_FALSE(Date::from_civil(year, month, days_of(year, month) + 1));
    }
  }
  EXPECT_EQ(date.text(), "2200-01-01") << "can be computed, not read";
  EXPECT_FALSE(Date::parse("2200-01-01"));
}

TEST(Date, KnownDays) {
  struct Row {
    const char* text;
    int since_1970;
    Weekday weekday;
  };
  const Row rows[] = {{"1970-01-01", 0, Weekday::thursday},    {"1969-12-31", -1, Weekday::wednesday},
                      {"2000-02-29", 11016, Weekday::tuesday}, {"2024-10-07", 20003, Weekday::monday},
                      {"1900-01-01", -25567, Weekday::monday}, {"2199-12-31", 84005, Weekday::tuesday},
                      {"1975-04-30", 1945, Weekday::wednesday}};
  for (const Row& row : rows) {
    const auto date = Date::parse(row.text);
    ASSERT_TRUE(date) << row.text;
    EXPECT_EQ(date->days_since_1970(), row.since_1970) << row.text;
    EXPECT_EQ(date->weekday(), row.weekday) << row.text;
    EXPECT_EQ(Date::from_days(row.since_1970).text(), row.text);
  }
}

TEST(Date, OtherTextsAreRefused) {
  for (const char* text :
       {"",           "2024",       "2024-9-05",   "2024-09-5",   "24-09-05",      "2024/09/05", "05/09/2024",
        "2024-13-01", "2024-00-01", "2024-01-00",  "2024-04-31",  "2023-02-29",    "1900-02-29", "2100-02-29",
        "1899-12-31", "2200-01-01", "2024-09-05 ", " 2024-09-05", "2024-09-05T00", "+024-09-05", "2024-+9-05",
        "2024-09-0x", "２024-09-05"})
    EXPECT_FALSE(Date::parse(text)) << text;
}

TEST(MonthDay, ReadsAndWritesItsOneForm) {
  for (int month = 1; month <= 12; ++month) {
    for (int day = 1; day <= 31; ++day) {
      const MonthDay one{month, day};
      if (day <= days_of(2024, month))
        EXPECT_EQ(MonthDay::parse(one.text()), one) << one.text();
      else
        EXPECT_FALSE(MonthDay::parse(one.text())) << one.text();
    }
  }
  EXPECT_EQ((MonthDay{9, 5}).text(), "--09-05");
  for (const char* text : {"", "09-05", "-09-05", "--9-5", "--09-05 ", "--09/05", "--00-05", "--13-05",
                           "--02-30", "---9-05", "--09-0a"})
    EXPECT_FALSE(MonthDay::parse(text)) << text;
}

TEST(MonthDay, FallsInEachYear) {
  EXPECT_EQ((MonthDay{9, 5}).in(2024).text(), "2024-09-05");
  EXPECT_EQ((MonthDay{2, 29}).in(2024).text(), "2024-02-29");
  EXPECT_EQ((MonthDay{2, 29}).in(2025).text(), "2025-02-28");
  EXPECT_LT((MonthDay{5, 31}), (MonthDay{8, 1}));
}

}  // namespace
}  // namespace quyche::test
