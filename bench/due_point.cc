// One due point: a line of a regulation worked out for one lesson. The bound is the same arithmetic by hand,
// for this line only.
#include <benchmark/benchmark.h>

#include <array>
#include <vector>

#include "engine/base/check.h"
#include "engine/due/window.h"
#include "rules/phrase/phrase.h"

namespace quyche::bench {
namespace {

const FieldId lesson{"lesson_date"};
constexpr ZoneOffset vietnam{7 * 60};
constexpr std::int64_t zone_ms = 7 * 60 * ms_per_minute;

Date day(const char* text) { return *Date::parse(text); }

// Five school years of lessons, one a day.
const Date first_lesson = day("2022-09-05");
constexpr std::size_t lessons = 1'024;  // a power of two

// Five school years with their weeks, semesters and some fifteen spans of days off each.
Calendar full_calendar() {
  Calendar calendar;
  calendar.id = CalendarId{"full"};
  calendar.rest_days = {6, 7};
  for (int year = 2021; year <= 2026; ++year) {
    TeachingYear teaching;
    teaching.first = Week::of(*Date::from_civil(year, 9, 9));
    teaching.last = teaching.first.plus_weeks(37);
    teaching.except = {teaching.first.plus_weeks(20), teaching.first.plus_weeks(21)};
    teaching.semesters = {{*Date::from_civil(year, 9, 5), *Date::from_civil(year + 1, 1, 17), {}},
                          {*Date::from_civil(year + 1, 1, 20), *Date::from_civil(year + 1, 5, 24), {}}};
    calendar.school_years[SchoolYear{year}] = teaching;
    for (int month = 1; month <= 12; ++month) {
      DaySpan span;
      span.id = "off_" + std::to_string(year) + '_' + std::to_string(month);
      span.first = *Date::from_civil(year, month, 10);
      span.last = span.first.plus_days(month == 2 ? 8 : 1);
      calendar.days.push_back(span);
    }
  }
  return calendar;
}

Due line(const char* phrase, Reading reading) {
  const std::vector<rules::phrase::Anchored> fields = {{lesson, {"thực hiện", "lesson_date"}}};
  const auto due = rules::phrase::parse(phrase, fields, lesson);
  CHECK(due.has_value(), "the benchmark's lines are understood");
  Due out = *due;
  out.reading = reading;
  return out;
}

void evaluate(benchmark::State& state, const Due& due, const Calendar* calendar) {
  DueAnchors anchors{{{lesson, first_lesson}}, SchoolYear{2024}, {8, 1}, vietnam, calendar};
  AnchorDate& date = anchors.dates.begin()->second;
  std::size_t at = 0;
  for (auto _ : state) {
    date.day = first_lesson.plus_days(static_cast<int>(at++ % lessons));
    auto window = due_window(due, anchors);
    benchmark::DoNotOptimize(window);
  }
}

void by_hand(benchmark::State& state, std::int64_t (*closes)(std::int32_t)) {
  std::size_t at = 0;
  for (auto _ : state) {
    std::int32_t date = first_lesson.plus_days(static_cast<int>(at++ % lessons)).days_since_1970();
    benchmark::DoNotOptimize(date);
    std::int64_t ms = closes(date);
    benchmark::DoNotOptimize(ms);
  }
}

// S2: at least 3 days before the lesson.
void s2(benchmark::State& state) {
  evaluate(state, line("trước ít nhất 3 ngày trước khi thực hiện", Reading::date_difference), nullptr);
}
void s2_bound(benchmark::State& state) {
  by_hand(state, [](std::int32_t date) { return (date - 3 + 1) * ms_per_day - zone_ms; });
}

// S0: before Wednesday of the week before. 1970-01-01 was a Thursday.
void s0(benchmark::State& state) {
  evaluate(state, line("trước thứ Tư của tuần liền trước", Reading::unstated), nullptr);
}
void s0_bound(benchmark::State& state) {
  by_hand(state, [](std::int32_t date) {
    const std::int32_t monday = date - (date + 3) % 7;
    return (monday - 7 + 2) * ms_per_day - zone_ms;
  });
}

// Three working days before the lesson, under a full calendar. By hand: a table of bits, made beforehand.
void working_days(benchmark::State& state) {
  const Calendar calendar = full_calendar();
  evaluate(state, line("trước ít nhất 3 ngày trước khi thực hiện", Reading::working_days), &calendar);
}
void working_days_bound(benchmark::State& state) {
  static std::vector<bool> off;
  static const std::int32_t from = first_lesson.days_since_1970() - 60;
  const Calendar calendar = full_calendar();
  off.clear();
  for (int i = 0; i < 60 + static_cast<int>(lessons); ++i)
    off.push_back(calendar.day_off(Date::from_days(from + i)));
  by_hand(state, [](std::int32_t date) {
    int found = 0;
    while (found < 3) found += off[static_cast<std::size_t>(--date - from)] ? 0 : 1;
    return (date + 1) * ms_per_day - zone_ms;
  });
}

BENCHMARK(s2)->Name("due_point/s2");
BENCHMARK(s2_bound)->Name("due_point/s2/bound");
BENCHMARK(s0)->Name("due_point/s0");
BENCHMARK(s0_bound)->Name("due_point/s0/bound");
BENCHMARK(working_days)->Name("due_point/working_days");
BENCHMARK(working_days_bound)->Name("due_point/working_days/bound");

}  // namespace
}  // namespace quyche::bench
