// A store for tests that any thread may use, that keeps what was written and breaks when it is told to.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/ports/store.h"

namespace quyche::test {

class ProbeStore : public Store {
 public:
  explicit ProbeStore(Store& behind) : behind_(behind) {}

  Outcome<void> append(const Batch& batch) override {
    if (before_append) before_append();
    const std::scoped_lock lock(mutex_);
    auto written = behind_.append(batch);
    if (written) batches_.push_back(batch);
    return written;
  }
  Outcome<std::unique_ptr<StoreReader>> reader() override;

  // Called at the beginning of each append, without a lock.
  std::function<void()> before_append;
  // The n-th load of a document's events from now on fails; 0: none.
  void fail_load(int n) { loads_to_failure_ = n; }
  [[nodiscard]] std::vector<Batch> batches() {
    const std::scoped_lock lock(mutex_);
    return batches_;
  }

 private:
  class Reader;
  Store& behind_;
  std::mutex mutex_;
  std::vector<Batch> batches_;
  std::atomic<int> loads_to_failure_ = 0;
};

class ProbeStore::Reader : public StoreReader {
 public:
  Reader(ProbeStore& store, std::unique_ptr<StoreReader> behind)
      : store_(store), behind_(std::move(behind)) {}

  Outcome<std::vector<SchoolId>> schools() override { return locked()->schools(); }
  Outcome<std::uint64_t> last_seq(const SchoolId& school) override { return locked()->last_seq(school); }
  Outcome<std::vector<StoredEvent>> events(const SchoolId& school, std::uint64_t from,
                                           std::size_t count) override {
    return locked()->events(school, from, count);
  }
  Outcome<void> each_event(const SchoolId& school, std::uint64_t from, std::size_t count,
                           const EventVisit& visit) override {
    return locked()->each_event(school, from, count, visit);
  }
  Outcome<std::vector<StoredEvent>> document_events(const SchoolId& school, const DocumentId& document,
                                                    std::uint64_t from, std::size_t count) override {
    if (store_.loads_to_failure_ > 0 && --store_.loads_to_failure_ == 0) return fail("Q515", "probe");
    return locked()->document_events(school, document, from, count);
  }
  Outcome<std::vector<StoredEvent>> school_events(const SchoolId& school, std::uint64_t from,
                                                  std::size_t count) override {
    return locked()->school_events(school, from, count);
  }
  Outcome<std::optional<StoredDocument>> document(const SchoolId& school, const DocumentId& id) override {
    return locked()->document(school, id);
  }
  Outcome<std::vector<StoredDocument>> documents(const SchoolId& school, const DocumentId& after,
                                                 std::size_t count) override {
    return locked()->documents(school, after, count);
  }
  Outcome<std::uint64_t> document_count(const SchoolId& school) override {
    return locked()->document_count(school);
  }
  Outcome<std::vector<StoredDocument>> open_documents(const SchoolId& school) override {
    return locked()->open_documents(school);
  }
  Outcome<std::vector<StoredDocument>> late_documents(const SchoolId& school) override {
    return locked()->late_documents(school);
  }
  Outcome<std::vector<StoredDocument>> timed_documents(const SchoolId& school) override {
    return locked()->timed_documents(school);
  }
  Outcome<std::vector<StoredDocument>> documents_of(const SchoolId& school, const DocumentTypeId& type,
                                                    int school_year,
                                                    const std::optional<std::string>& period) override {
    return locked()->documents_of(school, type, school_year, period);
  }
  Outcome<std::optional<StoredSnapshot>> snapshot(const SchoolId& school) override {
    return locked()->snapshot(school);
  }
  Outcome<std::vector<StoredNode>> nodes(const SchoolId& school, int level, std::uint64_t from,
                                         std::size_t count) override {
    return locked()->nodes(school, level, from, count);
  }
  Outcome<std::optional<StoredCheckpoint>> checkpoint(const SchoolId& school, std::uint64_t size) override {
    return locked()->checkpoint(school, size);
  }
  Outcome<std::vector<StoredPolicy>> policies() override { return locked()->policies(); }
  Outcome<std::optional<StoredAnswer>> answer(const SchoolId& school, const CommandKey& key) override {
    return locked()->answer(school, key);
  }
  Outcome<std::optional<VaultEntry>> vault(const SchoolId& school, const Digest& commitment) override {
    return locked()->vault(school, commitment);
  }
  Outcome<std::vector<VaultEntry>> vault_of(const SchoolId& school, const PersonId& person) override {
    return locked()->vault_of(school, person);
  }
  Outcome<std::vector<VaultEntry>> vault_entries(const SchoolId& school, const std::optional<Digest>& after,
                                                 std::size_t count) override {
    return locked()->vault_entries(school, after, count);
  }
  Outcome<std::vector<std::string>> structure_problems(std::size_t count) override {
    return locked()->structure_problems(count);
  }

 private:
  // Held until the end of the expression that it stands in.
  struct Locked {
    std::unique_lock<std::mutex> lock;
    StoreReader& reader;
    StoreReader* operator->() { return &reader; }
  };
  Locked locked() { return {std::unique_lock(store_.mutex_), *behind_}; }

  ProbeStore& store_;
  std::unique_ptr<StoreReader> behind_;
};

inline Outcome<std::unique_ptr<StoreReader>> ProbeStore::reader() {
  const std::scoped_lock lock(mutex_);
  auto behind = behind_.reader();
  if (!behind) return tl::unexpected(behind.error());
  return std::make_unique<Reader>(*this, std::move(*behind));
}

}  // namespace quyche::test
