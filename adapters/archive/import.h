// quyche import: an archive back into a store.
#pragma once

#include <string>

#include "adapters/archive/check.h"
#include "engine/base/result.h"
#include "engine/ports/store.h"

namespace quyche::archive {

// Writes what an archive holds into a store, with one transaction: events, policies, vault, tree, checkpoint,
// and what follows from the events. `report` is what check_archive just said of the folder, without problems
// (CHECK); each event is read as this version of quyche knows it before anything is written. Commands whose
// events are there count as answered, so that none is carried out twice; what was refused may be asked again.
// Fails with Q541 (the folder changed since), Q545 (the store holds the school), Q505, Q506 and the store's
// own errors. Needs memory for the whole school.
[[nodiscard]] Outcome<void> import_archive(const std::string& folder, const Report& report, Store& store);

}  // namespace quyche::archive
