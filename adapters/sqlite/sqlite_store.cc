#include "adapters/sqlite/sqlite_store.h"

#include <algorithm>
#include <utility>

#include "adapters/sqlite/file_mark.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/settings.h"
#include "adapters/sqlite/sqlite_reader.h"

namespace quyche::sqlite {
namespace {

// The file is made under another name and gets its own in one step, so a directory either holds a sound data
// file or none. To be called with the lock held.
Outcome<void> make_file(const std::string& dir, const std::string& vfs) {
  if (auto removed = remove_unfinished(dir); !removed) return removed;
  const std::string path = unfinished_path(dir);
  {
    auto connection = Connection::open(path, Access::create, vfs);
    if (!connection) return tl::unexpected(opening_error(connection.error(), path));
    if (auto created = create_schema(*connection); !created) {
      return tl::unexpected(opening_error(created.error(), path));
    }
  }
  return publish(dir);
}

Outcome<DirLock> lock_new(const std::string& dir, const std::string& vfs) {
  if (auto is_free = check_is_free(dir); !is_free) return tl::unexpected(is_free.error());
  if (auto made = make_dir(dir); !made) return tl::unexpected(made.error());
  auto lock = DirLock::take(dir);
  if (!lock) return lock;
  // Once more: another init may have come first.
  if (auto is_free = check_is_free(dir); !is_free) return tl::unexpected(is_free.error());
  if (auto made = make_file(dir, vfs); !made) return tl::unexpected(made.error());
  return lock;
}

Outcome<DirLock> lock_existing(const std::string& dir) {
  if (auto held = check_holds_data(dir); !held) return tl::unexpected(held.error());
  return DirLock::take(dir);
}

int checkpoint(Connection& connection, int mode) {
  return sqlite3_wal_checkpoint_v2(connection.get(), "main", mode, nullptr, nullptr);
}

bool is_busy(int code) { return (code & 0xff) == SQLITE_BUSY; }

// A log that a crash or a failed sync left behind may lie in the system's memory only. Copying it into the
// data file and syncing that makes what will be read durable before anything is built on it. A reader in the
// middle of a call may hold up the last part of it (SQLITE_BUSY); the copying is done by then. The log is not
// emptied: the file may still say that it has one (file_mark.h).
Answer<void> settle_log(Connection& connection) {
  const int code = checkpoint(connection, SQLITE_CHECKPOINT_FULL);
  if (code != SQLITE_OK && !is_busy(code)) return tl::unexpected(connection.fault(code));
  return {};
}

// Behind this a copy of the data file without its log can be told. The mark lies in the data file before
// anything else changes there.
Answer<void> mark_live(Connection& connection) {
  if (auto marked = write_mark(connection, FileMark::live); !marked) return marked;
  return settle_log(connection);
}

// Everything into the data file, then the mark, then the log away: at no time does the file say that it is
// whole while it is not. What cannot be done now the next start does.
void close_cleanly(Connection& connection) {
  if (!settle_log(connection) || !write_mark(connection, FileMark::closed)) return;
  (void)checkpoint(connection, SQLITE_CHECKPOINT_TRUNCATE);
}

Outcome<Connection> open_for_writing(const std::string& path, const StoreOptions& options) {
  auto connection = Connection::open(path, Access::write, options.vfs);
  if (!connection) return tl::unexpected(opening_error(connection.error(), path));
  // Looked at before anything is changed: a file that is not ours stays as it is.
  const auto version = read_version(*connection, path);
  if (!version) return tl::unexpected(version.error());
  if (connection->is_read_only()) return fail("Q508", path + ": the file may only be read");
  if (auto set = apply_settings(*connection, writer_settings(options.synchronous), path); !set)
    return tl::unexpected(set.error());
  if (*version >= first_version_with_mark) {
    if (auto whole = check_has_its_log(*connection, path); !whole) return tl::unexpected(whole.error());
  }
  if (auto settled = settle_log(*connection); !settled) {
    return tl::unexpected(opening_error(settled.error(), path));
  }
  if (auto bare = check_no_triggers(*connection, path); !bare) return tl::unexpected(bare.error());
  if (auto migrated = migrate(*connection, path, *version); !migrated)
    return tl::unexpected(migrated.error());
  if (auto ours = check_schema(*connection, path); !ours) return tl::unexpected(ours.error());
  if (auto marked = mark_live(*connection); !marked) {
    return tl::unexpected(opening_error(marked.error(), path));
  }
  if (options.pages_max > 0) {
    const auto set = connection->execute("PRAGMA max_page_count = " + std::to_string(options.pages_max));
    if (!set) return tl::unexpected(opening_error(set.error(), path));
  }
  return std::move(*connection);
}

}  // namespace

const char* const SqliteStore::texts[] = {"BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"};

SqliteStore::SqliteStore(std::string path, DirLock lock, Connection connection, StatementSet<Sql> statements,
                         BatchWriter writer, const StoreOptions& options)
    : path_(std::move(path)),
      lock_(std::move(lock)),
      connection_(std::move(connection)),
      statements_(std::move(statements)),
      writer_(std::move(writer)),
      options_(options) {
  sqlite3_wal_hook(connection_.get(), note_log_size, this);
}

SqliteStore::~SqliteStore() {
  (void)rollback();
  if (!stopped_) close_cleanly(connection_);
}

Outcome<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& dir, OpenMode mode,
                                                        const StoreOptions& options) {
  auto lock = mode == OpenMode::create ? lock_new(dir, options.vfs) : lock_existing(dir);
  if (!lock) return tl::unexpected(lock.error());
  const std::string path = database_path(dir);
  auto connection = open_for_writing(path, options);
  if (!connection) return tl::unexpected(connection.error());
  auto statements = StatementSet<Sql>::prepare(*connection, texts);
  if (!statements) return tl::unexpected(opening_error(statements.error(), path));
  auto writer = BatchWriter::prepare(*connection);
  if (!writer) return tl::unexpected(opening_error(writer.error(), path));
  return std::unique_ptr<SqliteStore>(new SqliteStore(path, std::move(*lock), std::move(*connection),
                                                      std::move(*statements), std::move(*writer), options));
}

Outcome<void> SqliteStore::write(const Batch& batch) {
  if (stopped_) return fail("Q513", *stopped_);
  if (!writes_to_a_school(batch) && batch.policies.empty()) return {};
  if (!in_transaction_) {
    if (auto begun = statements_[Sql::begin].run(); !begun) return stop(begun.error());
    in_transaction_ = true;
  }
  if (auto written = writer_.write(batch); !written) {
    if (written.error().fault) return stop(*written.error().fault);
    if (auto undone = rollback(); !undone) return undone;
    return fail("Q511", written.error().refusal);
  }
  return {};
}

Outcome<void> SqliteStore::commit() {
  if (stopped_) return fail("Q513", *stopped_);
  if (!in_transaction_) return {};
  if (auto committed = statements_[Sql::commit].run(); !committed) return stop(committed.error());
  in_transaction_ = false;
  checkpoint_when_due();
  return {};
}

Outcome<void> SqliteStore::rollback() {
  if (stopped_) return fail("Q513", *stopped_);
  if (!in_transaction_) return {};
  in_transaction_ = false;
  writer_.forget();
  if (auto undone = statements_[Sql::rollback].run(); !undone) return stop(undone.error());
  return {};
}

Outcome<std::unique_ptr<StoreReader>> SqliteStore::reader() {
  if (stopped_) return fail("Q513", *stopped_);
  auto reader = SqliteReader::open(path_, options_.vfs);
  if (!reader) return tl::unexpected(reader.error());
  return std::unique_ptr<StoreReader>(std::move(*reader));
}

// Nothing is tried again: after a failed sync the system may have forgotten what it could not write, and a
// second sync that succeeds would prove nothing.
tl::unexpected<Error> SqliteStore::stop(const Fault& fault) {
  stopped_ = path_ + ": " + fault.words;
  if (sqlite3_get_autocommit(connection_.get()) == 0) (void)connection_.execute("ROLLBACK");
  return fail("Q512", *stopped_);
}

int SqliteStore::note_log_size(void* store, sqlite3*, const char*, int pages) {
  constexpr std::int64_t frame_header_bytes = 24;
  static_cast<SqliteStore*>(store)->log_bytes_ = pages * (limits::page_bytes + frame_header_bytes);
  return SQLITE_OK;
}

// The batch just written is durable whatever comes of this, so it is acknowledged; a checkpoint that fails
// stops the store for the batches after it.
void SqliteStore::checkpoint_when_due() {
  if (log_bytes_ <= options_.wal_checkpoint_bytes) return;
  const int code = checkpoint(connection_, SQLITE_CHECKPOINT_PASSIVE);
  if (code != SQLITE_OK && !is_busy(code)) (void)stop(connection_.fault(code));
}

Outcome<std::unique_ptr<Store>> open_sqlite_store(const std::string& dir, OpenMode mode,
                                                  const StoreOptions& options) {
  auto store = SqliteStore::open(dir, mode, options);
  if (!store) return tl::unexpected(store.error());
  return std::unique_ptr<Store>(std::move(*store));
}

Outcome<std::unique_ptr<StoreReader>> open_sqlite_reader(const std::string& dir, const std::string& vfs) {
  if (auto held = check_holds_data(dir); !held) return tl::unexpected(held.error());
  auto reader = SqliteReader::open(database_path(dir), vfs);
  if (!reader) return tl::unexpected(reader.error());
  return std::unique_ptr<StoreReader>(std::move(*reader));
}

}  // namespace quyche::sqlite
