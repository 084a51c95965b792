// The rows that a SQLite connection writes, transaction by transaction, and the least program that writes
// them again: prepared statements over plain SQLite, nothing looked up, nothing checked. It is the bound of
// all that is durable, whatever the schema is.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace quyche::bench {

using Cell = std::variant<std::monostate, std::int64_t, std::string, std::vector<std::uint8_t>>;

// One row written: the statement's number in RowLog::statements, and its values.
struct RowChange {
  std::size_t statement = 0;
  std::vector<Cell> values;
};

struct RowLog {
  std::vector<std::string> statements;
  std::vector<std::vector<RowChange>> transactions;
};

// Records what `connection` commits while this object lives.
class RowRecorder {
 public:
  explicit RowRecorder(sqlite3* connection);
  ~RowRecorder();
  RowRecorder(const RowRecorder&) = delete;
  RowRecorder& operator=(const RowRecorder&) = delete;

  [[nodiscard]] std::size_t transactions() const { return log_.transactions.size(); }
  [[nodiscard]] RowLog take() { return std::move(log_); }

 private:
  struct Table {
    std::vector<std::string> columns;
    std::vector<int> key;  // the columns of the primary key; empty: the row id alone
  };
  static void before_update(void* self, sqlite3* db, int operation, char const* schema, char const* table,
                            sqlite3_int64 old_row, sqlite3_int64 new_row);
  static int committed(void* self);
  void add(int operation, const std::string& table);
  [[nodiscard]] const Table& table_named(const std::string& name);
  [[nodiscard]] std::size_t statement(const std::string& sql);

  sqlite3* db_;
  std::map<std::string, Table> tables_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<RowChange> open_;
  RowLog log_;
};

// Writes a log's transactions to the database at `path`, which a store made and closed, under the store's own
// settings, its checkpoints included.
class RowWriter {
 public:
  RowWriter(const std::string& path, const RowLog& log);
  ~RowWriter();
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;

  void write(const std::vector<RowChange>& transaction);

 private:
  static int note_log_size(void* self, sqlite3* db, const char* name, int pages);
  void run(const char* sql);

  sqlite3* db_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
  int log_pages_ = 0;
};

}  // namespace quyche::bench
