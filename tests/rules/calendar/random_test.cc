// Random calendars of two levels against the rule said in one sentence: on a day the lowest calendar speaks
// that has a decision which counts, else weekly rest. And the order of files and entries means nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/rules/calendar/read_calendar.h"

namespace quyche::rules {
namespace {

constexpr int rounds = 3'000;
const Date base = *Date::from_civil(2025, 1, 1);
constexpr int days = 40;

struct Entry {
  std::string id;
  bool off = true;
  int first = 0;
  int last = 0;
  int decided = -1;  // days after `base`; -1: not said
  std::string replaces;
};
struct Level {
  std::string id;
  std::vector<Entry> entries;
};

using Random = std::mt19937;
int below(Random& random, int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); }

Level random_level(Random& random, const std::string& id, const std::vector<Entry>& above) {
  Level level{id, {}};
  std::vector<Entry> known = above;
  for (int i = below(random, 5); i >= 0; --i) {
    Entry one;
    one.id = id + std::to_string(i);
    one.off = random() % 3 != 0;
    one.first = below(random, days);
    one.last = std::min(days - 1, one.first + below(random, 8));
    one.decided = below(random, 12) - 1;
    if (!known.empty() && one.decided >= 0 && random() % 2 == 0)
      one.replaces = known[static_cast<std::size_t>(below(random, static_cast<int>(known.size())))].id;
    level.entries.push_back(one);
    known.push_back(one);
  }
  return level;
}

// The file texts of a level: its entries in any order, in one to three files.
std::vector<std::string> texts_of(const Level& level, const std::string& header, Random& random) {
  std::vector<Entry> entries = level.entries;
  std::shuffle(entries.begin(), entries.end(), random);
  const int files = 1 + below(random, 3);
  std::vector<std::map<bool, std::string>> parts(static_cast<std::size_t>(files));
  for (const Entry& one : entries) {
    std::string& text = parts[static_cast<std::size_t>(below(random, files))][one.off];
    text += "  " + one.id + ": {from: " + base.plus_days(one.first).text() +
            ", to: " + base.plus_days(one.last).text() + ", cite: x";
    if (one.decided >= 0) text += ", decided: " + base.plus_days(one.decided).text();
    if (!one.replaces.empty()) text += ", replaces: " + one.replaces;
    text += "}\n";
  }
  std::vector<std::string> out;
  for (auto& part : parts) {
    std::string text = "calendar: " + level.id + "\n" + (out.empty() ? header : "");
    if (!part[true].empty()) text += "days_off:\n" + part[true];
    if (!part[false].empty()) text += "working_days:\n" + part[false];
    out.push_back(std::move(text));
  }
  return out;
}

// Whether the entry counts on a day, by looking at all others.
bool counts(const Entry& one, const std::vector<Level>& levels, int known_on) {
  if (one.decided > known_on) return false;
  for (const Level& level : levels)
    for (const Entry& other : level.entries)
      if (other.replaces == one.id && other.decided <= known_on) return false;
  return true;
}

bool off(const std::vector<Level>& levels, int at, int known_on) {
  for (const Level& level : levels)  // the lowest first
    for (const Entry& one : level.entries)
      if (one.first <= at && at <= one.last && counts(one, levels, known_on)) return one.off;
  const Weekday weekday = base.plus_days(at).weekday();
  return weekday == Weekday::saturday || weekday == Weekday::sunday;
}

// Two entries of one level that count on the same day for the same day.
bool clash(const std::vector<Level>& levels) {
  for (int known_on = -1; known_on <= 12; ++known_on)
    for (const Level& level : levels)
      for (const Entry& a : level.entries)
        for (const Entry& b : level.entries)
          if (a.id < b.id && a.first <= b.last && b.first <= a.last && counts(a, levels, known_on) &&
              counts(b, levels, known_on))
            return true;
  return false;
}

// An entry that replaces one decided on the same day or later.
bool wrong_replaces(const std::vector<Level>& levels) {
  std::map<std::string, int> decided;
  for (const Level& level : levels)
    for (const Entry& one : level.entries) decided[one.id] = one.decided;
  for (const Level& level : levels)
    for (const Entry& one : level.entries)
      if (!one.replaces.empty() && decided[one.replaces] >= one.decided) return true;
  return false;
}

TEST(CalendarsAtRandom, ADayIsWhatTheLowestCountingDecisionSays) {
  Random random(20'250'129);  // NOLINT: the same calendars each time
  int good = 0;
  int clashing = 0;
  for (int round = 0; round < rounds; ++round) {
    const Level above = random_level(random, "a", {});
    const Level under = random_level(random, "b", above.entries);
    const std::vector<Level> levels = {under, above};
    std::vector<std::string> texts = texts_of(under, "title: b\nunder: a\n", random);
    for (std::string& text : texts_of(above, "title: a\nrest_days: [saturday, sunday]\n", random))
      texts.push_back(std::move(text));

    const ReadCalendar read("b", texts);
    const bool wrong = wrong_replaces(levels);
    const bool clashes = !wrong && clash(levels);
    ASSERT_EQ(read.calendar.has_value(), !wrong && !clashes) << round;
    clashing += clashes ? 1 : 0;
    if (!read.calendar) continue;
    ++good;

    std::vector<std::string> shuffled = texts;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    ASSERT_EQ(ReadCalendar("b", shuffled).calendar, read.calendar) << round;
    for (int known_on = 0; known_on <= 12; ++known_on) {
      const ReadCalendar known("b", shuffled, base.plus_days(known_on));
      ASSERT_TRUE(known.calendar) << round;
      for (int at = 0; at < days; ++at)
        ASSERT_EQ(known.calendar->day_off(base.plus_days(at)), off(levels, at, known_on))
            << round << ' ' << known_on << ' ' << base.plus_days(at).text();
      for (const DaySpan& span : known.calendar->days) ASSERT_LE(span.first, span.last) << round;
      for (std::size_t i = 1; i < known.calendar->days.size(); ++i)
        ASSERT_LT(known.calendar->days[i - 1].last, known.calendar->days[i].first) << round;
      if (known_on == 12) {
        ASSERT_EQ(known.calendar, read.calendar) << round;
      }
    }
  }
  EXPECT_GT(good, rounds / 10);
  EXPECT_GT(clashing, rounds / 20);
}

}  // namespace
}  // namespace quyche::rules
