// A due line: the regulation's own time clause as a syntax tree. rules/phrase reads it, engine/due evaluates
// it, docs/phrases.md says what each form means.
//
// A day is named by a chain: an anchor, then steps from it, applied in order. "Wednesday of the week before
// the lesson" is the lesson's date, then weekday 3 of the week before.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/id.h"
#include "engine/time/date.h"
#include "engine/time/local_time.h"

namespace quyche {

// before D closes at 00:00 of D; by D closes at 24:00 of D; on D is that day only.
enum class Comparator { by, before, on };
constexpr auto names_of(Comparator) { return std::to_array<std::string_view>({"by", "before", "on"}); }

// How "N days before X" is counted: date_difference closes at 24:00 of X - N, clear_days at 24:00 of X - N -
// 1, instant exactly N x 24 h before X (00:00 of X where X has no time), working_days at 24:00 of the N-th
// working day before X. Unstated is evaluated as date_difference, and reported by the checker. Weeks are
// seven days (Civil Code art. 146.1), but never working ones. `on` that day, and a time of day that the line
// names, leave of an instant only its day.
enum class Reading { unstated, date_difference, clear_days, instant, working_days };
constexpr auto names_of(Reading) {
  return std::to_array<std::string_view>(
      {"unstated", "date_difference", "clear_days", "instant", "working_days"});
}

// What happens when the last day is a day off. Civil Code art. 148.5 rolls forward periods that run forward;
// for "before X" that could pass X itself, so each policy says what it wants. Unstated is evaluated as none.
enum class Roll { unstated, none, backward, forward };
constexpr auto names_of(Roll) {
  return std::to_array<std::string_view>({"unstated", "none", "backward", "forward"});
}

// Whether "the week before" may be a week without teaching (calendar) or is the nearest with (school).
// Unstated is evaluated as calendar.
enum class WeekCount { unstated, calendar, school };
constexpr auto names_of(WeekCount) {
  return std::to_array<std::string_view>({"unstated", "calendar", "school"});
}

// A whole number of calendar or working units: 3 days, not 72 hours.
enum class PeriodUnit { day, working_day, week, month, year };
constexpr auto names_of(PeriodUnit) {
  return std::to_array<std::string_view>({"day", "working_day", "week", "month", "year"});
}
struct Period {
  int count = 0;
  PeriodUnit unit = PeriodUnit::day;
  bool operator==(const Period&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("count", self.count);
    io("unit", self.unit);
  }
};

// The start, middle or end of a period. Of a month the 1st, 15th and last day (Civil Code art. 146.2); of a
// week Monday, Wednesday and Sunday; of semesters and the school year the days the calendar gives.
enum class Part { start, middle, end };
constexpr auto names_of(Part) { return std::to_array<std::string_view>({"start", "middle", "end"}); }

// Anchors.

// The date in a field of the document; a week counts as its Monday. In a duty's due point: the first day of
// the period that is owed.
struct FieldDate {
  static constexpr std::string_view kind = "field";
  FieldId field;
  bool operator==(const FieldDate&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("field", self.field);
  }
};
// The day that falls inside the document's school year.
struct YearlyDate {
  static constexpr std::string_view kind = "yearly";
  MonthDay day;
  bool operator==(const YearlyDate&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("day", self.day);
  }
};
struct FixedDate {
  static constexpr std::string_view kind = "date";
  Date date;
  bool operator==(const FixedDate&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("date", self.date);
  }
};
// A part of the document's school year: semester 1 or 2, or (semester 0) the year itself.
struct YearPart {
  static constexpr std::string_view kind = "year_part";
  Part part = Part::start;
  int semester = 0;
  bool operator==(const YearPart&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("part", self.part);
    io("semester", self.semester);
  }
};
// A part of a month (1..12) of the document's school year.
struct MonthPart {
  static constexpr std::string_view kind = "month_part";
  Part part = Part::start;
  int month = 1;
  bool operator==(const MonthPart&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("part", self.part);
    io.required("month", self.month);
  }
};
using Anchor = std::variant<FieldDate, YearlyDate, FixedDate, YearPart, MonthPart>;

// Steps.

// A period before or after. Backward days are counted by the reading; months and years end on the same day
// number or the month's last day (Civil Code art. 148); forward, the anchor's day is not counted (art. 147).
enum class Direction { before, after };
constexpr auto names_of(Direction) { return std::to_array<std::string_view>({"before", "after"}); }
struct Offset {
  static constexpr std::string_view kind = "offset";
  Period period;
  Direction direction = Direction::before;
  bool operator==(const Offset&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("period", self.period);
    io("direction", self.direction);
  }
};
// A weekday of the week `week_shift` weeks from the day's week; -1 is the week before.
struct WeekdayOf {
  static constexpr std::string_view kind = "weekday";
  int weekday = 1;  // 1 Monday .. 7 Sunday
  int week_shift = 0;
  bool operator==(const WeekdayOf&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("weekday", self.weekday);
    io("week_shift", self.week_shift);
  }
};
// A part of the week or month that the day lies in.
enum class Container { week, month };
constexpr auto names_of(Container) { return std::to_array<std::string_view>({"week", "month"}); }
struct PartOf {
  static constexpr std::string_view kind = "part";
  Part part = Part::end;
  Container of = Container::week;
  int shift = 0;  // -1: of the week or month before
  bool operator==(const PartOf&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("part", self.part);
    io.required("of", self.of);
    io("shift", self.shift);
  }
};

// What comes again: a day in each period. `school_week` is a week with teaching.
enum class Frequency { day, working_day, week, school_week, month, semester, school_year };
constexpr auto names_of(Frequency) {
  return std::to_array<std::string_view>(
      {"day", "working_day", "week", "school_week", "month", "semester", "school_year"});
}
struct Recurrence {
  Frequency every = Frequency::week;
  Part at = Part::end;   // which day of the period; of days: the day itself
  int weekday = 0;       // of weeks: this weekday instead of `at`; 0: none
  bool working = false;  // the last working day of the period instead of `at`
  bool operator==(const Recurrence&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("every", self.every);
    io.required("at", self.at);
    io("weekday", self.weekday);
    io("working", self.working);
  }
};
// Of several recurrences ("mid-semester, end of each semester and of the year") the nearest day. Of days: the
// first such day not before the day at hand. Of weeks and months: that of the week or month it lies in. Of
// semesters and years: the first not before it.
struct Recurring {
  static constexpr std::string_view kind = "recurring";
  std::vector<Recurrence> every;
  bool operator==(const Recurring&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("every", self.every);
  }
};
using Step = std::variant<Offset, WeekdayOf, PartOf, Recurring>;

struct DuePoint {
  Anchor from;
  std::vector<Step> then;
  bool operator==(const DuePoint&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("from", self.from);
    io("then", self.then);
  }
};

struct DueTerm {
  Comparator comparator = Comparator::by;
  DuePoint point;
  std::optional<DuePoint> since;  // `from D1 to D2`: opens at 00:00 of D1
  std::optional<TimeOfDay> time;  // closes at this time of the day instead of its start or end
  bool operator==(const DueTerm&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("comparator", self.comparator);
    io.required("point", self.point);
    io("since", self.since);
    io("time", self.time);
  }
};

// Of several terms, the one that closes first or last counts.
enum class Choice { only, earlier, later };
constexpr auto names_of(Choice) { return std::to_array<std::string_view>({"only", "earlier", "later"}); }

struct Due {
  std::string phrase;  // as the author wrote it, shown in explanations
  Choice choice = Choice::only;
  std::vector<DueTerm> terms;  // one for `only`, two or more otherwise
  Reading reading = Reading::unstated;
  Roll roll = Roll::unstated;
  WeekCount week = WeekCount::unstated;
  bool operator==(const Due&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("phrase", self.phrase);
    io("choice", self.choice);
    io.required("terms", self.terms);
    io("reading", self.reading);
    io("roll", self.roll);
    io("week", self.week);
  }
};

}  // namespace quyche
