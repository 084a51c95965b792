// The decisions of a calendar and of those above it, weighed: which counts when, and the days that follow.
// Internal to rules/calendar.
#pragma once

#include <vector>

#include "rules/calendar/load.h"
#include "rules/calendar/text.h"

namespace quyche::rules {

// A calendar first, then the one it stands under, and so on up.
using CalendarChain = std::vector<CalendarText>;

// Fills in until when each decision counts and reports what `replaces` names wrongly.
void replace(CalendarChain& chain, Findings& findings);

// Reports what does not go together: days with two decisions at one time, working days that are working days
// anyway, gaps in what is known, school years decided twice.
void check_together(const CalendarChain& chain, Findings& findings);

// The calendar as known on a day. The chain has no errors.
[[nodiscard]] Calendar resolve(const CalendarChain& chain, const CalendarOptions& options);

// Weekly rest, of the nearest calendar that says it.
[[nodiscard]] std::vector<int> rest_days_of(const CalendarChain& chain);

}  // namespace quyche::rules
