// Checking a whole school: what is stored against its own log, and the log against what was signed.
//
// One pass over the events, in order. Memory is bounded by VerifyOptions::documents_max and does not grow
// with the log, but for a word a checkpoint.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/note.h"
#include "engine/ledger/school_log.h"
#include "engine/ports/store.h"

namespace quyche::ledger {

// Where the damage is. Only `log` and `policy` put what happened in doubt.
enum class Area {
  log,         // events, or what was signed about them
  fork,        // two histories were signed: the log is one of them, and sound
  policy,      // a policy that events were decided under
  checkpoint,  // a stored checkpoint that proves nothing
  tree,        // stored nodes: the log is sound
  index,       // rows and snapshots, which follow from the log: the log is sound
  vault        // a text that is not the one committed to, is gone or kept against the log, or is too much
};
inline constexpr std::size_t areas = 7;
[[nodiscard]] std::string_view name_of(Area area);

struct Finding {
  Area area = Area::log;
  std::uint64_t seq = 0;  // the first event concerned; 0: none
  std::string label;      // of engine/messages: "verify.event_changed"
  std::vector<std::string> args;
  bool operator==(const Finding&) const = default;
};

struct VerifyOptions {
  Verify verify;  // checks signatures
  // A key that one who asks has from elsewhere: the log has to name it. Without one the log's own word about
  // its keys is taken.
  std::optional<VerifierKey> key;
  std::vector<VerifierKey> witnesses;  // cosigners that are trusted
  std::vector<std::string> notes;      // checkpoints from elsewhere that the log has to continue
  // The time now, in seconds since 1970: a witness cannot have signed later. Without one that is not checked.
  std::optional<std::int64_t> now_s;
  bool index = true;  // compare rows and snapshot with the fold
  bool vault = true;  // compare texts with their commitments and with who was erased
  // Ask the store whether its own structure is sound. It is one for all schools: once is enough for a file.
  bool structure = true;
  std::size_t documents_max = limits::verify_documents_max;  // folded at a time
  std::size_t findings_max = limits::verify_findings_max;    // told; all are counted
};

struct Witnessed {
  std::uint64_t size = 0;
  std::string witness;
  std::int64_t time_s = 0;
  bool operator==(const Witnessed&) const = default;
};

struct VerifyReport {
  std::vector<Finding> findings;  // by area, then by seq; at most VerifyOptions::findings_max
  std::uint64_t found = 0;        // how many there are in all
  std::uint64_t events = 0;
  std::uint64_t checkpoints = 0;  // stored ones
  std::uint64_t covered = 0;      // events under the newest good checkpoint, stored or given
  std::uint64_t documents = 0;
  std::uint64_t texts = 0;             // of the vault that match their commitments
  std::uint64_t erased = 0;            // commitments whose text went with the person
  std::uint64_t missing = 0;           // those whose text is gone though nobody was erased
  std::uint64_t left_out = 0;          // those of an archive that came without them
  std::vector<AdoptedKey> keys;        // as the log names them
  std::optional<Witnessed> witnessed;  // the newest checkpoint that a trusted witness signed
  bool index_compared = false;         // not when the log is damaged: its fold says nothing then
};

// Damage is a finding, also that all events are gone. Fails with Q503 (no such school), with Q530 or Q531 (a
// given note is no checkpoint of this school), or with the store's own errors when it cannot be read.
[[nodiscard]] Outcome<VerifyReport> verify_school(StoreReader& reader, const SchoolId& school,
                                                  const VerifyOptions& options);

}  // namespace quyche::ledger
