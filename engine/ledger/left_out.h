// A school that came from an archive without names and texts says so in its store: what is missing there was
// not erased, it never was there.
#pragma once

#include <cstdint>

#include "engine/base/result.h"
#include "engine/ports/store.h"

namespace quyche::ledger {

// The mark for texts of the first `events` events: an entry of the vault that no event names. Its text is the
// number, and nobody's.
[[nodiscard]] VaultEntry left_out_mark(std::uint64_t events);

// Texts of how many events were left out; 0: none. Fails with the store's own errors.
[[nodiscard]] Outcome<std::uint64_t> left_out(StoreReader& reader, const SchoolId& school);

}  // namespace quyche::ledger
