// Checkpoints that a log is held against: whether each is well formed, and whether who has to sign it has.
// Part of verify_school.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/findings.h"
#include "engine/ledger/note.h"
#include "engine/ledger/school_log.h"
#include "engine/ledger/verify_school.h"
#include "engine/ports/store.h"

namespace quyche::ledger {

// Stored, or given.
struct Held {
  Note note;
  Checkpoint checkpoint;
  bool given = false;
};

// A checkpoint of the school that somebody brought. Fails with Q530, Q531.
[[nodiscard]] Outcome<Held> read_given(const std::string& note, const SchoolId& school);

class HeldCheck {
 public:
  // `keys` grows with the log.
  HeldCheck(const SchoolId& school, const VerifyOptions& options, const std::vector<AdoptedKey>& keys,
            Findings& findings)
      : school_(school), options_(options), keys_(keys), findings_(findings) {}

  // Nothing, and a finding, when the stored one is damaged.
  [[nodiscard]] Outcome<std::optional<Held>> stored(StoreReader& reader, std::uint64_t size);
  // Whether the key in force has signed it, and, where that is known to have been another one at the
  // checkpoint before, that one too; else a finding.
  [[nodiscard]] bool is_signed(const Held& held, std::uint64_t previous);
  // The same of a checkpoint of no events, when no key was in force yet: any of the log's own will do, or the
  // one that is trusted.
  [[nodiscard]] bool empty_is_signed(const Held& held);
  // The newest time at which each of the trusted witnesses signed it; a time that is to come is a finding.
  [[nodiscard]] std::vector<Witnessed> witnessed(const Held& held);

 private:
  [[nodiscard]] bool hands_over(const VerifierKey& key, std::uint64_t previous) const;

  SchoolId school_;
  const VerifyOptions& options_;
  const std::vector<AdoptedKey>& keys_;
  Findings& findings_;
};

}  // namespace quyche::ledger
