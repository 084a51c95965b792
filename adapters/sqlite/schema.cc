#include "adapters/sqlite/schema.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "adapters/sqlite/file_mark.h"
#include "adapters/sqlite/migrations.h"
#include "adapters/sqlite/statement.h"

namespace quyche::sqlite {
namespace {

// Of sqlite_schema, by name: "table of: sql". What SQLite makes by itself has no sql.
using Schema = std::map<std::string, std::string>;

Answer<Schema> schema_of(Connection& connection) {
  auto statement = Statement::prepare(connection, "SELECT name, type, tbl_name, sql FROM sqlite_schema");
  if (!statement) return tl::unexpected(statement.error());
  Schema schema;
  while (true) {
    const auto row = statement->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return schema;
    const std::string name = statement->text(0);
    std::string sql = statement->text(3);
    // A table that was written anew under another name (rewrite.h) has its name quoted.
    const std::string quoted = "CREATE TABLE \"" + name + "\"";
    if (sql.starts_with(quoted)) sql = "CREATE TABLE " + name + sql.substr(quoted.size());
    schema.emplace(name, statement->text(1) + " of " + statement->text(2) + ": " + sql);
  }
}

// As create_schema writes it.
const Answer<Schema>& our_schema() {
  static const Answer<Schema> schema = []() -> Answer<Schema> {
    auto empty = Connection::open(":memory:", Access::create);
    if (!empty) return tl::unexpected(empty.error());
    if (auto made = empty->execute(std::string(mark_tables) + tables_since_2); !made)
      return tl::unexpected(made.error());
    return schema_of(*empty);
  }();
  return schema;
}

std::string first_word(const std::string& text) { return text.substr(0, text.find(' ')); }

Answer<std::int64_t> number(Connection& connection, const std::string& sql) {
  const auto text = connection.value(sql);
  if (!text) return tl::unexpected(text.error());
  std::int64_t value = -1;
  std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

}  // namespace

Answer<void> create_schema(Connection& connection) {
  const std::string sql = "PRAGMA page_size = " + std::to_string(limits::page_bytes) +
                          "; PRAGMA encoding = 'UTF-8'; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;" +
                          mark_tables + tables_since_2 +
                          "PRAGMA application_id = " + std::to_string(application_id) +
                          "; PRAGMA user_version = " + std::to_string(schema_version) + "; COMMIT;";
  return connection.execute(sql);
}

Outcome<int> read_version(Connection& connection, const std::string& path, int newest) {
  const auto owner = number(connection, "PRAGMA application_id");
  if (!owner) return tl::unexpected(reading_error(owner.error(), path));
  if (*owner != application_id) return fail("Q514", path + ": not a quyche data file");
  const auto version = number(connection, "PRAGMA user_version");
  if (!version) return tl::unexpected(reading_error(version.error(), path));
  if (*version > newest) {
    return fail("Q509",
                path + ": schema version " + std::to_string(*version) + " > " + std::to_string(newest));
  }
  if (*version < 1) return fail("Q514", path + ": schema version " + std::to_string(*version));
  return static_cast<int>(*version);
}

Outcome<void> check_schema(Connection& connection, const std::string& path) {
  const Answer<Schema>& ours = our_schema();
  if (!ours) return tl::unexpected(reading_error(ours.error(), path));
  const auto found = schema_of(connection);
  if (!found) return tl::unexpected(reading_error(found.error(), path));
  for (const auto& [name, made] : *found) {
    const auto at = ours->find(name);
    if (at == ours->end()) return fail("Q570", path + ": " + first_word(made) + " `" + name + "` (extra)");
    if (at->second != made) return fail("Q570", path + ": " + first_word(made) + " `" + name + "` (changed)");
  }
  for (const auto& [name, made] : *ours)
    if (!found->contains(name)) return fail("Q514", path + ": no " + first_word(made) + " `" + name + "`");
  return {};
}

Outcome<void> check_no_triggers(Connection& connection, const std::string& path) {
  const auto name = connection.value(
      "SELECT type || ' `' || name || '`' FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1");
  if (!name) return tl::unexpected(reading_error(name.error(), path));
  if (!name->empty()) return fail("Q570", path + ": " + *name + " (extra)");
  return {};
}

Outcome<void> migrate(Connection& connection, const std::string& path, int version,
                      std::span<const Migration> steps, int newest) {
  if (version == newest) return {};
  std::string sql = "BEGIN IMMEDIATE;";
  for (int from = version; from < newest; ++from) {
    const auto step =
        std::find_if(steps.begin(), steps.end(), [from](const Migration& each) { return each.from == from; });
    if (step == steps.end())
      return fail("Q514", path + ": no way from schema version " + std::to_string(from));
    sql += step->sql;
    sql += ";";
  }
  sql += "PRAGMA user_version = " + std::to_string(newest) + "; COMMIT;";
  const auto done = connection.execute(sql);
  if (done) return {};
  const Error why = opening_error(done.error(), path);
  if (sqlite3_get_autocommit(connection.get()) == 0) (void)connection.execute("ROLLBACK");
  return tl::unexpected(why);
}

}  // namespace quyche::sqlite
