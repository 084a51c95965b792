// Due points as an iCalendar file (RFC 5545), for calendar programs: one all-day event a point, on its last
// day. The same policy and school year give the same bytes; an event keeps its UID when its date moves.
// REQUIRES: there is a point; RFC 5545 knows no empty calendar.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/context.h"
#include "engine/view/year.h"

namespace quyche::cli {

[[nodiscard]] std::string ics(const Context& context, SchoolYear year, const std::vector<YearPoint>& points);

}  // namespace quyche::cli
