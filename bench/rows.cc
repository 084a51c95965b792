#define SQLITE_ENABLE_PREUPDATE_HOOK  // Debian's SQLite has it
#include "bench/rows.h"

#include "adapters/sqlite/limits.h"
#include "adapters/sqlite/settings.h"
#include "engine/base/check.h"

namespace quyche::bench {
namespace {

void expect(sqlite3* db, int code, int wanted = SQLITE_OK) {
  if (code == wanted) return;
  check_failed(__FILE__, __LINE__, sqlite3_errmsg(db));
}

Cell cell_of(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return std::int64_t{sqlite3_value_int64(value)};
    case SQLITE_NULL: return {};
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
      return std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
    default: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
      return std::vector<std::uint8_t>(bytes, bytes + sqlite3_value_bytes(value));
    }
  }
}

sqlite3_stmt* prepared(sqlite3* db, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  expect(db, sqlite3_prepare_v3(db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
  return statement;
}

void bind(sqlite3_stmt* statement, int at, const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell))
    sqlite3_bind_int64(statement, at, *number);
  else if (const auto* text = std::get_if<std::string>(&cell))
    sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
  else if (const auto* bytes = std::get_if<std::vector<std::uint8_t>>(&cell))
    sqlite3_bind_blob(statement, at, bytes->data(), static_cast<int>(bytes->size()), SQLITE_STATIC);
  else
    sqlite3_bind_null(statement, at);
}

}  // namespace

RowRecorder::RowRecorder(sqlite3* connection) : db_(connection) {
  sqlite3_preupdate_hook(db_, before_update, this);
  sqlite3_commit_hook(db_, committed, this);
}

RowRecorder::~RowRecorder() {
  sqlite3_preupdate_hook(db_, nullptr, nullptr);
  sqlite3_commit_hook(db_, nullptr, nullptr);
}

void RowRecorder::before_update(void* self, sqlite3*, int operation, char const*, char const* table,
                                sqlite3_int64, sqlite3_int64) {
  static_cast<RowRecorder*>(self)->add(operation, table);
}

int RowRecorder::committed(void* self) {
  auto& recorder = *static_cast<RowRecorder*>(self);
  if (!recorder.open_.empty()) recorder.log_.transactions.push_back(std::move(recorder.open_));
  recorder.open_.clear();
  return 0;
}

void RowRecorder::add(int operation, const std::string& name) {
  const Table& table = table_named(name);
  RowChange change;
  std::string sql;
  const auto value = [&](bool is_new, int column) {
    sqlite3_value* held = nullptr;
    expect(db_,
           is_new ? sqlite3_preupdate_new(db_, column, &held) : sqlite3_preupdate_old(db_, column, &held));
    return cell_of(held);
  };
  const auto where_key = [&] {
    CHECK(!table.key.empty(), "every table that changes rows has a primary key");
    for (std::size_t i = 0; i < table.key.size(); ++i) {
      sql += (i == 0 ? " WHERE " : " AND ") + table.columns[static_cast<std::size_t>(table.key[i])] + " = ?";
      change.values.push_back(value(false, table.key[i]));
    }
  };
  if (operation == SQLITE_INSERT) {
    sql = "INSERT INTO " + name + " VALUES (";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      sql += i == 0 ? "?" : ", ?";
      change.values.push_back(value(true, static_cast<int>(i)));
    }
    sql += ')';
  } else if (operation == SQLITE_DELETE) {
    sql = "DELETE FROM " + name;
    where_key();
  } else {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      Cell now = value(true, static_cast<int>(i));
      if (now == value(false, static_cast<int>(i))) continue;
      sql += (sql.empty() ? "UPDATE " + name + " SET " : ", ") + table.columns[i] + " = ?";
      change.values.push_back(std::move(now));
    }
    if (sql.empty()) return;
    where_key();
  }
  change.statement = statement(sql);
  open_.push_back(std::move(change));
}

const RowRecorder::Table& RowRecorder::table_named(const std::string& name) {
  if (const auto known = tables_.find(name); known != tables_.end()) return known->second;
  Table table;
  std::map<int, int> key;
  sqlite3_stmt* columns = prepared(db_, "SELECT name, pk FROM pragma_table_info('" + name + "')");
  while (sqlite3_step(columns) == SQLITE_ROW) {
    const int in_key = sqlite3_column_int(columns, 1);
    if (in_key > 0) key[in_key] = static_cast<int>(table.columns.size());
    table.columns.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(columns, 0)));
  }
  sqlite3_finalize(columns);
  for (const auto& [order, column] : key) table.key.push_back(column);
  return tables_.emplace(name, std::move(table)).first->second;
}

std::size_t RowRecorder::statement(const std::string& sql) {
  const auto [at, is_new] = numbers_.emplace(sql, log_.statements.size());
  if (is_new) log_.statements.push_back(sql);
  return at->second;
}

RowWriter::RowWriter(const std::string& path, const RowLog& log) {
  expect(db_, sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr));
  for (const sqlite::Setting& setting : sqlite::writer_settings())
    if (setting.value != nullptr)
      run((std::string("PRAGMA ") + setting.name + " = " + setting.value).c_str());
  sqlite3_wal_hook(db_, note_log_size, this);
  for (const std::string& sql : log.statements) statements_.push_back(prepared(db_, sql));
  begin_ = prepared(db_, "BEGIN IMMEDIATE");
  commit_ = prepared(db_, "COMMIT");
}

RowWriter::~RowWriter() {
  for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
  sqlite3_finalize(begin_);
  sqlite3_finalize(commit_);
  sqlite3_close_v2(db_);
}

int RowWriter::note_log_size(void* self, sqlite3*, const char*, int pages) {
  static_cast<RowWriter*>(self)->log_pages_ = pages;
  return SQLITE_OK;
}

void RowWriter::run(const char* sql) { expect(db_, sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }

void RowWriter::write(const std::vector<RowChange>& transaction) {
  expect(db_, sqlite3_step(begin_), SQLITE_DONE);
  sqlite3_reset(begin_);
  for (const RowChange& change : transaction) {
    sqlite3_stmt* statement = statements_[change.statement];
    for (std::size_t i = 0; i < change.values.size(); ++i)
      bind(statement, static_cast<int>(i) + 1, change.values[i]);
    expect(db_, sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
  }
  expect(db_, sqlite3_step(commit_), SQLITE_DONE);
  sqlite3_reset(commit_);
  if (static_cast<std::int64_t>(log_pages_) * sqlite::limits::page_bytes >
      sqlite::limits::wal_checkpoint_bytes) {
    expect(db_, sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
    log_pages_ = 0;
  }
}

}  // namespace quyche::bench
