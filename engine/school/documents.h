// The documents of a school: all of them in memory, or those asked for, loaded from where the school is kept.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/due/duty_period.h"
#include "engine/ports/store.h"
#include "engine/school/document.h"

namespace quyche {

// Port: where documents lie that are not in memory. Rows may be older than what Documents holds of them.
class DocumentSource {
 public:
  virtual ~DocumentSource() = default;
  [[nodiscard]] virtual Outcome<std::optional<Document>> load(const DocumentId& id) = 0;
  // Those of a type and school year, or of one period of it when it is given.
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> of(const DocumentTypeId& type, SchoolYear year,
                                                                const DutyPeriod* period) = 0;
  // The open ones, in any order. A visit does not ask the source.
  using RowVisit = std::function<void(const StoredDocument& row)>;
  [[nodiscard]] virtual Outcome<void> each_open(const RowVisit& visit) = 0;
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> late() = 0;
  // Those with id > after, by id, at most `count`.
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> page(const DocumentId& after,
                                                                  std::size_t count) = 0;
  [[nodiscard]] virtual Outcome<std::uint64_t> count() = 0;
};

// What can be said of a document without loading it.
struct DocumentFacts {
  const DocumentId& id;
  const DocumentTypeId& type;
  const StateId& state;
  const PersonId& owner;
  const UnitId& unit;
};

// A map from id to document. With a source, what was changed stays in memory until its batch is confirmed to
// lie in the source; of the rest trim() keeps the `cached_max` asked for last. A load that fails reads as
// "not there" and is remembered as fault(): whatever was decided since then must not be used.
//
// Not thread safe, not even for reading: finding may load.
class Documents {
 public:
  Documents() = default;  // without a source: in memory
  Documents(std::shared_ptr<DocumentSource> source, std::uint64_t count, std::size_t cached_max)
      : source_(std::move(source)), cached_max_(cached_max), count_(count) {}
  // A copy stands for itself: it loads everything and has no source.
  Documents(const Documents& other);
  Documents& operator=(const Documents& other);
  Documents(Documents&&) = default;
  Documents& operator=(Documents&&) = default;
  ~Documents() = default;

  // Null when there is none. Valid until the next trim().
  [[nodiscard]] const Document* find(const DocumentId& id) const;
  [[nodiscard]] std::uint64_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

  // Adds it, or puts it in the place of the one with its id.
  void insert(Document document);
  // Calls change(document), which leaves id and type as they are. False when there is none.
  template <class Change>
  bool change(const DocumentId& id, Change change) {
    Entry* entry = entry_of(id);
    if (entry == nullptr) return false;
    const DutyPeriod before = duty_period_of(entry->document);
    change(entry->document);
    changed(*entry, before);
    return true;
  }

  using Facts = std::function<bool(const DocumentFacts&)>;
  using Visit = std::function<void(const Document&)>;
  // Whether `wanted` holds of one of a type and school year, or of one period of it when it is given.
  [[nodiscard]] bool any_of(const DocumentTypeId& type, SchoolYear year, const DutyPeriod* period,
                            const Facts& wanted) const;
  // Every open document of which `wanted` holds, by id. Others that are in memory may be among them.
  void each_open(const Facts& wanted, const Visit& visit) const;
  // Every late document, by id. Others that are in memory may be among them.
  void each_late(const Visit& visit) const;
  // All, by id. `visit` may keep no pointer.
  void each(const Visit& visit) const;

  // What was changed until now belongs to the batch of the number that is given back; numbers grow.
  std::uint64_t end_batch() { return batch_++; }
  // The source holds what the batches until `number` changed.
  void confirm(std::uint64_t number);
  // Forgets what need not be kept.
  void trim() const;
  [[nodiscard]] std::size_t held() const { return entries_.size(); }
  [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

  // Whether both hold the same documents, however many of them are in memory.
  bool operator==(const Documents& other) const;

 private:
  struct Entry {
    Document document;
    std::uint64_t changed_in = 0;  // the batch that holds it in memory; 0: none
    std::list<Entry*>::iterator place;
    bool idle = false;  // in idle_, at `place`
  };
  using Period = std::pair<DocumentTypeId, DutyPeriod>;

  Entry* entry_of(const DocumentId& id) const;
  Entry* loaded(const DocumentId& id) const;
  void changed(Entry& entry, const DutyPeriod& before);
  void pin(Entry& entry);
  void add_to_index(const Document& document) const;
  void drop_from_index(const Document& document, const DutyPeriod& period) const;
  [[nodiscard]] std::vector<DocumentId> held_ids() const;
  [[nodiscard]] std::vector<StoredDocument> rows(Outcome<std::vector<StoredDocument>> read) const;
  void visit_loaded(const DocumentId& id, const Visit& visit) const;

  std::shared_ptr<DocumentSource> source_;
  std::size_t cached_max_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t batch_ = 1;
  std::deque<std::pair<std::uint64_t, Entry*>> pins_;  // by batch
  // What is in memory is no part of the value.
  mutable std::unordered_map<DocumentId, Entry> entries_;
  mutable std::map<Period, std::vector<const Document*>> index_;
  mutable std::list<Entry*> idle_;                 // may be forgotten; asked for last at the front
  mutable std::unordered_set<DocumentId> absent_;  // the source has none, as was found since the last trim()
  mutable std::optional<Error> fault_;
};

}  // namespace quyche
