// Batches whose parts depend on each other, so that half a batch shows, and a check that tells how many of
// them a store holds.
#pragma once

#include <cstdint>
#include <string>

#include "engine/ports/store.h"

namespace quyche::durability {

inline const SchoolId linked_school{"truong-a"};

// The k-th batch, from 1: one to three events, two documents, an answer, a vault entry, nodes, and now and
// then a snapshot.
[[nodiscard]] Batch linked_batch(int k);
[[nodiscard]] std::uint64_t last_seq_of(int k);

struct Held {
  int batches = 0;
  std::string wrong;  // empty: exactly the first `batches` batches are there, whole
};
[[nodiscard]] Held batches_held(StoreReader& reader);

}  // namespace quyche::durability
