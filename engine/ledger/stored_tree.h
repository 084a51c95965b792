// A school's tree as the store holds it: nodes of the stored levels, and events for what has none yet. Not
// thread safe; `reader` outlives it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/ledger/proof.h"
#include "engine/ledger/tree.h"
#include "engine/ports/store.h"

namespace quyche::ledger {

class StoredTree {
 public:
  StoredTree(StoreReader& reader, SchoolId school) : reader_(reader), school_(std::move(school)) {}

  // The hash of a perfect node: the stored one, or what its children or its event give. Fails with Q514 when
  // an event that it covers is not there, or with the store's own errors.
  [[nodiscard]] Outcome<Digest> node(NodeId id);
  [[nodiscard]] Outcome<Digest> root(std::uint64_t size);
  // One hash a step.
  [[nodiscard]] Outcome<std::vector<Digest>> hashes(const std::vector<ProofStep>& steps);
  // The right edge of the first `size` events, so that the tree can grow from there.
  [[nodiscard]] Outcome<Frontier> frontier(std::uint64_t size);

 private:
  StoreReader& reader_;
  SchoolId school_;
};

// The newest checkpoint, of any size.
[[nodiscard]] Outcome<std::optional<StoredCheckpoint>> newest_checkpoint(StoreReader& reader,
                                                                         const SchoolId& school);

// The proof of event `seq` against a stored checkpoint that covers it (CHECK), with the event's bytes as its
// extra data. It is checked before it is given: Q534 when the nodes and the event do not lead to the
// checkpoint's root, Q530 or Q531 when the checkpoint cannot be read.
[[nodiscard]] Outcome<Proof> prove(StoreReader& reader, const SchoolId& school, std::uint64_t seq,
                                   const StoredCheckpoint& checkpoint);

}  // namespace quyche::ledger
