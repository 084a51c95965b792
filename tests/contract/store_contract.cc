#include "tests/contract/store_contract.h"

#include "adapters/memory/memory_store.h"
#include "adapters/sqlite/sqlite_store.h"
#include "tests/contract/temp_dir.h"

namespace quyche::contract {
namespace {

class MemoryMaker : public StoreMaker {
 public:
  std::unique_ptr<Store> fresh() override { return std::make_unique<memory::MemoryStore>(); }
  std::unique_ptr<Store> reopen(std::unique_ptr<Store> store) override { return store; }
};

class SqliteMaker : public StoreMaker {
 public:
  std::unique_ptr<Store> fresh() override { return open(sqlite::OpenMode::create); }
  std::unique_ptr<Store> reopen(std::unique_ptr<Store> store) override {
    store.reset();
    return open(sqlite::OpenMode::write);
  }

 private:
  std::unique_ptr<Store> open(sqlite::OpenMode mode) {
    auto store = sqlite::open_sqlite_store(dir_.in("data"), mode);
    if (store) return std::move(*store);
    ADD_FAILURE() << store.error().code << " " << store.error().detail;
    return nullptr;
  }

  TempDir dir_;
};

template <class Maker>
std::unique_ptr<StoreMaker> make() {
  return std::make_unique<Maker>();
}

}  // namespace

const std::vector<StoreKind>& store_kinds() {
  static const std::vector<StoreKind> kinds = {{"memory", make<MemoryMaker>}, {"sqlite", make<SqliteMaker>}};
  return kinds;
}

Digest digest(const std::string& name) { return sha256(name); }

StoredEvent event(std::uint64_t seq, const std::string& document, const std::string& extra) {
  return {seq, DocumentId{document},
          "{\"document\":\"" + document + "\",\"seq\":" + std::to_string(seq) + "}" + extra};
}

StoredDocument document(const std::string& id, std::uint64_t version) {
  return {DocumentId{id},
          DocumentTypeId{"ke-hoach"},
          StateId{"cho-duyet"},
          PersonId{"gv-1"},
          UnitId{"to-1"},
          version,
          2024,
          "2024-W41",
          version % 2 == 0,
          version % 3 == 0,
          version % 5 == 0 ? "[]" : ""};
}

StoredAnswer answer(const std::string& key) {
  return {CommandKey{key}, digest("command " + key), "{\"answer\":\"" + key + "\"}", 0, 0, PersonId{"gv-1"}};
}

VaultEntry vault_entry(const std::string& name) {
  return {digest("commitment " + name), "0123456789abcdef", "Nguyễn Văn " + name, PersonId{"p-" + name}, {}};
}

StoredPolicy policy(const std::string& name) {
  return {digest("policy " + name), "{\"policy\":\"" + name + "\"}"};
}

Batch batch_of(const std::string& school, std::uint64_t first, std::uint64_t last) {
  Batch batch;
  batch.school = SchoolId{school};
  for (std::uint64_t seq = first; seq <= last; ++seq) batch.events.push_back(event(seq));
  return batch;
}

void StoreContract::append(const Batch& batch) {
  const auto done = store_->append(batch);
  ASSERT_TRUE(done) << done.error().code << " " << done.error().detail;
}

void StoreContract::expect_refused(const Batch& batch) {
  const auto done = store_->append(batch);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "Q511") << done.error().detail;
  EXPECT_FALSE(done.error().detail.empty());
}

StoreReader& StoreContract::reader() {
  auto made = store_->reader();
  if (!made) throw std::runtime_error(made.error().detail);
  reader_ = std::move(*made);
  return *reader_;
}

void StoreContract::reopen() {
  reader_.reset();
  store_ = maker_->reopen(std::move(store_));
  ASSERT_NE(store_, nullptr);
}

}  // namespace quyche::contract
