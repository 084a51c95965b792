// A school from its stored events: its policies and the fold of what happened.
#pragma once

#include <optional>

#include "engine/base/result.h"
#include "engine/policy/policy.h"
#include "engine/ports/store.h"
#include "engine/school/school_state.h"

namespace quyche {

struct LoadedSchool {
  PolicyBook policies;
  SchoolState state;  // not open when the school has no events
};

// Adds every stored policy. Fails with Q506 (one that is damaged) or the store's own errors.
[[nodiscard]] Outcome<void> load_policies(StoreReader& reader, PolicyBook& book);

// Folds the events of `school`, all of them or those decided at or before `until`. Fails with Q505 (an event
// that is damaged, out of order or of another school), Q506 (a policy that is damaged or missing) or the
// store's own errors.
[[nodiscard]] Outcome<LoadedSchool> load_school(StoreReader& reader, const SchoolId& school,
                                                std::optional<Instant> until = std::nullopt);

}  // namespace quyche
