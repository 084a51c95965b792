// A school from its stored events: its policies and the fold of what happened.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/policy/policy.h"
#include "engine/ports/store.h"
#include "engine/school/school_state.h"

namespace quyche {

struct LoadedSchool {
  PolicyBook policies;
  SchoolState state;  // not open when the school has no events
};

// Folds the events of `school`, all of them or those decided at or before `until`, into memory. Fails with
// Q505 (an event that is damaged, out of order or of another school), Q506 (a policy that is damaged or
// missing) or the store's own errors.
[[nodiscard]] Outcome<LoadedSchool> load_school(StoreReader& reader, const SchoolId& school,
                                                std::optional<Instant> until = std::nullopt);

// What opening a school takes; it does not depend on how many events or documents the school has.
struct OpenedSchool {
  LoadedSchool school;
  std::uint64_t events_since_snapshot = 0;  // about no document
};

// The school as it stands, from its newest snapshot and what came after; documents are loaded when asked for,
// each as of the school's last event at the time of this call, or always the newest when `only_writer`.
// Nothing when the school has events but no snapshot that can be used: load_school folds it. Documents that
// changed after a reader opened the school may be missing in its queries. `reader` outlives the state.
// SchoolState::timers stays empty unless they are asked for: only who lets time pass, or wants to know when
// it will act, needs them. `policies` spares reading the store's policies; null: they are read. Also fails
// with Q522.
struct OpenSchoolOptions {
  std::size_t documents_cached_max = limits::documents_cached_max;
  bool only_writer = false;
  const PolicyBook* policies = nullptr;
  bool timers = false;
};
[[nodiscard]] Outcome<std::optional<OpenedSchool>> open_school(StoreReader& reader, const SchoolId& school,
                                                               const OpenSchoolOptions& options = {});

[[nodiscard]] Outcome<PolicyBook> load_policies(StoreReader& reader);

}  // namespace quyche
