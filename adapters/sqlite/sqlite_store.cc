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

// What version 2 of the schema said of itself; its mark went through the log.
Outcome<void> check_old_mark(Connection& connection, const std::string& path) {
  const auto mark = connection.value("SELECT mark FROM file_mark");
  if (!mark) return tl::unexpected(reading_error(mark.error(), path));
  if (*mark == "live" && !has_log(connection)) return fail("Q520", path);
  return {};
}

// The tables of today, in the data file itself. A reader that holds it up is Q507: it is an older program's.
Outcome<void> bring_up_to_date(Connection& connection, const std::string& path, int version) {
  if (version == 2) {
    if (auto whole = check_old_mark(connection, path); !whole) return whole;
  }
  const bool is_old = version < schema_version;
  if (is_old) {
    if (auto emptied = empty_log(connection.get()); !emptied)
      return tl::unexpected(opening_error(emptied.error(), path));
    if (auto migrated = migrate(connection, path, version); !migrated) return migrated;
  }
  // Also where that was cut short behind the migration.
  const auto place = MarkPlace::find(connection);
  if (!place) return tl::unexpected(opening_error(place.error(), path));
  if (*place) return {};
  if (auto emptied = empty_log(connection.get()); !emptied)
    return tl::unexpected(opening_error(emptied.error(), path));
  return {};
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
  if (auto bare = check_no_triggers(*connection, path); !bare) return tl::unexpected(bare.error());
  if (auto done = bring_up_to_date(*connection, path, *version); !done) return tl::unexpected(done.error());
  if (auto ours = check_schema(*connection, path); !ours) return tl::unexpected(ours.error());
  if (auto whole = check_has_its_log(*connection, path); !whole) return tl::unexpected(whole.error());
  if (options.pages_max > 0) {
    const auto set = connection->execute("PRAGMA max_page_count = " + std::to_string(options.pages_max));
    if (!set) return tl::unexpected(opening_error(set.error(), path));
  }
  return std::move(*connection);
}

}  // namespace

const char* const SqliteStore::texts[] = {"BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"};

SqliteStore::SqliteStore(std::string path, DirLock lock, Connection connection, LogCopier copier,
                         StatementSet<Sql> statements, BatchWriter writer, const StoreOptions& options)
    : path_(std::move(path)),
      lock_(std::move(lock)),
      connection_(std::move(connection)),
      copier_(std::move(copier)),
      statements_(std::move(statements)),
      writer_(std::move(writer)),
      options_(options) {
  sqlite3_wal_hook(connection_.get(), note_log_size, this);
}

SqliteStore::~SqliteStore() {
  (void)rollback();
  if (!stopped_) copier_.close();
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
  // Last: from here on the file is live.
  auto copier = LogCopier::begin(*connection, options.wal_checkpoint_bytes);
  if (!copier) return tl::unexpected(opening_error(copier.error(), path));
  return std::unique_ptr<SqliteStore>(new SqliteStore(path, std::move(*lock), std::move(*connection),
                                                      std::move(*copier), std::move(*statements),
                                                      std::move(*writer), options));
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
  if (auto said = copier_.in_transaction(); !said) return stop(said.error());
  if (auto committed = statements_[Sql::commit].run(); !committed) return stop(committed.error());
  in_transaction_ = false;
  // The batch is durable whatever comes of this, so it is acknowledged; a checkpoint that fails stops the
  // store for the batches after it.
  if (auto copied = copier_.committed(log_bytes_); !copied) (void)stop(copied.error());
  return {};
}

Outcome<void> SqliteStore::rollback() {
  if (stopped_) return fail("Q513", *stopped_);
  if (!in_transaction_) return {};
  in_transaction_ = false;
  writer_.forget();
  copier_.rolled_back();
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
