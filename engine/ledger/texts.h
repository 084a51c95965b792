// Whose the texts are that the log has commitments to, as the events say it: the vault's own word about that
// is not in the tree.
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/event/event.h"
#include "engine/ports/store.h"

namespace quyche::ledger {

// A name belongs to the person it names, any other text to whoever wrote it. Empty: nobody's.
[[nodiscard]] const PersonId& owner_of_texts(const Event& event);

// The texts that the school's events, or the vault, say are this person's, as far as they are there: what an
// erasure has to remove. Reads the whole log. Fails with Q505 when an event cannot be read.
[[nodiscard]] Outcome<std::vector<VaultEntry>> texts_of(StoreReader& reader, const SchoolId& school,
                                                        const PersonId& person);

}  // namespace quyche::ledger
