// The lunar calendar against published dates, and against itself for every day of a century and a half.
#include "rules/calendar/lunar.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace quyche::rules {
namespace {

Date date(const std::string& text) { return Date::parse(text).value_or(Date()); }

// The first day of the year as printed in Vietnamese almanacs. 1968, 1985, 2007 and 2030 differ from China.
TEST(Lunar, NewYearAsPublished) {
  for (const std::string text :
       {"1968-01-29", "1985-01-21", "1990-01-27", "1991-02-15", "1992-02-04", "1993-01-23", "1994-02-10",
        "1995-01-31", "1996-02-19", "1997-02-07", "1998-01-28", "1999-02-16", "2000-02-05", "2001-01-24",
        "2002-02-12", "2003-02-01", "2004-01-22", "2005-02-09", "2006-01-29", "2007-02-17", "2008-02-07",
        "2009-01-26", "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10", "2014-01-31", "2015-02-19",
        "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01",
        "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13",
        "2030-02-02"}) {
    const Date day = date(text);
    EXPECT_EQ(solar_of({day.year(), 1, 1}), day) << text;
    EXPECT_EQ(lunar_of(day), (LunarDate{day.year(), 1, 1})) << text;
  }
}

TEST(Lunar, HungKingsDayAsPublished) {
  for (const std::string text : {"2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26", "2027-04-16",
                                 "2028-04-04", "2029-04-23", "2030-04-12"}) {
    EXPECT_EQ(solar_of({date(text).year(), 3, 10}), date(text)) << text;
    EXPECT_EQ(lunar_of(date(text)), (LunarDate{date(text).year(), 3, 10})) << text;
  }
}

// Which month is doubled. 1987 is 6 in China.
TEST(Lunar, LeapMonthsAsPublished) {
  const std::map<int, int> leap = {{1984, 0}, {1985, 2}, {1987, 7}, {2001, 4}, {2004, 2}, {2006, 7},
                                   {2009, 5}, {2012, 4}, {2014, 9}, {2017, 6}, {2020, 4}, {2022, 0},
                                   {2023, 2}, {2024, 0}, {2025, 6}, {2026, 0}, {2027, 0}, {2028, 5}};
  for (const auto& [year, month] : leap)
    for (int m = 1; m <= 12; ++m)
      EXPECT_EQ(solar_of({year, m, 1, true}).has_value(), m == month) << year << ' ' << m;
}

// Every day has one name, the next day's name follows it, and the name gives the day back.
TEST(Lunar, EveryDayAndBack) {
  LunarDate before = lunar_of(date("1949-12-31"));
  for (Date day = date("1950-01-01"); day <= date("2100-12-31"); day = day.plus_days(1)) {
    const LunarDate lunar = lunar_of(day);
    ASSERT_EQ(solar_of(lunar), day) << day.text();
    if (lunar.day == 1) {
      ASSERT_TRUE(before.day == 29 || before.day == 30) << day.text();
      const bool doubled = lunar.leap && lunar.month == before.month && !before.leap;
      const bool next = !lunar.leap && lunar.month == before.month % 12 + 1;
      ASSERT_TRUE(doubled || next) << day.text();
      ASSERT_EQ(lunar.year, before.year + (next && lunar.month == 1 ? 1 : 0)) << day.text();
    } else {
      LunarDate expected = before;
      ++expected.day;
      ASSERT_EQ(lunar, expected) << day.text();
    }
    before = lunar;
  }
}

TEST(Lunar, WhatIsNoDay) {
  EXPECT_FALSE(solar_of({2025, 13, 1}));
  EXPECT_FALSE(solar_of({2025, 0, 1}));
  EXPECT_FALSE(solar_of({2025, 1, 0}));
  EXPECT_FALSE(solar_of({2025, 1, 31}));
  EXPECT_FALSE(solar_of({2025, 5, 1, true}));
}

// The whole range that dates can be written in is answered.
TEST(Lunar, TheEdgesOfTheCalendar) {
  for (const std::string text : {"1900-01-01", "1900-12-31", "2199-01-01", "2199-12-31"})
    EXPECT_EQ(solar_of(lunar_of(date(text))), date(text)) << text;
}

}  // namespace
}  // namespace quyche::rules
