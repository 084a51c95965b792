// In which unit somebody owes the documents of a duty.
#pragma once

#include <set>

#include "engine/policy/policy.h"
#include "engine/school/school_state.h"

namespace quyche {

// The unit in which someone of these roles owes documents of `type`: the first by id of several; empty for a
// role of the whole school.
[[nodiscard]] UnitId owing_unit(const Policy& policy, const DocumentType& type,
                                const std::set<Assignment>& roles);

}  // namespace quyche
