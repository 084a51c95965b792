// How a due point was found, step by step, for people. Rendered by the message table (`step.*`).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/time/date.h"
#include "engine/time/instant.h"

namespace quyche {

enum class StepKind {
  anchor,  // starts from `day`: {0} the field, {1} its time of day or nothing
  yearly,  // the day of the year inside school year {0}
  fixed,
  year_part,          // {0} part, {1} semester or 0, {2} school year
  month_part,         // {0} part, {1} month
  weekday,            // weekday {0} of the week {1} weeks away
  week_skipped,       // week {0} has no teaching
  offset_difference,  // {0} count, {1} unit; so for each offset but the instant one
  offset_clear,
  offset_instant,  // {0} days, {1} hours, {2} the time of day
  offset_working,
  offset_unstated,
  offset_before,  // {0} count, {1} unit
  offset_after,   // {0} count, {1} unit: the day itself is not counted (Civil Code 147)
  day_off,        // `day` is a day off: {0} the id of its span or the weekday
  part,           // {0} part, {1} week or month, {2} how many of them away
  recurring,
  rolled_back,
  rolled_forward,
  not_rolled,  // a day off, and the policy lets it stand
  before,
  by,
  on,
  time,  // how it closes
  opens,
  earlier,
  later,            // which of the terms counts: {0} its number
  calendar_unknown  // the days off of `day` are not known
};
constexpr auto names_of(StepKind) {
  return std::to_array<std::string_view>({"anchor",
                                          "yearly",
                                          "fixed",
                                          "year_part",
                                          "month_part",
                                          "weekday",
                                          "week_skipped",
                                          "offset_difference",
                                          "offset_clear",
                                          "offset_instant",
                                          "offset_working",
                                          "offset_unstated",
                                          "offset_before",
                                          "offset_after",
                                          "day_off",
                                          "part",
                                          "recurring",
                                          "rolled_back",
                                          "rolled_forward",
                                          "not_rolled",
                                          "before",
                                          "by",
                                          "on",
                                          "time",
                                          "opens",
                                          "earlier",
                                          "later",
                                          "calendar_unknown"});
}

struct DueStep {
  StepKind kind = StepKind::anchor;
  Date day;                       // where the step arrives
  std::vector<std::string> args;  // codes and numbers, not words of a language
  bool operator==(const DueStep&) const = default;
};
using DueSteps = std::vector<DueStep>;

}  // namespace quyche
