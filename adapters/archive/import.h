// quyche import: an archive back into a store.
#pragma once

#include <string>

#include "adapters/archive/check.h"
#include "engine/base/result.h"
#include "engine/ports/store.h"

namespace quyche::archive {

enum class Pieces {
  one,  // one transaction: all of the school or nothing. Needs memory for the whole school
  many  // a few thousand events a transaction. Half of it may be there when it fails: for a store of its own
};

// Writes what an archive holds into a store: events, policies, vault, tree, checkpoints, and what follows
// from the events. `report` is what check_archive just said of the folder, without problems (CHECK). Commands
// whose events are there count as answered, so that none is carried out twice; what was refused may be asked
// again. Memory grows with the documents and people. Fails with Q541 (the folder changed since), Q545 (the
// store holds the school), Q505, Q506 and the store's own errors.
[[nodiscard]] Outcome<void> import_archive(const std::string& folder, const Report& report, Store& store,
                                           Pieces pieces = Pieces::one);

}  // namespace quyche::archive
