// What the tests of the store on disk share.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/sqlite_reader.h"
#include "adapters/sqlite/sqlite_store.h"
#include "tests/contract/store_contract.h"
#include "tests/contract/temp_dir.h"

namespace quyche::sqlite {

using contract::batch_of;
using contract::school_a;

// The code of a failure, "" of a success; the detail goes into the test's output when it fails.
template <class T>
std::string code_of(const Outcome<T>& outcome) {
  return outcome ? "" : outcome.error().code;
}

// A batch whose parts depend on each other, so that half a batch shows: the document's version and the one
// answer belong to the last event.
[[nodiscard]] Batch linked_batch(std::uint64_t first, std::uint64_t last);
// Everything linked_batch wrote from 1 on is there, and nothing else; gives the last seq.
[[nodiscard]] std::uint64_t check_linked(StoreReader& reader);

[[nodiscard]] std::unique_ptr<SqliteStore> open_store(const std::string& dir, OpenMode mode,
                                                      const StoreOptions& options = {});
[[nodiscard]] std::unique_ptr<StoreReader> open_reader(const std::string& dir);

[[nodiscard]] std::string bytes_of(const std::string& path);
void write_bytes(const std::string& path, const std::string& bytes);
// Runs SQL on a file outside of our code.
void run_sql(const std::string& path, const std::string& sql);
[[nodiscard]] std::uint64_t size_of(const std::string& path);  // 0: not there

class StoreOnDisk : public testing::Test {
 protected:
  // A data directory that was closed cleanly, with events 1 to `last` of truong-a.
  void make_data(std::uint64_t last = 3);

  contract::TempDir temp_;
  std::string dir_ = temp_.in("data");
  std::string db_ = dir_ + "/quyche.db";
  std::string log_ = db_ + "-wal";
};

}  // namespace quyche::sqlite
