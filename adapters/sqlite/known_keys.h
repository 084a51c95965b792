// What the writer remembers of the rows it wrote, so that it need not ask SQLite for them: keys of schools
// and documents never change, and nobody else writes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "adapters/sqlite/limits.h"
#include "engine/ports/store.h"

namespace quyche::sqlite {

// A map that forgets what was not asked for lately: it holds between `most` and twice as many.
template <class Key, class Value>
class Remembered {
 public:
  explicit Remembered(std::size_t most) : most_(most) {}

  // Stays where it is until the next find or put.
  Value* find(const Key& key) {
    if (const auto found = young_.find(key); found != young_.end()) return &found->second;
    const auto found = old_.find(key);
    if (found == old_.end()) return nullptr;
    Value value = std::move(found->second);
    old_.erase(found);
    return &put(key, std::move(value));
  }
  Value& put(const Key& key, Value value) {
    if (young_.size() >= most_) {
      old_ = std::move(young_);
      young_.clear();
    }
    return young_.insert_or_assign(key, std::move(value)).first->second;
  }
  void forget() {
    young_.clear();
    old_.clear();
  }

 private:
  std::size_t most_;
  std::unordered_map<Key, Value> young_;
  std::unordered_map<Key, Value> old_;
};

struct KnownSchool {
  std::int64_t key = 0;
  std::uint64_t last_seq = 0;
};

// The part of a document's row that indexes look at: a row is written anew without touching an index that
// stays as it is.
struct IndexedColumns {
  bool open = false;
  bool late = false;
  bool timed = false;
  DocumentTypeId type;
  int school_year = 0;
  std::string period;
  [[nodiscard]] static IndexedColumns of(const StoredDocument& document);
};

struct KnownDocument {
  std::int64_t key = 0;
  std::optional<IndexedColumns> row;  // nothing: the document has no row
};

}  // namespace quyche::sqlite
