#include "adapters/sqlite/backup.h"

#include <memory>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/file_mark.h"
#include "adapters/sqlite/limits.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/settings.h"
#include "adapters/sqlite/sqlite_store.h"

namespace quyche::sqlite {
namespace {

// The source, looked at as every reader looks at it.
Outcome<Connection> open_source(const std::string& path) {
  auto source = Connection::open(path, Access::read);
  if (!source) return tl::unexpected(reading_error(source.error(), path));
  const auto version = read_version(*source, path);
  if (!version) return tl::unexpected(version.error());
  if (*version != schema_version) return fail("Q515", path + ": schema version " + std::to_string(*version));
  if (auto set = apply_settings(*source, reader_settings(), path); !set) return tl::unexpected(set.error());
  if (auto whole = check_has_its_log(*source, path); !whole) return tl::unexpected(whole.error());
  if (auto ours = check_schema(*source, path); !ours) return tl::unexpected(ours.error());
  return std::move(*source);
}

struct Finish {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

// With a snapshot held by the source the steps never begin anew, however much is written meanwhile.
Outcome<void> copy_pages(Connection& source, Connection& target, const std::string& from,
                         const std::string& to, const CopyProgress& progress) {
  if (auto begun = source.execute("BEGIN; SELECT count(*) FROM schools"); !begun)
    return tl::unexpected(reading_error(begun.error(), from));
  const std::unique_ptr<sqlite3_backup, Finish> backup(
      sqlite3_backup_init(target.get(), "main", source.get(), "main"));
  if (backup == nullptr)
    return tl::unexpected(opening_error(target.fault(sqlite3_errcode(target.get())), to));
  for (int code = SQLITE_OK; code != SQLITE_DONE;) {
    code = sqlite3_backup_step(backup.get(), limits::backup_step_pages);
    if (code != SQLITE_OK && code != SQLITE_DONE) {
      // Which side it was only the kind tells: what cannot be read is damage of the source.
      const Fault fault{code, sqlite3_errstr(code)};
      if (is_damage(fault)) return tl::unexpected(reading_error(fault, from));
      return fail("Q512", to + ": " + fault.words);
    }
    const std::int64_t pages = sqlite3_backup_pagecount(backup.get());
    if (progress) progress(pages - sqlite3_backup_remaining(backup.get()), pages);
  }
  return {};
}

// Until here the copy says what the source said: that a writer is at work, with a log. Marked in the mode
// without a log, so that none has to be taken along; the next writer turns it on again.
Outcome<void> close_copy(Connection& target, const std::string& to) {
  const auto mode = target.value("PRAGMA journal_mode = DELETE");
  if (!mode) return tl::unexpected(opening_error(mode.error(), to));
  if (*mode != "delete") return fail("Q510", to + ": journal_mode = " + *mode);
  if (auto set = target.execute("PRAGMA synchronous = FULL"); !set)
    return tl::unexpected(opening_error(set.error(), to));
  if (auto marked = mark_copy(target); !marked) return fail("Q512", to + ": " + marked.error().words);
  return {};
}

}  // namespace

Outcome<void> copy_data_file(const std::string& dir, const std::string& copy, const CopyProgress& progress) {
  if (auto held = check_holds_data(dir); !held) return held;
  const std::string from = database_path(dir);
  const std::string to = unfinished_path(copy);
  auto source = open_source(from);
  if (!source) return tl::unexpected(source.error());
  {
    auto target = Connection::open(to, Access::create);
    if (!target) return tl::unexpected(opening_error(target.error(), to));
    if (auto set = target->execute("PRAGMA synchronous = FULL"); !set)
      return tl::unexpected(opening_error(set.error(), to));
    if (auto copied = copy_pages(*source, *target, from, to, progress); !copied) return copied;
    if (auto closed = close_copy(*target, to); !closed) return closed;
  }
  if (auto published = publish(copy); !published) return published;
  // As a clean close leaves a directory: readers find the file in the mode that they ask for.
  const auto store = open_sqlite_store(copy, OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  return {};
}

}  // namespace quyche::sqlite
