// The tables of schema version 1 as they were made then, frozen.
#pragma once

namespace quyche::sqlite {

inline constexpr const char* version_1_tables = R"sql(
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

}  // namespace quyche::sqlite
