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
  // Where each object of the store behind is safe for a thread of its own, nothing need be locked around it.
  enum class Locks { all, none };
  explicit ProbeStore(Store& behind, Locks locks = Locks::all) : behind_(behind), locks_(locks) {}

  Outcome<void> write(const Batch& batch) override {
    if (failed_) return fail("Q513", "probe");
    const auto lock = locked();
    auto written = behind_.write(batch);
    if (written) written_.push_back(batch);
    return written;
  }
  Outcome<void> commit() override {
    if (before_commit) before_commit();
    if (failed_) return fail("Q513", "probe");
    if (fail_next_) failed_ = true;
    if (failed_) return fail("Q512", "probe");
    const auto lock = locked();
    auto committed = behind_.commit();
    const std::vector<Batch> batches = std::exchange(written_, {});
    const std::scoped_lock of_the_list(list_mutex_);
    if (!committed) return committed;
    if (!batches.empty()) ++transactions_;
    batches_.insert(batches_.end(), batches.begin(), batches.end());
    return committed;
  }
  Outcome<void> rollback() override {
    const auto lock = locked();
    written_.clear();
    return behind_.rollback();
  }
  Outcome<std::unique_ptr<StoreReader>> reader() override;

  // Called at the beginning of each commit, without a lock.
  std::function<void()> before_commit;
  // The n-th load of a document's events from now on fails; 0: none.
  void fail_load(int n) { loads_to_failure_ = n; }
  // The next commit fails, and so does everything after it.
  void fail_next_commit() { fail_next_ = true; }
  [[nodiscard]] std::vector<Batch> batches() {
    const std::scoped_lock lock(list_mutex_);
    return batches_;
  }
  // How often it was written; several batches may be written at once.
  [[nodiscard]] std::size_t transactions() {
    const std::scoped_lock lock(list_mutex_);
    return transactions_;
  }

 private:
  class Reader;
  [[nodiscard]] std::unique_lock<std::mutex> locked() {
    return locks_ == Locks::all ? std::unique_lock(mutex_) : std::unique_lock<std::mutex>();
  }
  Store& behind_;
  Locks locks_;
  std::mutex mutex_;
  std::mutex list_mutex_;
  std::vector<Batch> written_;  // not committed; the writer's
  std::vector<Batch> batches_;
  std::size_t transactions_ = 0;
  std::atomic<bool> fail_next_ = false;
  std::atomic<bool> failed_ = false;
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
  Locked locked() { return {store_.locked(), *behind_}; }

  ProbeStore& store_;
  std::unique_ptr<StoreReader> behind_;
};

inline Outcome<std::unique_ptr<StoreReader>> ProbeStore::reader() {
  const auto lock = locked();
  auto behind = behind_.reader();
  if (!behind) return tl::unexpected(behind.error());
  return std::make_unique<Reader>(*this, std::move(*behind));
}

}  // namespace quyche::test
