// When a due line opens and closes for one document.
#pragma once

#include <map>
#include <optional>

#include "engine/policy/due.h"
#include "engine/time/instant.h"
#include "engine/time/week.h"

namespace quyche {

// What a due line can be measured from: the document's dates and its school year. A week field counts as its
// Monday.
struct DueAnchors {
  std::map<FieldId, Date> dates;
  SchoolYear school_year;
  MonthDay school_year_starts;
  ZoneOffset zone;
};

// [opens, closes): `opens` only where the line names a day to start from; `closes` is the first instant that
// is late.
struct DueWindow {
  std::optional<Instant> opens;
  Instant closes;
  Date last_day;  // the last day on which it is in time
  bool operator==(const DueWindow&) const = default;
};

// Nothing when the date that the line is measured from is not known yet.
[[nodiscard]] std::optional<DueWindow> due_window(const Due& due, const DueAnchors& anchors);

}  // namespace quyche
