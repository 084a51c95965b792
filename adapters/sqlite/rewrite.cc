#include "adapters/sqlite/rewrite.h"

#include "adapters/sqlite/statement.h"

namespace quyche::sqlite {
namespace {

Answer<void> execute(sqlite3* db, const std::string& sql) {
  const int code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(fault_of(db, code));
  return {};
}

}  // namespace

Answer<void> rewrite_table(sqlite3* db, const std::string& table) {
  auto find = Statement::prepare(db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1");
  if (!find) return tl::unexpected(find.error());
  find->bind(table);
  const auto row = find->step();
  if (!row) return tl::unexpected(row.error());
  const std::string sql = *row ? find->text(0) : "";
  const std::size_t columns = sql.find('(');
  if (columns == std::string::npos) return tl::unexpected(Fault{SQLITE_CORRUPT, "no table " + table});
  find->reset();
  const std::string anew = table + "_anew";
  return execute(db, "CREATE TABLE " + anew + ' ' + sql.substr(columns) + "; INSERT INTO " + anew +
                         " SELECT * FROM " + table + "; DROP TABLE " + table + "; ALTER TABLE " + anew +
                         " RENAME TO " + table);
}

}  // namespace quyche::sqlite
