// A school of a thousand events, made once by the program itself in a directory on disk, with five
// checkpoints; and its contents in memory, to be changed at will.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/memory/memory_store.h"
#include "adapters/signing/key_file.h"
#include "engine/ledger/verify_school.h"
#include "engine/ports/store.h"
#include "tests/contract/temp_dir.h"

namespace quyche::test {

inline const SchoolId small_school{"le-loi"};

// What a school's store holds, as plain values.
struct Contents {
  std::vector<StoredEvent> events;
  std::vector<StoredDocument> documents;
  std::vector<StoredPolicy> policies;
  std::vector<VaultEntry> vault;
  std::vector<StoredNode> nodes;  // of levels 0, 8, 16
  std::vector<StoredCheckpoint> checkpoints;
  std::optional<StoredSnapshot> snapshot;
};
[[nodiscard]] Contents read_contents(StoreReader& reader, const SchoolId& school);
[[nodiscard]] std::unique_ptr<memory::MemoryStore> store_of(const Contents& contents);

// The data directory; nobody changes it.
[[nodiscard]] const std::string& thousand_events_dir();
[[nodiscard]] const Contents& thousand_events();
[[nodiscard]] const std::vector<signing::SigningKey>& thousand_events_keys();
// A copy of the directory and of its key file, as `name` in `temp`.
[[nodiscard]] std::string copy_of_thousand_events(const contract::TempDir& temp, const std::string& name);

[[nodiscard]] ledger::VerifyReport verified(StoreReader& reader, ledger::VerifyOptions options = {});
[[nodiscard]] ledger::VerifyReport verified(const Contents& contents, ledger::VerifyOptions options = {});

// "area seq label args...", one a finding.
[[nodiscard]] std::vector<std::string> told(const ledger::VerifyReport& report);
using Told = std::vector<std::string>;

}  // namespace quyche::test
