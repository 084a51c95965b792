#include "adapters/sqlite/migrations.h"

#include <string>

#include "adapters/sqlite/file_mark.h"
#include "adapters/sqlite/schema.h"

namespace quyche::sqlite {

// Ids of schools and documents are written once and stand as small integers everywhere else: an event costs
// its bytes and about 30 more, its place in the history of its document included. The indexes of documents
// are partial and narrow: each costs every commit that touches it.
const char* const tables_since_2 = R"sql(
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
)sql";

namespace {

// Version 1 kept a document's row apart from its id and without what queries ask now, and the answer of every
// command as text. The rows are the fold of the events, so they are left out: with no snapshot the office
// makes them anew.
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

// Version 2 marked a file through the log, where a reader could hold the mark up.
constexpr const char* mark_of_2 = R"sql(
CREATE TABLE file_mark (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  mark TEXT NOT NULL
) STRICT;
INSERT INTO file_mark VALUES (1, 'closed');
)sql";

}  // namespace

std::span<const Migration> migrations() {
  static const std::string from_1 = std::string(from_1_before) + tables_since_2 + mark_of_2 + from_1_after;
  static const std::string from_2 = std::string("DROP TABLE file_mark;") + mark_tables;
  static const Migration steps[] = {{1, from_1.c_str()}, {2, from_2.c_str()}};
  return steps;
}

}  // namespace quyche::sqlite
