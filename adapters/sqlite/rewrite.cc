#include "adapters/sqlite/rewrite.h"

#include <vector>

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
  // The table's own statement first, then those of its indexes; what SQLite makes by itself has none.
  auto find = Statement::prepare(
      db,
      "SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND sql IS NOT NULL ORDER BY type = 'table' DESC");
  if (!find) return tl::unexpected(find.error());
  find->bind(table);
  std::vector<std::string> made;
  while (true) {
    const auto row = find->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    made.push_back(find->text(0));
  }
  const std::size_t columns = made.empty() ? std::string::npos : made.front().find('(');
  if (columns == std::string::npos) return tl::unexpected(Fault{SQLITE_CORRUPT, "no table " + table});
  const std::string anew = table + "_anew";
  std::string sql = "CREATE TABLE " + anew + ' ' + made.front().substr(columns) + "; INSERT INTO " + anew +
                    " SELECT * FROM " + table + "; DROP TABLE " + table + "; ALTER TABLE " + anew +
                    " RENAME TO " + table;
  for (std::size_t i = 1; i < made.size(); ++i) sql += "; " + made[i];
  return execute(db, sql);
}

}  // namespace quyche::sqlite
