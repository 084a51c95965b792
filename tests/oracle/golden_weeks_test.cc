// The days that the five regulations mean, worked out by hand for teaching weeks before and after holidays:
// from the words of the line to the window. "off" marks days that are holidays.
#include <gtest/gtest.h>

#include "engine/due/window.h"
#include "rules/phrase/phrase.h"

namespace quyche::test {
namespace {

const FieldId lesson{"lesson_date"};
constexpr ZoneOffset vietnam{7 * 60};
constexpr MonthDay august{8, 1};

Date day(std::string_view text) { return *Date::parse(text); }

Due line(const char* phrase, Reading reading = Reading::unstated, Roll roll = Roll::unstated) {
  const std::vector<rules::phrase::Anchored> fields = {{lesson, {"thực hiện", "lesson_date"}}};
  const auto due = rules::phrase::parse(phrase, fields, lesson);
  EXPECT_TRUE(due) << phrase;
  Due out = due.value_or(Due{});
  out.reading = reading;
  out.roll = roll;
  return out;
}
// S0: plans of the team and of the teacher, and the lesson plan.
const char* const team_plan = "trước ít nhất 16 ngày trước khi thực hiện";
const char* const own_plan = "trước ít nhất 10 ngày trước khi thực hiện";
const char* const upload = "trước ngày thứ 4 của tuần liền trước";
// S2: the lesson plan approved. S4: signed on Saturday; online, brought up to date on Friday and Saturday.
const char* const approval = "trước ít nhất 03 ngày trước khi thực hiện";
const char* const signing = "vào thứ Bảy của tuần liền trước";
const char* const online = "vào 2 ngày thứ Sáu, thứ Bảy của tuần liền trước";

// Holidays as decided: Tết of 2025 and 2026, 30 April of 2025 with the swapped 2 May, and the new day of
// 24 November.
Calendar holidays(std::vector<int> rest_days) {
  Calendar calendar;
  calendar.rest_days = std::move(rest_days);
  const auto off = [&](const char* id, const char* first, const char* last) {
    DaySpan span;
    span.id = id;
    span.first = day(first);
    span.last = day(last);
    calendar.days.push_back(std::move(span));
  };
  off("tet_2025", "2025-01-25", "2025-02-02");
  off("victory_2025", "2025-04-30", "2025-05-04");
  off("tet_2026", "2026-02-14", "2026-02-22");
  off("culture_2026", "2026-11-24", "2026-11-24");
  return calendar;
}

std::string said(Date date, const Calendar& calendar) {
  static constexpr const char* weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return std::string(weekdays[static_cast<int>(date.weekday()) - 1]) + ' ' + date.text() +
         (calendar.span_at(date) != nullptr ? " off" : "");
}

std::string last_day(const Due& due, const AnchorDate& date, const Calendar& calendar,
                     int first_year = 2024) {
  const auto window = due_window(due, {{{lesson, date}}, SchoolYear{first_year}, august, vietnam, &calendar});
  if (!window) return "no day";
  EXPECT_EQ(window->closes, Instant::start_of(window->last_day.plus_days(1), vietnam)) << due.phrase;
  return said(window->last_day, calendar);
}

struct WeekRow {
  const char* monday;
  const char* team_plan;        // at least 16 days
  const char* team_plan_clear;  // more than 16 days
  const char* own_plan;
  const char* upload;
  const char* approval;
  const char* approval_clear;
  const char* signing;
  const char* online_opens;
};
const WeekRow weeks[] = {
    {"2024-10-07", "Sat 2024-09-21", "Fri 2024-09-20", "Fri 2024-09-27", "Tue 2024-10-01", "Fri 2024-10-04",
     "Thu 2024-10-03", "Sat 2024-10-05", "Fri 2024-10-04"},
    {"2025-02-03", "Sat 2025-01-18", "Fri 2025-01-17", "Fri 2025-01-24", "Tue 2025-01-28 off",
     "Fri 2025-01-31 off", "Thu 2025-01-30 off", "Sat 2025-02-01 off", "Fri 2025-01-31 off"},
    {"2026-02-23", "Sat 2026-02-07", "Fri 2026-02-06", "Fri 2026-02-13", "Tue 2026-02-17 off",
     "Fri 2026-02-20 off", "Thu 2026-02-19 off", "Sat 2026-02-21 off", "Fri 2026-02-20 off"},
    {"2025-05-05", "Sat 2025-04-19", "Fri 2025-04-18", "Fri 2025-04-25", "Tue 2025-04-29",
     "Fri 2025-05-02 off", "Thu 2025-05-01 off", "Sat 2025-05-03 off", "Fri 2025-05-02 off"},
    {"2026-11-30", "Sat 2026-11-14", "Fri 2026-11-13", "Fri 2026-11-20", "Tue 2026-11-24 off",
     "Fri 2026-11-27", "Thu 2026-11-26", "Sat 2026-11-28", "Fri 2026-11-27"},
};

TEST(GoldenWeeks, EveryLineEveryWeek) {
  const Calendar calendar = holidays({7});
  for (const WeekRow& row : weeks) {
    SCOPED_TRACE(row.monday);
    const AnchorDate monday = day(row.monday);
    const auto last = [&](const Due& due) { return last_day(due, monday, calendar); };
    EXPECT_EQ(last(line(team_plan, Reading::date_difference)), row.team_plan);
    EXPECT_EQ(last(line(team_plan, Reading::clear_days)), row.team_plan_clear);
    EXPECT_EQ(last(line(own_plan, Reading::date_difference)), row.own_plan);
    EXPECT_EQ(last(line(upload)), row.upload);
    EXPECT_EQ(last(line(approval, Reading::date_difference)), row.approval);
    EXPECT_EQ(last(line(approval, Reading::clear_days)), row.approval_clear);
    EXPECT_EQ(last(line(signing)), row.signing);
    EXPECT_EQ(last(line(online)), row.signing);
    const auto window =
        due_window(line(online), {{{lesson, monday}}, SchoolYear{2024}, august, vietnam, &calendar});
    ASSERT_TRUE(window && window->opens);
    EXPECT_EQ(*window->opens, Instant::start_of(window->opens->date(vietnam), vietnam));
    EXPECT_EQ(said(window->opens->date(vietnam), calendar), row.online_opens);
  }
}

// A lesson on Monday 7 October 2024 at 07:30.
TEST(GoldenWeeks, OtherReadingsOfThreeDays) {
  const AnchorDate at(*LocalTime::parse("2024-10-07T07:30"));
  const Calendar five_days = holidays({6, 7});
  const Calendar six_days = holidays({7});
  EXPECT_EQ(last_day(line(approval, Reading::working_days), at, five_days), "Wed 2024-10-02");
  EXPECT_EQ(last_day(line(approval, Reading::working_days), at, six_days), "Thu 2024-10-03");
  EXPECT_EQ(last_day(line(approval, Reading::date_difference), at, six_days), "Fri 2024-10-04");
  EXPECT_EQ(last_day(line(approval, Reading::clear_days), at, six_days), "Thu 2024-10-03");
  const auto hours = due_window(line(approval, Reading::instant),
                                {{{lesson, at}}, SchoolYear{2024}, august, vietnam, &six_days});
  ASSERT_TRUE(hours);
  EXPECT_EQ(hours->closes.text(vietnam), "2024-10-04T07:30:00+07:00");
  EXPECT_EQ(said(hours->last_day, six_days), "Fri 2024-10-04");
}

TEST(GoldenWeeks, DaysOfTheYear) {
  const Calendar calendar = holidays({7});
  const struct {
    const char* phrase;
    int school_year;
    const char* last_day;
  } rows[] = {
      {"trước ngày 05/9 hàng năm", 2025, "Thu 2025-09-04"},
      {"trước ngày 05/9 hàng năm", 2026, "Fri 2026-09-04"},
      {"trước ngày 05/9 hàng năm", 2027, "Sat 2027-09-04"},
      {"trước ngày 31/5 hàng năm", 2024, "Fri 2025-05-30"},
      {"trước ngày 31/5 hàng năm", 2025, "Sat 2026-05-30"},
      {"trước ngày 31/5 hàng năm", 2026, "Sun 2027-05-30"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(last_day(line(row.phrase), day("2024-10-07"), calendar, row.school_year), row.last_day);
}

// Rolling forward over Tết arrives at the very Monday of the lesson, so "before" has to roll backward.
TEST(GoldenWeeks, RollingOverTet) {
  const Calendar calendar = holidays({7});
  const struct {
    const char* monday;
    const char* backward;
  } rows[] = {
      {"2025-02-03", "Fri 2025-01-24"}, {"2026-02-23", "Fri 2026-02-13"}, {"2025-05-05", "Tue 2025-04-29"}};
  for (const auto& row : rows) {
    const AnchorDate monday = day(row.monday);
    EXPECT_EQ(last_day(line(approval, Reading::date_difference, Roll::forward), monday, calendar),
              "Mon " + std::string(row.monday));
    EXPECT_EQ(last_day(line(approval, Reading::date_difference, Roll::backward), monday, calendar),
              row.backward);
  }
}

}  // namespace
}  // namespace quyche::test
