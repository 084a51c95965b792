// A store that remembers what it was given, so that what is read back can be held against it before it is
// signed: a trigger in the file, or a second program, may have made something else of it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include "engine/base/id.h"
#include "engine/base/result.h"
#include "engine/digest/sha256.h"
#include "engine/ports/store.h"

namespace quyche::runtime {

// Of one school: the events `first` to `last`, as one digest over their leaf hashes in order.
struct SentEvents {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  Digest digest;
  void add(std::uint64_t seq, std::string_view bytes);
};

class RememberingStore : public Store {
 public:
  explicit RememberingStore(std::unique_ptr<Store> behind) : behind_(std::move(behind)) {}
  Outcome<void> write(const Batch& batch) override;
  Outcome<void> commit() override;
  Outcome<void> rollback() override;
  Outcome<std::unique_ptr<StoreReader>> reader() override { return behind_->reader(); }

  // Null: no event of this school was written since the store was opened, or since forget().
  [[nodiscard]] const SentEvents* sent(const SchoolId& school) const;
  // It was checked.
  void forget(const SchoolId& school) { sent_.erase(school); }

 private:
  std::unique_ptr<Store> behind_;
  std::map<SchoolId, SentEvents> sent_;
  std::map<SchoolId, SentEvents> written_;  // with what is not committed
};

// Q537 when the events that a reader finds are not those that were sent; or the store's own errors.
[[nodiscard]] Outcome<void> check_sent(StoreReader& reader, const SchoolId& school, const SentEvents& sent);

}  // namespace quyche::runtime
