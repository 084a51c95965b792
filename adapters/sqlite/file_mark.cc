#include "adapters/sqlite/file_mark.h"

#include <cstdint>

namespace quyche::sqlite {
namespace {

// Asked of the open connection, so that it goes through the same VFS. There is a log to ask only after
// something was read.
std::int64_t log_bytes(Connection& connection) {
  sqlite3_file* log = nullptr;
  const int code = sqlite3_file_control(connection.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (code != SQLITE_OK || log == nullptr || log->pMethods == nullptr) return 0;
  sqlite3_int64 bytes = 0;
  return log->pMethods->xFileSize(log, &bytes) == SQLITE_OK ? bytes : 0;
}

}  // namespace

Answer<FileMark> read_mark(Connection& connection) {
  const auto mark = connection.value("SELECT mark FROM file_mark");
  if (!mark) return tl::unexpected(mark.error());
  return *mark == "closed" ? FileMark::closed : FileMark::live;
}

Answer<void> write_mark(Connection& connection, FileMark mark) {
  const auto present = read_mark(connection);
  if (!present) return tl::unexpected(present.error());
  if (*present == mark) return {};
  return connection.execute(mark == FileMark::live ? "UPDATE file_mark SET mark = 'live'"
                                                   : "UPDATE file_mark SET mark = 'closed'");
}

Outcome<void> check_has_its_log(Connection& connection, const std::string& path) {
  // Twice: a writer may have closed between the look at the mark and that at the log.
  for (int look = 0; look < 2; ++look) {
    const auto mark = read_mark(connection);
    if (!mark) return tl::unexpected(reading_error(mark.error(), path));
    if (*mark == FileMark::closed || log_bytes(connection) > 0) return {};
  }
  return fail("Q520", path);
}

}  // namespace quyche::sqlite
