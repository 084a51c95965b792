// The periods of a duty: which one a date falls in, and what people call it.
#pragma once

#include <compare>
#include <optional>

#include "engine/due/recurrence.h"
#include "engine/policy/document_type.h"
#include "engine/policy/text.h"
#include "engine/time/week.h"

namespace quyche {

// What a document settles. A duty of school weeks names the week, one of school years the year alone, any
// other the first day of the period.
struct DutyPeriod {
  SchoolYear school_year;
  std::optional<Week> week;
  std::optional<Date> first;
  [[nodiscard]] std::optional<Date> first_day() const { return week ? week->monday() : first; }
  auto operator<=>(const DutyPeriod&) const = default;
};

// The period that an event, a document or a view names.
template <class Named>
[[nodiscard]] DutyPeriod duty_period_of(const Named& named) {
  return {named.school_year, named.week, named.period};
}

[[nodiscard]] bool of_school_weeks(const Duty& duty);
[[nodiscard]] bool of_school_years(const Duty& duty);

// The period that `day` falls in. A day in none (a holiday of a duty of working days) gives its school year
// alone, which settles nothing.
[[nodiscard]] DutyPeriod duty_period_at(const Duty& duty, Date day, MonthDay school_year_starts,
                                        const Calendar* calendar);

// "tuần 2024-W41", "tháng 10/2024", "ngày 07/10/2024", "kỳ đến 17/01/2025", "2024-2025". Without the duty (a
// newer policy may not have it) the period is named by its first day.
[[nodiscard]] Title duty_period_title(const DutyPeriod& period, const Duty* duty, MonthDay school_year_starts,
                                      const Calendar* calendar);

}  // namespace quyche
