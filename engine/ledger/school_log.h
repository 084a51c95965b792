// What a school's own log says about its ledger: the log's name, and which keys sign since which event.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/result.h"
#include "engine/ledger/note.h"
#include "engine/ports/store.h"

namespace quyche::ledger {

// The origin of a school's checkpoints and the name of its keys: "quyche/<school>".
[[nodiscard]] std::string origin_of(const SchoolId& school);

// A key that the log took up with the event `since` (key_adopted).
struct AdoptedKey {
  VerifierKey key;
  std::uint64_t since = 0;
  bool lost = false;  // the key before it was lost: nothing of that one's vouches for this one
  // Taken up again after the data were put back from a copy: the size (else 0) and root of the checkpoint
  // that had been signed and that this log does not continue.
  std::uint64_t abandoned_size = 0;
  Digest abandoned_root;
  bool operator==(const AdoptedKey&) const = default;
};

// The keys that the school's events adopt, in order. Fails with Q505 when such an event is damaged or its key
// is none of the school's, or with the store's own errors. Reads the events that are about no document.
[[nodiscard]] Outcome<std::vector<AdoptedKey>> adopted_keys(StoreReader& reader, const SchoolId& school);

// Who has to sign the checkpoint of `size` events when the one before it covers `previous` (0: none): the key
// in force at `size`, and each that was in force since `previous`, so that an old key vouches for the events
// that hand over to the next. A key that was lost cannot. Oldest first.
[[nodiscard]] std::vector<VerifierKey> signers(std::span<const AdoptedKey> keys, std::uint64_t previous,
                                               std::uint64_t size);

// The first key behind `key` that took over without being handed to: whoever trusts `key` knows nothing of
// it. Null: there is none.
[[nodiscard]] const AdoptedKey* lost_after(std::span<const AdoptedKey> keys, const VerifierKey& key);

}  // namespace quyche::ledger
