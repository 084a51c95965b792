// The days that due lines are tried on: those of the calendar's school years. For the checks, for diff and
// for explanations.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/due/window.h"
#include "engine/policy/policy.h"

namespace quyche::rules {

// The school years of the policy's calendar; without one, the year in which the policy comes into force.
[[nodiscard]] std::vector<SchoolYear> years_of(const Policy& policy);

// The fields that a due line is measured from.
[[nodiscard]] std::set<FieldId> fields_of(const Due& due);

// Anchors of every day that `field` of a document (may be empty) can hold, in order, as long as `visit` gives
// true: the teaching weeks of each school year where a duty is dated by the field, else all its days; without
// a field one day a year. A document belongs to the school year that the day lies in.
void each_day(const Policy& policy, const DocumentType& type, const FieldId& field,
              const std::function<bool(Date, const DueAnchors&)>& visit);

// Whether lines that agree on some of these days are at fault on the others. Not when they are measured from
// the field and from something else: then a day that no document will ever hold could be the one at fault.
[[nodiscard]] bool every_day_counts(const DocumentType& type, const std::vector<const Due*>& dues);

// What a day of each_day() stands for: itself, or the school year where there is no field.
[[nodiscard]] std::string day_text(Date day, const FieldId& field, MonthDay school_year_starts);

// 2024-10-04 24:00 rather than 2024-10-05 00:00, as people name the end of a day.
[[nodiscard]] std::string closing_text(Instant closes, ZoneOffset zone);
[[nodiscard]] std::string time_text(Instant at, ZoneOffset zone);

}  // namespace quyche::rules
