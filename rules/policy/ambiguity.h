// Two ways to read one due line, and a day for which they differ: what a warning about an unstated choice
// shows.
#pragma once

#include <optional>
#include <string>

#include "engine/policy/policy.h"

namespace quyche::rules {

struct Difference {
  std::string anchor;  // the day that the line is measured from, or the school year where it names no field
  Date one;            // last days in time
  Date other;
};

// Looks over the days of the policy's calendar, those in teaching weeks first (without a calendar: over a
// year from the policy's first day); nothing when the two agree on all of them. A field of `type` that names
// a week counts as its Monday.
[[nodiscard]] std::optional<Difference> first_difference(const Due& one, const Due& other,
                                                         const DocumentType& type, const Policy& policy);

}  // namespace quyche::rules
