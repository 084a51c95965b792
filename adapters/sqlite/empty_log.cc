#include "adapters/sqlite/empty_log.h"

#include <algorithm>
#include <filesystem>

#include "adapters/sqlite/sqlite_store.h"

namespace quyche::sqlite {

Outcome<bool> empty_log(const std::string& dir) {
  const auto store = SqliteStore::open(dir, OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  if (auto removed = remove_unfinished(dir); !removed) return tl::unexpected(removed.error());
  Connection& connection = (*store)->connection();
  const int code =
      sqlite3_wal_checkpoint_v2(connection.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code == SQLITE_OK) return true;
  sqlite3_busy_timeout(connection.get(), 0);  // closing need not wait once more
  if ((code & 0xff) == SQLITE_BUSY) return false;
  return tl::unexpected(opening_error(connection.fault(code), database_path(dir)));
}

std::vector<std::string> cut_short_beside(const std::string& dir) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path path = fs::absolute(dir, error).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  const std::string begin = path.filename().string() + ".partial-";
  std::vector<std::string> found;
  fs::directory_iterator at(path.parent_path(), error);
  for (; !error && at != fs::directory_iterator(); at.increment(error))
    if (at->path().filename().string().starts_with(begin)) found.push_back(at->path().string());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace quyche::sqlite
