// Single values of policy tests. Internal to rules/schema.
#pragma once

#include "rules/schema/values.h"

namespace quyche::rules::schema {

// 2024-10-07T07:30, local time, or with an offset.
inline constexpr Shape time_of_day = pattern(
    "time",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$",
    "2024-10-07T07:30");
inline constexpr Shape assignment =
    pattern("assignment", "^[a-z0-9][a-z0-9_.-]{0,79}(@[a-z0-9][a-z0-9_.-]{0,79})?$", "teacher@to-1");

// `Điều 12`, or the clause of another regulation: {vn.charter: Điều 21}.
inline constexpr Shape clause_elsewhere = map_of("clause_elsewhere", &id, &text, 1);
inline constexpr const Shape* clause_forms[] = {&text, &clause_elsewhere};
inline constexpr Shape clause = either("clause", clause_forms);
inline constexpr Key test_cite_key{"cite", Must::may, &clause, "Điều 12"};

extern const Shape steps;         // steps.cc
extern const Shape expectations;  // expectations.cc

}  // namespace quyche::rules::schema
