// Proof bundles (C2SP tlog-proof): one event, its place, the way to the root, and the signed checkpoint. A
// bundle stands alone: whoever has the log's key checks it without the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/digest/sha256.h"
#include "engine/ledger/checkpoint.h"

namespace quyche::ledger {

struct Proof {
  std::uint64_t index = 0;     // leaf, from 0
  std::string extra;           // opaque; quyche puts the event's bytes here, so the file says what it proves
  std::vector<Digest> hashes;  // from the leaf up
  std::string checkpoint;      // signed note
  bool operator==(const Proof&) const = default;
};

[[nodiscard]] std::string write_proof(const Proof& proof);
// Strict: exactly what write_proof writes. Fails with Q533 and what is wrong.
[[nodiscard]] Outcome<Proof> read_proof(std::string_view bytes);

// Whether the event `bytes` is leaf proof.index of the checkpoint that `key` signed. Fails with Q530 to Q532
// or Q534 (the hashes do not lead to the root).
[[nodiscard]] Outcome<Checkpoint> verify_proof(const Proof& proof, std::string_view bytes,
                                               const VerifierKey& key, const Verify& verify);

}  // namespace quyche::ledger
