// The contract of engine/ports/store.h as tests, and what makes each store under test.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "engine/ports/store.h"

namespace quyche::contract {

class StoreMaker {
 public:
  virtual ~StoreMaker() = default;
  virtual std::unique_ptr<Store> fresh() = 0;
  // Closes the store and opens it again; what keeps nothing beyond its life gives the same object back.
  virtual std::unique_ptr<Store> reopen(std::unique_ptr<Store> store) = 0;
};

struct StoreKind {
  const char* name;
  std::unique_ptr<StoreMaker> (*maker)();
};
inline std::ostream& operator<<(std::ostream& out, const StoreKind& kind) { return out << kind.name; }

[[nodiscard]] const std::vector<StoreKind>& store_kinds();

// A digest that a test can tell from others.
[[nodiscard]] Digest digest(const std::string& name);
[[nodiscard]] StoredEvent event(std::uint64_t seq, const std::string& document = "",
                                const std::string& extra = "");
[[nodiscard]] StoredDocument document(const std::string& id, std::uint64_t version = 1);
[[nodiscard]] StoredAnswer answer(const std::string& key);
[[nodiscard]] VaultEntry vault_entry(const std::string& name);
[[nodiscard]] StoredPolicy policy(const std::string& name);
// Events `first` to `last` of `school`, about no document.
[[nodiscard]] Batch batch_of(const std::string& school, std::uint64_t first, std::uint64_t last);

class StoreContract : public testing::TestWithParam<StoreKind> {
 protected:
  StoreContract() : maker_(GetParam().maker()), store_(maker_->fresh()) {}

  void append(const Batch& batch);
  void expect_refused(const Batch& batch);
  // A reader made now; the store outlives it.
  StoreReader& reader();
  void reopen();

  std::unique_ptr<StoreMaker> maker_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<StoreReader> reader_;
};

inline const SchoolId school_a{"truong-a"};
inline const SchoolId school_b{"truong-b"};

}  // namespace quyche::contract
