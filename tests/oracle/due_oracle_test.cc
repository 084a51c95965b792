// engine/due and engine/policy/calendar against the oracle.
//   QUYCHE_SEED=n     another seed than the one written here
//   QUYCHE_CASES=n    more or fewer cases
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>

#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/random_due.h"

namespace quyche::oracle {
namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
}
std::uint64_t seed() { return setting("QUYCHE_SEED", 20'240'805); }

std::string said(const std::optional<DueWindow>& window, ZoneOffset zone) {
  if (!window) return "no day";
  return (window->opens ? window->opens->text(zone) : std::string("always")) + " .. " +
         window->closes.text(zone) + ", last day " + window->last_day.text();
}

// What the cases were about, so that a generator that stopped making something is noticed.
using Seen = std::map<std::string, std::size_t>;
void note(Seen& seen, const Case& one, const std::optional<DueWindow>& window) {
  ++seen[window ? "a day" : "no day"];
  if (window && window->opens) ++seen["a span"];
  if (one.due.choice != Choice::only) ++seen["several terms"];
  DueSteps steps;
  (void)quyche::due_window(one.due, one.anchors, &steps);
  for (const DueStep& step : steps)
    ++seen[std::string(names_of(step.kind)[static_cast<std::size_t>(step.kind)])];
}

TEST(DueOracle, AgreesWithTheEngine) {
  const std::uint64_t cases = setting("QUYCHE_CASES", 1'000'000);
  constexpr std::uint64_t cases_a_calendar = 1'000;
  std::cout << "seed " << seed() << ", " << cases << " cases\n";
  Seen seen;
  for (std::uint64_t done = 0; done < cases; ++done) {
    static std::optional<Calendar> calendar;
    static std::optional<DayTable> table;
    if (done % cases_a_calendar == 0) {
      Dice dice(seed() + done);
      calendar.reset();
      if (!dice.once_in(20)) calendar = random_calendar(dice);
      table.emplace(calendar ? &*calendar : nullptr);
    }
    Dice dice((seed() + done) * 0x2545f4914f6cdd1dU);
    const Case one = random_case(dice, calendar ? &*calendar : nullptr);
    const auto found = quyche::due_window(one.due, one.anchors);
    const auto engine = found ? std::optional(*found) : std::nullopt;
    const auto walked = due_window(one.due, {*table, one.anchors});
    if (done % 100 == 0) note(seen, one, engine);
    ASSERT_EQ(engine, walked) << "case " << done << " of seed " << seed() << ": engine "
                              << said(engine, one.anchors.zone) << "; oracle "
                              << said(walked, one.anchors.zone) << '\n'
                              << text(one) << '\n'
                              << (calendar ? json::canonical(json::encode(*calendar)) : "no calendar");
  }
  if (cases < 100'000) return;
  for (const std::string_view kind : names_of(StepKind{})) EXPECT_GT(seen[std::string(kind)], 10U) << kind;
  for (const char* what : {"a day", "no day", "a span", "several terms"})
    EXPECT_GT(seen[what], cases / 1'000) << what;
}

std::string said(const std::vector<Recurrence>& every) {
  std::string out;
  for (const Recurrence& one : every) out += json::canonical(json::encode(one));
  return out;
}

TEST(RecurrenceOracle, AgreesOnPeriods) {
  std::size_t periods = 0;
  for (std::uint64_t number = 0; number < 3'000; ++number) {
    Dice dice(seed() + number);
    std::optional<Calendar> calendar;
    if (!dice.once_in(10)) calendar = random_calendar(dice);
    const DayTable table(calendar ? &*calendar : nullptr);
    const Case one = random_case(dice, calendar ? &*calendar : nullptr);
    const YearContext year{one.anchors.school_year, one.anchors.school_year_starts, one.anchors.calendar};
    const std::vector<Recurrence> every = random_recurrences(dice);
    const auto found = quyche::periods_of(every, year);
    ASSERT_EQ(found, periods_of(every, {table, one.anchors})) << said(every) << text(one);
    periods += found.size();
    for (int day = -20; day < 400; ++day) {
      const Date date = year.school_year_starts.in(year.school_year.first_year).plus_days(day);
      const auto holds = [&](const RecurringPeriod& p) { return p.first <= date && date <= p.last; };
      const auto at = std::find_if(found.begin(), found.end(), holds);
      ASSERT_EQ(period_at(every, date, year), at == found.end() ? std::nullopt : std::optional(*at))
          << said(every) << date.text();
      day += dice.number(0, 20);
    }
  }
  EXPECT_GT(periods, 30'000U);
}

TEST(CalendarOracle, AgreesOnEveryDay) {
  for (std::uint64_t number = 0; number < 100; ++number) {
    Dice dice(seed() + number);
    const Calendar calendar = random_calendar(dice);
    const DayTable table(&calendar);
    for (std::size_t row = 0; row < table.size(); ++row) {
      const Date date = table.date(row);
      const Day& day = table[row];
      ASSERT_EQ(date.year() * 10'000 + date.month() * 100 + date.day(),
                day.year * 10'000 + day.month * 100 + day.day);
      ASSERT_EQ(static_cast<int>(date.weekday()), day.weekday) << date.text();
      ASSERT_EQ(calendar.day_off(date), day.off) << date.text();
      ASSERT_EQ(calendar.mode_on(date), day.mode) << date.text();
      if (row + 7 > table.size()) continue;
      const Week week = Week::of(date);
      ASSERT_EQ(week.monday(), table.date(table.monday(row))) << date.text();
      ASSERT_EQ(calendar.teaches(week), day.teaching_week) << date.text();
      for (const auto& [year, teaching] : calendar.school_years) {
        if (week < teaching.first || teaching.last < week) continue;
        ASSERT_EQ(teaching.school_number(week).value_or(0), day.school_week) << date.text();
        ASSERT_EQ(teaching.curriculum_number(week).value_or(0), day.curriculum_week) << date.text();
      }
    }
  }
}

}  // namespace
}  // namespace quyche::oracle
