#include "adapters/sqlite/statement.h"

#include <algorithm>

namespace quyche::sqlite {

Answer<Statement> Statement::prepare(sqlite3* db, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(fault_of(db, code));
  return Statement(statement);
}

Answer<bool> Statement::step() {
  if (bind_code_ != SQLITE_OK) return tl::unexpected(fault(bind_code_));
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  Fault why = fault(code);
  reset();
  return tl::unexpected(std::move(why));
}

Answer<void> Statement::run() {
  const auto row = step();
  reset();
  if (!row) return tl::unexpected(row.error());
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  bind_code_ = SQLITE_OK;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Statement::text(int column) const { return std::string(text_view(column)); }

std::string_view Statement::text_view(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (bytes == nullptr) return {};  // also how SQLite gives a blob without bytes
  return std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::optional<Digest> Statement::digest(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  Digest digest;
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  if (bytes == nullptr || size != digest.bytes.size()) return std::nullopt;
  std::copy_n(bytes, size, digest.bytes.begin());
  return digest;
}

void Statement::put(int place, std::int64_t value) {
  note(sqlite3_bind_int64(statement_.get(), place, value));
}

void Statement::put(int place, const std::optional<std::int64_t>& value) {
  note(value ? sqlite3_bind_int64(statement_.get(), place, *value)
             : sqlite3_bind_null(statement_.get(), place));
}

void Statement::put(int place, std::string_view text) {
  // A null pointer would bind NULL, so an empty view gets an address.
  const char* bytes = text.empty() ? "" : text.data();
  note(sqlite3_bind_text64(statement_.get(), place, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::put(int place, const Blob& blob) {
  const char* bytes = blob.bytes.empty() ? "" : blob.bytes.data();
  note(sqlite3_bind_blob64(statement_.get(), place, bytes, blob.bytes.size(), SQLITE_STATIC));
}

void Statement::put(int place, const Digest& digest) {
  put(place, Blob{{reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()}});
}

void Statement::note(int code) {
  if (bind_code_ == SQLITE_OK) bind_code_ = code;
}

}  // namespace quyche::sqlite
