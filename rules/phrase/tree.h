// What a phrase says, as a tree over its words. grammar.h says which parts may follow which. Internal to
// rules/phrase.
#pragma once

#include <optional>
#include <vector>

#include "rules/phrase/names.h"
#include "rules/phrase/values.h"

namespace quyche::rules::phrase {

enum class Kind {
  // A due line.
  term,
  which_first,
  which_last,
  // A term: how it compares, and the days it names.
  before,
  by,
  on,
  time_long,
  time_short,
  since,      // two points
  run,        // weekdays of one week, in a row: `thứ Sáu, thứ Bảy của tuần liền trước`
  how_many,   // days, said before a run
  range,      // two weekdays of one week, from .. to
  until_end,  // `đến hết học kỳ I`
  point,
  // A point: a period from another point, or one of the rest.
  backward,
  forward,
  count,
  days,
  working_days,
  weeks,
  months,
  years,
  field,
  weekday_of_week,  // a weekday and a week
  part_of,          // a part and what it is a part of
  whole_year,
  day,
  // Weeks.
  weekday,
  week_before,
  week_same,
  week_after,
  weeks_before,  // with a number
  week_value,
  target,  // what a week or month is counted from
  // Parts, and what they are parts of.
  start,
  middle,
  end,
  semester_1,
  semester_2,
  school_year,
  month,
  month_of_year,
  month_before,
  month_same,
  month_after,
  calendar_year,
  // What comes again.
  recurring,
  recurrence,
  last_working_day,
  each_day,
  each_working_day,
  each_week,
  each_school_week,
  each_month,
  each_semester,
  each_school_year,
};

struct Tree {
  Kind kind = Kind::term;
  std::size_t first = 0;  // of its words
  std::size_t length = 0;
  std::vector<Tree> children;

  [[nodiscard]] const Tree* child(Kind wanted) const {
    for (const Tree& one : children)
      if (one.kind == wanted) return &one;
    return nullptr;
  }
  [[nodiscard]] bool has(Kind wanted) const { return child(wanted) != nullptr; }
};

enum class Start { due, recurrence, reminder };

// The parts in order, or nothing; `stuck` is the first word that fits no form (the number of words when more
// are wanted).
struct Read {
  std::optional<std::vector<Tree>> parts;
  std::size_t stuck = 0;
};
[[nodiscard]] Read read(Start start, const Words& words, const Names& names);

}  // namespace quyche::rules::phrase
