// What a case says of the calendar: days and weeks that are otherwise than the regulation's calendar has
// them.
#pragma once

#include <optional>
#include <vector>

#include "engine/policy/policy.h"

namespace quyche::rules::policy_test {

struct CalendarChanges {
  std::optional<Mode> mode;   // of all days
  std::vector<DaySpan> days;  // off, or working
  std::vector<ModeSpan> modes;
  std::vector<Week> weeks_off;  // without teaching
  [[nodiscard]] bool empty() const { return !mode && days.empty() && modes.empty() && weeks_off.empty(); }
};

// `policy` itself when nothing changes.
[[nodiscard]] std::shared_ptr<const Policy> with_changes(const std::shared_ptr<const Policy>& policy,
                                                         const CalendarChanges& changes);

}  // namespace quyche::rules::policy_test
