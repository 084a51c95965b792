#include "tests/adapters/sqlite/support.h"

#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <system_error>

namespace quyche::sqlite {

Batch linked_batch(std::uint64_t first, std::uint64_t last) {
  Batch batch = batch_of("truong-a", first, last);
  batch.documents = {contract::document("d", last)};
  batch.answers = {contract::answer("k" + std::to_string(last))};
  batch.vault = {contract::vault_entry(std::to_string(last))};
  return batch;
}

std::uint64_t check_linked(StoreReader& reader) {
  const auto events = reader.events(school_a, 1, std::numeric_limits<std::size_t>::max());
  if (!events) {
    ADD_FAILURE() << events.error().code << " " << events.error().detail;
    return 0;
  }
  EXPECT_EQ(*events, batch_of("truong-a", 1, events->size()).events);
  const std::uint64_t last = events->size();
  if (last == 0) return 0;
  EXPECT_EQ(reader.last_seq(school_a).value(), last);
  EXPECT_EQ(reader.document(school_a, DocumentId{"d"}).value(), contract::document("d", last));
  const StoredAnswer answer = contract::answer("k" + std::to_string(last));
  EXPECT_EQ(reader.answer(school_a, answer.key).value(), answer);
  const VaultEntry entry = contract::vault_entry(std::to_string(last));
  EXPECT_EQ(reader.vault(school_a, entry.commitment).value(), entry);
  return last;
}

std::unique_ptr<SqliteStore> open_store(const std::string& dir, OpenMode mode, const StoreOptions& options) {
  auto store = SqliteStore::open(dir, mode, options);
  if (store) return std::move(*store);
  ADD_FAILURE() << store.error().code << " " << store.error().detail;
  return nullptr;
}

std::unique_ptr<StoreReader> open_reader(const std::string& dir) {
  auto reader = open_sqlite_reader(dir);
  if (reader) return std::move(*reader);
  ADD_FAILURE() << reader.error().code << " " << reader.error().detail;
  return nullptr;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  ASSERT_TRUE(out.good());
}

void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  ASSERT_EQ(sqlite3_close(db), SQLITE_OK);
}

std::uint64_t size_of(const std::string& path) {
  std::error_code code;
  const auto size = std::filesystem::file_size(path, code);
  return code ? 0 : size;
}

void StoreOnDisk::make_data(std::uint64_t last) {
  const auto store = open_store(dir_, OpenMode::create);
  ASSERT_NE(store, nullptr);
  ASSERT_EQ(code_of(store->append(linked_batch(1, last))), "");
}

}  // namespace quyche::sqlite
