#include "adapters/sqlite/connection.h"

#include <cstring>

#include "adapters/sqlite/limits.h"
#include "adapters/sqlite/statement.h"

namespace quyche::sqlite {
namespace {

int open_flags(Access access) {
  constexpr int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (access) {
    case Access::read: return common | SQLITE_OPEN_READONLY;
    case Access::write: return common | SQLITE_OPEN_READWRITE;
    case Access::create: return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
  return common | SQLITE_OPEN_READONLY;
}

// SQLite loses the system's reason when it is a COMMIT that fails; the file at fault still knows it.
int last_errno(sqlite3* db, int which_file) {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(db, "main", which_file, &file) != SQLITE_OK) return 0;
  if (file == nullptr || file->pMethods == nullptr) return 0;
  int code = 0;
  return file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &code) == SQLITE_OK ? code : 0;
}

int system_errno(sqlite3* db, int kind) {
  if (kind != SQLITE_IOERR && kind != SQLITE_CANTOPEN) return 0;
  int code = sqlite3_system_errno(db);
  if (code == 0) code = last_errno(db, SQLITE_FCNTL_JOURNAL_POINTER);  // the log
  if (code == 0) code = last_errno(db, SQLITE_FCNTL_FILE_POINTER);
  return code;
}

}  // namespace

Fault fault_of(sqlite3* db, int code) {
  Fault fault{code, sqlite3_errstr(code)};
  if (db == nullptr) return fault;
  // The general sentence says what kind it is ("disk I/O error"); the connection's own may add which table or
  // page.
  const std::string more = sqlite3_errmsg(db);
  if (!more.empty() && more != fault.words && more != "not an error") fault.words += ": " + more;
  const int system = system_errno(db, code & 0xff);
  if (system != 0) fault.words += std::string(": ") + std::strerror(system);
  return fault;
}

bool is_damage(const Fault& fault) {
  const int kind = fault.code & 0xff;
  return kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_ERROR || kind == SQLITE_MISMATCH;
}

Error reading_error(const Fault& fault, const std::string& path) {
  return {is_damage(fault) ? "Q514" : "Q515", path + ": " + fault.words};
}

Error opening_error(const Fault& fault, const std::string& path) {
  const int kind = fault.code & 0xff;
  const bool is_held = kind == SQLITE_BUSY || kind == SQLITE_LOCKED;
  return {is_damage(fault) ? "Q514" : is_held ? "Q507" : "Q508", path + ": " + fault.words};
}

Answer<Connection> Connection::open(const std::string& path, Access access, const std::string& vfs) {
  // Debian's SQLite reads a name that starts with "file:" as a URI; a path never is one here.
  const std::string name = path.starts_with("file:") ? "./" + path : path;
  sqlite3* db = nullptr;
  const int code =
      sqlite3_open_v2(name.c_str(), &db, open_flags(access), vfs.empty() ? nullptr : vfs.c_str());
  Connection connection(db);
  if (code != SQLITE_OK) return tl::unexpected(connection.fault(code));
  sqlite3_busy_timeout(db, limits::busy_wait_ms_max);
  for (const int option : {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, SQLITE_DBCONFIG_DEFENSIVE}) {
    int in_force = 0;
    const int set = sqlite3_db_config(db, option, 1, &in_force);
    if (set != SQLITE_OK || in_force != 1) return tl::unexpected(connection.fault(set));
  }
  return connection;
}

Answer<void> Connection::execute(const std::string& sql) {
  const int code = sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(fault(code));
  return {};
}

Answer<std::string> Connection::value(const std::string& sql) {
  auto statement = Statement::prepare(*this, sql);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? statement->text(0) : std::string();
}

}  // namespace quyche::sqlite
