// A due line: the regulation's own time clause as a syntax tree. engine/due evaluates it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/id.h"
#include "engine/time/date.h"

namespace quyche {

// before D closes at 00:00 of D; by D closes at 24:00 of D; on D is that day only.
enum class Comparator { by, before, on };
constexpr auto names_of(Comparator) { return std::to_array<std::string_view>({"by", "before", "on"}); }

// How "N days before X" is counted: date_difference closes at 24:00 of X - N, clear_days at 24:00 of X - N -
// 1, instant exactly N x 24 h before 00:00 of X, working_days at 24:00 of the N-th working day before X.
enum class Reading { unstated, date_difference, clear_days, instant, working_days };
constexpr auto names_of(Reading) {
  return std::to_array<std::string_view>(
      {"unstated", "date_difference", "clear_days", "instant", "working_days"});
}

// What happens when the last day is a day off. Civil Code art. 148.5 rolls forward periods that run forward;
// for "before X" that could pass X itself, so each policy says what it wants.
enum class Roll { unstated, none, backward, forward };
constexpr auto names_of(Roll) {
  return std::to_array<std::string_view>({"unstated", "none", "backward", "forward"});
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

// The date in a field of the document. In a duty's due point: the first day of the period that is owed.
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

using Anchor = std::variant<FieldDate, YearlyDate>;

// A period before (or after) an anchor.
enum class Direction { before, after };
constexpr auto names_of(Direction) { return std::to_array<std::string_view>({"before", "after"}); }
struct Offset {
  static constexpr std::string_view kind = "offset";
  Period period;
  Direction direction = Direction::before;
  Anchor anchor;
  bool operator==(const Offset&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("period", self.period);
    io("direction", self.direction);
    io.required("anchor", self.anchor);
  }
};

// A weekday of the week `week_shift` weeks from the anchor's week; -1 is the week before.
struct WeekdayOf {
  static constexpr std::string_view kind = "weekday";
  int weekday = 1;  // 1 Monday .. 7 Sunday
  int week_shift = 0;
  Anchor anchor;
  bool operator==(const WeekdayOf&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("weekday", self.weekday);
    io("week_shift", self.week_shift);
    io.required("anchor", self.anchor);
  }
};

using DuePoint = std::variant<FieldDate, YearlyDate, Offset, WeekdayOf>;

struct Due {
  std::string phrase;  // as the author wrote it, shown in explanations
  Comparator comparator = Comparator::by;
  DuePoint point;
  Reading reading = Reading::unstated;
  Roll roll = Roll::unstated;
  bool operator==(const Due&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("phrase", self.phrase);
    io("comparator", self.comparator);
    io.required("point", self.point);
    io("reading", self.reading);
    io("roll", self.roll);
  }
};

}  // namespace quyche
