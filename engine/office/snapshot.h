// A school without its documents, as canonical JSON: opening it need not fold everything that ever happened.
//
// Derived from the events, never more than them: of another version it is made anew.
#pragma once

#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/ports/store.h"
#include "engine/school/school_state.h"

namespace quyche {

inline constexpr int snapshot_version = 1;

// Documents, timers, documents_created and the time of the last event are left out: the store's index of
// documents and its last event have them.
[[nodiscard]] StoredSnapshot take_snapshot(const SchoolState& school);

// What was left out is empty; last_seq is the event that the snapshot was taken at. Nothing when it is of
// another version. Strict: fails with Q522 when it is not what take_snapshot writes.
[[nodiscard]] Outcome<std::optional<SchoolState>> read_snapshot(const SchoolId& school,
                                                                const StoredSnapshot& stored);

}  // namespace quyche
