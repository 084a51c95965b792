// Which of the policies that a school has adopted holds on a day.
#pragma once

#include <vector>

#include "engine/policy/policy.h"
#include "engine/school/school_state.h"

namespace quyche {

struct PolicyInForce {
  PolicyId id;
  const Policy* policy = nullptr;  // null: none
};

// The newest adopted policy whose effective days hold `day`.
[[nodiscard]] PolicyInForce in_force_on(const PolicyBook& book, const SchoolState& school, Date day);

// The same for today, by the zone of the newest; when none holds today, the newest.
[[nodiscard]] PolicyInForce in_force_at(const PolicyBook& book, const SchoolState& school, Instant now);

[[nodiscard]] bool holds(const Policy& policy, Date day);

}  // namespace quyche
