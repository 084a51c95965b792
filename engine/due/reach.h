// How far a due point can lie from the field it is measured from, without evaluating it for every date.
#pragma once

#include <optional>

#include "engine/policy/calendar.h"
#include "engine/policy/due.h"

namespace quyche {

// The most days between the date in `field` and the day the line closes, either way. Nothing where there is
// no such bound: the line also stands on a day of the year, or on days that the calendar gives.
[[nodiscard]] std::optional<int> due_reach(const Due& due, const FieldId& field, const Calendar* calendar);

}  // namespace quyche
