// Signing what a school's store holds: checkpoints (engine/ledger/checkpoint.h).
#pragma once

#include <optional>
#include <span>
#include <string>

#include "adapters/runtime/sent_events.h"
#include "adapters/signing/ed25519.h"
#include "adapters/signing/signed_file.h"
#include "engine/base/result.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ports/store.h"

namespace quyche::runtime {

struct MadeCheckpoint {
  ledger::Checkpoint checkpoint;
  std::string note;
  bool fresh = false;  // false: the newest one covers everything already
};

// Who signs, and what they know.
struct Signer {
  std::span<const signing::SigningKey> keys;
  // What these keys signed last; null: nobody remembers.
  const signing::SignedFile* signed_file = nullptr;
  // What the store was given by this program; null: nothing, or nobody remembers.
  const SentEvents* sent = nullptr;
  // The key's holder has put the data back from a copy and knows that what was signed since is given up.
  bool accept_restore = false;
};

// Reads back what was committed, rehashes it from the newest stored checkpoint on, checks that it is what was
// sent, that the tree up to there is the one that was signed, and that it continues what each of the keys
// signed last, notes beside the keys what is signed now, and stores the new nodes and the new checkpoint.
// Nothing is written when it fails: Q503 (the school has no events), Q537 (the store does not continue what
// was signed), Q538 (the log names no key, or one that has to sign is not among `keys`), Q505, Q530 to Q532
// (the newest checkpoint is damaged), what the signed file fails with, or the store's own errors.
[[nodiscard]] Outcome<MadeCheckpoint> make_checkpoint(Store& store, const SchoolId& school,
                                                      const Signer& signer);
[[nodiscard]] inline Outcome<MadeCheckpoint> make_checkpoint(Store& store, const SchoolId& school,
                                                             std::span<const signing::SigningKey> keys) {
  return make_checkpoint(store, school, Signer{keys});
}

// What was signed last by a key of the log that signs now, where the log does not continue it; nothing when
// it does. Fails as make_checkpoint does.
[[nodiscard]] Outcome<std::optional<signing::LastSigned>> given_up(StoreReader& reader,
                                                                   const SchoolId& school,
                                                                   const Signer& signer);

}  // namespace quyche::runtime
