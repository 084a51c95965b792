// A store that lives in memory: for rehearsals and tests. Same contract as the one on disk (tests/contract).
//
// The store and its readers belong to one thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/ports/store.h"

namespace quyche::memory {

using NodeKey = std::pair<int, std::uint64_t>;  // level, index

struct SchoolData {
  std::vector<StoredEvent> events;  // seq n stands at n - 1
  std::map<DocumentId, std::vector<std::size_t>>
      of_document;  // places in `events`, ascending; empty: of none
  std::map<DocumentId, StoredDocument> documents;
  std::map<CommandKey, StoredAnswer> answers;
  std::map<Digest, VaultEntry> vault;
  std::optional<StoredSnapshot> snapshot;
  std::map<NodeKey, Digest> nodes;
  std::map<std::uint64_t, std::string> checkpoints;  // by size
};

struct Data {
  std::map<SchoolId, SchoolData> schools;
  std::map<Digest, std::string> policies;
};

class MemoryStore : public Store {
 public:
  MemoryStore();
  [[nodiscard]] Outcome<void> write(const Batch& batch) override;
  [[nodiscard]] Outcome<void> commit() override;
  [[nodiscard]] Outcome<void> rollback() override;
  [[nodiscard]] Outcome<std::unique_ptr<StoreReader>> reader() override;

  // For tests: the next commit() that would write fails with Q512 as a broken disk would make it, and the
  // store stops.
  void fail_next_write(std::string reason) { failure_to_come_ = std::move(reason); }

 private:
  std::shared_ptr<Data> data_;
  Data ahead_;                  // with what is written and not committed
  std::vector<Batch> written_;  // since the last commit
  std::optional<std::string> failure_to_come_;
  std::optional<std::string> stopped_;
};

}  // namespace quyche::memory
