// The periods of what comes again, within one school year.
#pragma once

#include <optional>
#include <vector>

#include "engine/policy/calendar.h"
#include "engine/policy/due.h"
#include "engine/time/week.h"

namespace quyche {

// The days of a school year and what its calendar says.
struct YearContext {
  SchoolYear school_year;
  MonthDay school_year_starts;
  const Calendar* calendar = nullptr;
};

struct RecurringPeriod {
  Date first;
  Date last;
  Date day;  // the day in it that the recurrence names
  bool operator==(const RecurringPeriod&) const = default;
};

// All periods of the school year in order. One recurrence of days, weeks or months gives those; school weeks
// only those with teaching. Semesters, school years, and several recurrences together: each named day ends a
// period that began after the one before it. Empty where the calendar does not know.
[[nodiscard]] std::vector<RecurringPeriod> periods_of(const std::vector<Recurrence>& every,
                                                      const YearContext& year);

// The period that `day` lies in; nothing when it lies in none.
[[nodiscard]] std::optional<RecurringPeriod> period_at(const std::vector<Recurrence>& every, Date day,
                                                       const YearContext& year);

// The nearest named day, as Recurring says. Nothing where the calendar does not know.
[[nodiscard]] std::optional<Date> recurring_day(const std::vector<Recurrence>& every, Date day,
                                                const YearContext& year);

// The day of a part of the school year (semester 0: the year itself).
[[nodiscard]] std::optional<Date> year_part(Part part, int semester, const YearContext& year);
[[nodiscard]] Date part_of_month(Part part, Date day);
[[nodiscard]] Date part_of_week(Part part, Week week);

}  // namespace quyche
