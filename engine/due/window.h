// When a due line opens and closes. Pure arithmetic over dates and the calendar.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/due/steps.h"
#include "engine/policy/calendar.h"
#include "engine/policy/due.h"
#include "engine/time/instant.h"
#include "engine/time/week.h"

namespace quyche {

// A date of the document, with its time of day where it has one.
struct AnchorDate {
  Date day;
  std::optional<TimeOfDay> time;
  AnchorDate(Date d) : day(d) {}  // NOLINT(google-explicit-constructor): most dates have no time
  AnchorDate(const LocalTime& t) : day(t.day), time(t.time) {}  // NOLINT(google-explicit-constructor)
};

// What a due line can be measured from: the document's dates, its school year, and the calendar. Without a
// calendar every day is a working day, every week one with teaching, and parts of the school year are
// unknown.
struct DueAnchors {
  std::map<FieldId, AnchorDate> dates;
  SchoolYear school_year;
  MonthDay school_year_starts;
  ZoneOffset zone;
  const Calendar* calendar = nullptr;
};

// [opens, closes): `opens` only where the line names a day to start from; `closes` is the first instant that
// is late.
struct DueWindow {
  std::optional<Instant> opens;
  Instant closes;
  Date last_day;  // the last day on which it is in time
  bool operator==(const DueWindow&) const = default;
};

// Why there is no window (yet).
enum class DueUnknown {
  no_date,         // a date that the line is measured from is not known
  no_school_year,  // the calendar does not say what the line asks of the school year
};

// `steps`, when given, receives how the window was found.
[[nodiscard]] Result<DueWindow, DueUnknown> due_window(const Due& due, const DueAnchors& anchors,
                                                       DueSteps* steps = nullptr);

// The first field that the line is measured from, if any.
[[nodiscard]] const FieldId* first_field(const Due& due);

}  // namespace quyche
