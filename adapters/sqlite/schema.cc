#include "adapters/sqlite/schema.h"

#include <algorithm>
#include <charconv>

#include "adapters/sqlite/file_mark.h"
#include "adapters/sqlite/migrations.h"

namespace quyche::sqlite {
namespace {

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
