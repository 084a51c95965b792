// An obvious second implementation of due points: it walks over a table of days and counts. Slow, and as near
// to the words of the regulations and of engine/policy/due.h as it can be.
#pragma once

#include <optional>
#include <vector>

#include "engine/due/recurrence.h"
#include "engine/due/window.h"
#include "tests/oracle/day_table.h"

namespace quyche::oracle {

// What a line is measured from, as engine/due takes it, and the table of the same calendar.
struct Ground {
  const DayTable& days;
  const DueAnchors& anchors;
};

// Nothing where the line names no day.
[[nodiscard]] std::optional<DueWindow> due_window(const Due& due, const Ground& ground);

// The periods of the school year, as engine/due/recurrence.h has them.
[[nodiscard]] std::vector<RecurringPeriod> periods_of(const std::vector<Recurrence>& every,
                                                      const Ground& ground);

}  // namespace quyche::oracle
