// The store on disk: one SQLite file in a data directory. docs/store.md says what it promises.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "adapters/sqlite/batch_writer.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/limits.h"
#include "adapters/sqlite/log_copier.h"
#include "adapters/sqlite/settings.h"
#include "engine/ports/store.h"

namespace quyche::sqlite {

enum class OpenMode {
  create,  // a new directory, made when absent; Q504 when it holds quyche data, Q516 when it holds anything
           // else
  write    // an existing one; Q503 when it was never opened with create
};

struct StoreOptions {
  std::int64_t wal_checkpoint_bytes = limits::wal_checkpoint_bytes;
  // For tests.
  std::int64_t pages_max = 0;  // the file is full at this many pages; 0: when the disk is
  std::string vfs = {};        // the SQLite VFS of the store and its readers; empty: the system's
  Synchronous synchronous = Synchronous::full;
};

// The one writer of `dir`; holds DIR/lock while it lives (Q507 when another does).
[[nodiscard]] Outcome<std::unique_ptr<Store>> open_sqlite_store(const std::string& dir, OpenMode mode,
                                                                const StoreOptions& options = {});

// A reader for a command that runs beside a writer or without one; takes no lock a writer would wait for.
[[nodiscard]] Outcome<std::unique_ptr<StoreReader>> open_sqlite_reader(const std::string& dir,
                                                                       const std::string& vfs = {});

class SqliteStore : public Store {
 public:
  [[nodiscard]] static Outcome<std::unique_ptr<SqliteStore>> open(const std::string& dir, OpenMode mode,
                                                                  const StoreOptions& options = {});
  // A clean close leaves everything in the data file and an empty log. A stopped store leaves the files
  // alone.
  ~SqliteStore() override;
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  [[nodiscard]] Outcome<void> write(const Batch& batch) override;
  [[nodiscard]] Outcome<void> commit() override;
  [[nodiscard]] Outcome<void> rollback() override;
  [[nodiscard]] Outcome<std::unique_ptr<StoreReader>> reader() override;

  // For tests: the connection that writes.
  [[nodiscard]] Connection& connection() { return connection_; }

 private:
  enum class Sql { begin, commit, rollback };
  static const char* const texts[];

  SqliteStore(std::string path, DirLock lock, Connection connection, LogCopier copier,
              StatementSet<Sql> statements, BatchWriter writer, const StoreOptions& options);
  static int note_log_size(void* store, sqlite3* db, const char* name, int pages);
  [[nodiscard]] tl::unexpected<Error> stop(const Fault& fault);

  std::string path_;
  DirLock lock_;  // outlives the connection
  Connection connection_;
  LogCopier copier_;
  StatementSet<Sql> statements_;
  BatchWriter writer_;
  StoreOptions options_;
  bool in_transaction_ = false;
  std::int64_t log_bytes_ = 0;
  std::optional<std::string> stopped_;  // why
};

}  // namespace quyche::sqlite
