// Signing what a school's store holds: checkpoints (engine/ledger/checkpoint.h).
#pragma once

#include <span>
#include <string>

#include "adapters/signing/ed25519.h"
#include "engine/base/result.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ports/store.h"

namespace quyche::runtime {

struct MadeCheckpoint {
  ledger::Checkpoint checkpoint;
  std::string note;
  bool fresh = false;  // false: the newest one covers everything already
};

// Reads back what was committed, rehashes it from the newest stored checkpoint on, checks that the tree up to
// there is the one that was signed, and stores the new nodes and the new checkpoint. Nothing is written when
// it fails: Q503 (the school has no events), Q537 (the store does not continue the newest checkpoint), Q538
// (the log names no key, or one that has to sign is not among `keys`), Q505, Q530 to Q532 (the newest
// checkpoint is damaged), or the store's own errors.
[[nodiscard]] Outcome<MadeCheckpoint> make_checkpoint(Store& store, const SchoolId& school,
                                                      std::span<const signing::SigningKey> keys);

}  // namespace quyche::runtime
