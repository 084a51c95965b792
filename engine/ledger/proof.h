// Proofs (c2sp.org/tlog-proof): one event, its place, the way to the root, and the signed checkpoint. A proof
// stands alone: whoever has the log's key checks it without the store.
//
//   c2sp.org/tlog-proof@v1
//   extra <base64>            optional; quyche writes the event's bytes
//   index <leaf, from 0>
//   <base64 of a hash>        one a line, from the leaf's sibling to the root's child
//                             an empty line, then the checkpoint, a signed note
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
  std::string extra;           // opaque and not authenticated by itself; quyche puts the event's bytes here,
                               // which count for nothing until verify_proof has hashed them; empty: no line
  std::vector<Digest> hashes;  // from the leaf up
  std::string checkpoint;      // signed note
  bool operator==(const Proof&) const = default;
};

[[nodiscard]] std::string write_proof(const Proof& proof);
// Strict: exactly what write_proof writes, at most limits::proof_bytes_max. Fails with Q533 and what is
// wrong, or Q530 or Q531 when that is in the checkpoint.
[[nodiscard]] Outcome<Proof> read_proof(std::string_view bytes);

// Whether the event `bytes` is leaf proof.index of the checkpoint that `key` signed. Fails with Q530 to Q532
// or Q534 (the hashes do not lead to the root).
[[nodiscard]] Outcome<Checkpoint> verify_proof(const Proof& proof, std::string_view bytes,
                                               const VerifierKey& key, const Verify& verify);

}  // namespace quyche::ledger
