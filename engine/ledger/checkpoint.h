// Checkpoints (c2sp.org/tlog-checkpoint): origin, size and root of a tree, as the text of a signed note:
// three lines, the size in decimal without leading zeros, the root in base64.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/digest/sha256.h"
#include "engine/ledger/note.h"

namespace quyche::ledger {

struct Checkpoint {
  std::string origin;  // the log's name, also the name of the key that signs it: "quyche/<school>"
  std::uint64_t size = 0;
  Digest root;
  bool operator==(const Checkpoint&) const = default;
};

[[nodiscard]] std::string checkpoint_text(const Checkpoint& checkpoint);
// Fails with Q531 and what is wrong. Extension lines are refused: quyche writes none, and the specification
// advises against them. Sizes are at most 2^53 - 1.
[[nodiscard]] Outcome<Checkpoint> read_checkpoint(std::string_view text);

// A note whose text is a checkpoint of `key.name`, signed by `key`. Fails with Q530, Q531, or Q532 when no
// good signature of the key is on it.
[[nodiscard]] Outcome<Checkpoint> verified_checkpoint(std::string_view note, const VerifierKey& key,
                                                      const Verify& verify);

}  // namespace quyche::ledger
