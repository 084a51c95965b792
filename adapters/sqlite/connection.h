// One SQLite connection as a value. Nothing outside adapters/sqlite includes this.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "engine/base/result.h"

namespace quyche::sqlite {

// What SQLite answered when it did not do what was asked: the extended result code, and the reason in words.
struct Fault {
  int code = SQLITE_OK;
  std::string words;
};

[[nodiscard]] Fault fault_of(sqlite3* db, int code);

template <class T>
using Answer = Result<T, Fault>;

// The file is not a database, or not a sound one, or lacks our tables.
[[nodiscard]] bool is_damage(const Fault& fault);
// A fault while reading: Q514 when the file is damaged, else Q515.
[[nodiscard]] Error reading_error(const Fault& fault, const std::string& path);
// A fault while a writer opens: Q514 when the file is damaged, Q507 when another program holds it, else Q508.
[[nodiscard]] Error opening_error(const Fault& fault, const std::string& path);

enum class Access { read, write, create };

// Belongs to one thread. `vfs` names the SQLite VFS that it goes through; empty: the default one. Never
// checkpoints on its own: neither after a commit nor when it closes.
class Connection {
 public:
  [[nodiscard]] static Answer<Connection> open(const std::string& path, Access access,
                                               const std::string& vfs = {});

  [[nodiscard]] sqlite3* get() const { return db_.get(); }
  [[nodiscard]] Fault fault(int code) const { return fault_of(get(), code); }
  [[nodiscard]] Answer<void> execute(const std::string& sql);
  // The first column of the first row as text; empty when there is no row.
  [[nodiscard]] Answer<std::string> value(const std::string& sql);
  // SQLite opens a file it may not write for reading without a word; this tells.
  [[nodiscard]] bool is_read_only() const { return sqlite3_db_readonly(db_.get(), "main") != 0; }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  explicit Connection(sqlite3* db) : db_(db) {}
  std::unique_ptr<sqlite3, Close> db_;
};

}  // namespace quyche::sqlite
