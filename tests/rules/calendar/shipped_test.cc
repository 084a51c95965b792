// What the shipped calendars say of the days that everybody remembers, and of the weeks that duties count by.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "tests/rules/calendar/read_calendar.h"

namespace quyche::rules {
namespace {

Calendar shipped(const std::string& id, std::optional<Date> as_known_on = std::nullopt) {
  Findings findings;
  const auto folder = (std::filesystem::path(QUYCHE_SOURCE_DIR) / "policies").string();
  const auto calendar = load_calendar(CalendarId{id}, folder, {as_known_on}, findings);
  EXPECT_TRUE(calendar) << id;
  EXPECT_EQ(findings.errors() + findings.warnings(), 0U) << id;
  return calendar.value_or(Calendar());
}

TEST(ShippedCalendars, DaysOffEverywhere) {
  for (const std::string id : {"vn", "vn.hai-phong", "vn.hai-duong", "vn.thanh-hoa"}) {
    const Calendar calendar = shipped(id);
    const std::map<std::string, std::pair<std::string, std::string>> off = {
        {"2023-01-20", {"2023-01-19", "2023-01-27"}}, {"2023-05-02", {"2023-04-28", "2023-05-04"}},
        {"2024-02-08", {"2024-02-07", "2024-02-15"}}, {"2025-01-27", {"2025-01-24", "2025-02-03"}},
        {"2025-05-02", {"2025-04-29", "2025-04-26"}}, {"2025-09-01", {"2025-08-29", "2025-09-03"}},
        {"2026-02-16", {"2026-02-13", "2026-02-23"}}, {"2026-04-27", {"2026-04-24", "2026-04-28"}},
        {"2026-11-24", {"2026-11-23", "2025-11-24"}}, {"2027-05-03", {"2027-05-04", "2027-04-29"}}};
    for (const auto& [holiday, working] : off) {
      EXPECT_TRUE(calendar.day_off(day(holiday))) << id << ' ' << holiday;
      EXPECT_FALSE(calendar.day_off(day(working.first))) << id << ' ' << working.first;
      EXPECT_FALSE(calendar.day_off(day(working.second))) << id << ' ' << working.second;
    }
    // All of the leave for Tết, also its days of rest, is one span with a name.
    for (Date at = day("2025-01-25"); at <= day("2025-02-02"); at = at.plus_days(1))
      EXPECT_EQ(calendar.span_at(at)->id, "tet_2025") << at.text();
    for (Date at = day("2026-02-14"); at <= day("2026-02-22"); at = at.plus_days(1))
      EXPECT_EQ(calendar.span_at(at)->id, "tet_2026") << at.text();
    EXPECT_TRUE(calendar.known(day("2023-01-01")) && calendar.known(day("2026-12-31"))) << id;
    EXPECT_FALSE(calendar.known(day("2027-02-06"))) << "Tết 2027 is only proposed";
  }
}

TEST(ShippedCalendars, AsKnownOn) {
  EXPECT_FALSE(shipped("vn.hai-phong", day("2024-11-25")).day_off(day("2025-05-02")));
  EXPECT_TRUE(shipped("vn.hai-phong", day("2024-11-26")).day_off(day("2025-05-02")));
  EXPECT_FALSE(shipped("vn", day("2026-02-25")).day_off(day("2026-11-24")));
  EXPECT_FALSE(shipped("vn", day("2026-02-25")).known(day("2026-11-24")));
  EXPECT_EQ(shipped("vn", day("2026-09-21")).span_at(day("2027-02-05")), nullptr);
}

// Eleven days a year by law, twelve from 2026, without swapped days and days of weekly rest; each year's
// file holds each holiday once.
TEST(ShippedCalendars, EachYearHasItsHolidays) {
  const Calendar calendar = shipped("vn");
  for (int year = 2023; year <= 2027; ++year) {
    int working_days_off = 0;
    for (Date at = *Date::from_civil(year, 1, 1); at.year() == year; at = at.plus_days(1)) {
      const DaySpan* span = calendar.span_at(at);
      const bool swapped = span != nullptr && span->id.starts_with("swap_");
      const bool rest = at.weekday() == Weekday::saturday || at.weekday() == Weekday::sunday;
      working_days_off += span != nullptr && span->kind == DayKind::off && !swapped && !rest ? 1 : 0;
    }
    // In 2027 the draft leave holds a working day more or less, and the second day of 2/9 is not decided.
    const int by_law = year < 2026 ? 11 : year == 2026 ? 12 : 11;
    EXPECT_EQ(working_days_off, by_law) << year;
  }
  std::size_t off = 0;
  std::size_t worked = 0;
  for (const DaySpan& span : calendar.days) {
    if (!span.id.starts_with("swap_")) continue;
    ++(span.kind == DayKind::off ? off : worked);
  }
  EXPECT_EQ(off, worked) << "a swapped day off has its working day";
}

// The weeks that duties count by: what the school year held before it was split into files.
TEST(ShippedCalendars, WeeksOfHaiPhong) {
  const Calendar calendar = shipped("vn.hai-phong");
  struct Row {
    int year;
    const char* first;
    const char* last;
    const char* except;
  };
  for (const Row& row : {Row{2024, "2024-W37", "2025-W21", "2025-W05"},
                         {2025, "2025-W37", "2026-W21", "2026-W08"},
                         {2026, "2026-W37", "2027-W20", "2027-W06"}}) {
    const TeachingYear* year = calendar.year(SchoolYear{row.year});
    ASSERT_NE(year, nullptr);
    EXPECT_EQ(year->first.text(), row.first);
    EXPECT_EQ(year->last.text(), row.last);
    ASSERT_EQ(year->except.size(), 1U);
    EXPECT_EQ(year->except[0].text(), row.except);
    EXPECT_EQ(year->semesters.size(), 2U);
    EXPECT_FALSE(year->verified);
  }
  EXPECT_EQ(calendar.school_years.size(), 3U);
  EXPECT_EQ(shipped("vn.hai-duong").year(SchoolYear{2026})->last.text(), "2027-W20");
  EXPECT_NE(shipped("vn.thanh-hoa").year(SchoolYear{2023}), nullptr);
}

}  // namespace
}  // namespace quyche::rules
