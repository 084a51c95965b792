#include "adapters/sqlite/schema.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "adapters/sqlite/statement.h"

namespace quyche::sqlite {
namespace {

// Ids of schools and documents are written once and stand as small integers everywhere else: an event costs
// its bytes and about 30 more, its place in the history of its document included. The indexes of documents
// are partial and narrow: each costs every commit that touches it.
constexpr const char* tables = R"sql(
CREATE TABLE schools (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  documents INTEGER NOT NULL DEFAULT 0  -- how many of its documents have a row
) STRICT;
CREATE TABLE documents (
  key INTEGER PRIMARY KEY,
  school INTEGER NOT NULL REFERENCES schools,
  id TEXT NOT NULL,
  type TEXT,  -- from here on NULL: no row was written yet
  state TEXT,
  owner TEXT,
  unit TEXT,
  version INTEGER,
  school_year INTEGER,
  period TEXT,
  open INTEGER,   -- 0 or 1, like the next two
  late INTEGER,
  timed INTEGER,  -- timers is not empty
  timers TEXT,
  UNIQUE (school, id)
) STRICT;
CREATE INDEX open_documents ON documents (school) WHERE open = 1;
CREATE INDEX late_documents ON documents (school) WHERE late = 1;
CREATE INDEX timed_documents ON documents (school) WHERE timed = 1;
CREATE INDEX documents_of_type ON documents (school, type, school_year, period) WHERE type IS NOT NULL;
CREATE TABLE events (
  place INTEGER PRIMARY KEY,  -- school << 40 | seq
  document INTEGER,           -- key of documents; NULL: none
  bytes TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_document ON events (document);
CREATE TABLE policies (
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
  canonical TEXT NOT NULL
) STRICT;
CREATE TABLE answers (
  school INTEGER NOT NULL,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  answer TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  further INTEGER NOT NULL,  -- last_seq - first_seq
  person TEXT NOT NULL,
  PRIMARY KEY (school, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE vault (
  school INTEGER NOT NULL REFERENCES schools,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  salt BLOB NOT NULL,
  text TEXT NOT NULL,
  person TEXT NOT NULL,
  document INTEGER REFERENCES documents,
  PRIMARY KEY (school, commitment)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshots (
  school INTEGER PRIMARY KEY REFERENCES schools,
  seq INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE TABLE nodes (
  school INTEGER NOT NULL,
  level INTEGER NOT NULL,
  place INTEGER NOT NULL,  -- the node's index
  hash BLOB NOT NULL,
  PRIMARY KEY (school, level, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (
  school INTEGER NOT NULL REFERENCES schools,
  size INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (school, size)
) STRICT, WITHOUT ROWID;
CREATE TABLE file_mark (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  mark TEXT NOT NULL
) STRICT;
INSERT INTO file_mark VALUES (1, 'closed');
)sql";

// Version 1 kept a document's row apart from its id and without what queries ask now, and the answer of every
// command as text. The rows are the fold of the events, so they are left out: with no snapshot the office
// makes them anew. The steps in `tables` are those of today; once they change, what version 2 was is to be
// frozen here.
constexpr const char* from_1_before = R"sql(
ALTER TABLE schools RENAME TO old_schools;
ALTER TABLE document_ids RENAME TO old_document_ids;
ALTER TABLE documents RENAME TO old_documents;
ALTER TABLE events RENAME TO old_events;
ALTER TABLE policies RENAME TO old_policies;
ALTER TABLE answers RENAME TO old_answers;
ALTER TABLE vault RENAME TO old_vault;
DROP INDEX events_of_document;
)sql";
constexpr const char* from_1_after = R"sql(
INSERT INTO schools (key, id) SELECT key, id FROM old_schools;
INSERT INTO documents (key, school, id) SELECT key, school, id FROM old_document_ids;
INSERT INTO events SELECT place, document, bytes FROM old_events ORDER BY place;
INSERT INTO policies SELECT id, canonical FROM old_policies;
INSERT INTO answers
SELECT a.school, a.key, a.fingerprint, iif(a.ok, '', a.answer), a.first, a.last - a.first,
       coalesce((SELECT json_extract(e.bytes, '$.by') FROM events e
                 WHERE a.ok AND e.place = (a.school << 40) + a.first AND json_valid(e.bytes)), '')
FROM (SELECT school, key, fingerprint, answer, ok,
             iif(ok, json_extract(answer, '$.events[0]'), 0) AS first,
             iif(ok, json_extract(answer, '$.events[1]'), 0) AS last
      FROM (SELECT *, iif(json_valid(answer), json_extract(answer, '$.ok') IS 1
                                              AND json_type(answer, '$.events[0]') IS 'integer'
                                              AND json_type(answer, '$.events[1]') IS 'integer', 0) AS ok
            FROM old_answers)) a;
INSERT INTO vault SELECT school, commitment, salt, text, person, document FROM old_vault;
DROP TABLE old_events;
DROP TABLE old_documents;
DROP TABLE old_vault;
DROP TABLE old_document_ids;
DROP TABLE old_answers;
DROP TABLE old_policies;
DROP TABLE old_schools;
)sql";

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
    if (auto made = empty->execute(tables); !made) return tl::unexpected(made.error());
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

std::span<const Migration> migrations() {
  static const std::string from_1 = std::string(from_1_before) + tables + from_1_after;
  static const Migration steps[] = {{1, from_1.c_str()}};
  return steps;
}

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
