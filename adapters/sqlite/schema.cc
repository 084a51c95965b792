#include "adapters/sqlite/schema.h"

#include <algorithm>
#include <charconv>

namespace quyche::sqlite {
namespace {

// Ids of schools and documents are written once and stand as small integers everywhere else: an event costs
// its bytes and about 30 more, its place in the history of its document included.
constexpr const char* tables = R"sql(
CREATE TABLE schools (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE document_ids (
  key INTEGER PRIMARY KEY,
  school INTEGER NOT NULL REFERENCES schools,
  id TEXT NOT NULL,
  UNIQUE (school, id)
) STRICT;
CREATE TABLE events (
  place INTEGER PRIMARY KEY,  -- school << 40 | seq
  document INTEGER REFERENCES document_ids,
  bytes TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_document ON events (document) WHERE document IS NOT NULL;
CREATE TABLE documents (
  document INTEGER PRIMARY KEY REFERENCES document_ids,
  type TEXT NOT NULL,
  state TEXT NOT NULL,
  owner TEXT NOT NULL,
  version INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE TABLE policies (
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
  canonical TEXT NOT NULL
) STRICT;
CREATE TABLE answers (
  school INTEGER NOT NULL REFERENCES schools,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  answer TEXT NOT NULL,
  PRIMARY KEY (school, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE vault (
  school INTEGER NOT NULL REFERENCES schools,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  salt BLOB NOT NULL,
  text TEXT NOT NULL,
  person TEXT NOT NULL,
  document INTEGER REFERENCES document_ids,
  PRIMARY KEY (school, commitment)
) STRICT, WITHOUT ROWID;
)sql";

Answer<std::int64_t> number(Connection& connection, const std::string& sql) {
  const auto text = connection.value(sql);
  if (!text) return tl::unexpected(text.error());
  std::int64_t value = -1;
  std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

}  // namespace

std::span<const Migration> migrations() { return {}; }  // there is one version so far

Answer<void> create_schema(Connection& connection) {
  const std::string sql = "PRAGMA page_size = " + std::to_string(limits::page_bytes) +
                          "; PRAGMA encoding = 'UTF-8'; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;" +
                          tables + "PRAGMA application_id = " + std::to_string(application_id) +
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
