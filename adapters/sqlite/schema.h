// The tables of a data file and the version they have. docs/store.md describes them.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/limits.h"
#include "engine/base/result.h"

namespace quyche::sqlite {

inline constexpr std::int64_t application_id = 0x51754368;  // "QuCh": tells our files from other SQLite files
inline constexpr int schema_version = 3;                    // PRAGMA user_version

// One step from `from` to `from + 1`, run in the one transaction that brings an older file up to date.
struct Migration {
  int from;
  const char* sql;
};
[[nodiscard]] std::span<const Migration> migrations();

// The row id of an event: a school's events stand together, in the order of seq.
[[nodiscard]] constexpr std::int64_t place_of(std::int64_t school_key, std::uint64_t seq) {
  return (school_key << limits::place_seq_bits) | static_cast<std::int64_t>(seq);
}
[[nodiscard]] constexpr std::uint64_t seq_of(std::int64_t place) {
  return static_cast<std::uint64_t>(place) & limits::events_per_school_max;
}

// Writes the tables into an empty file.
[[nodiscard]] Answer<void> create_schema(Connection& connection);

// The version of a quyche file, without changing a byte of it. Q514: not ours or damaged; Q509: newer than
// `newest`.
[[nodiscard]] Outcome<int> read_version(Connection& connection, const std::string& path,
                                        int newest = schema_version);

// Whether the file holds the tables and indexes of this version as create_schema writes them and nothing
// else: a trigger or a view of somebody else's would have a say in what is written or read. Q570 names what
// does not belong there or was changed, Q514 what is missing.
[[nodiscard]] Outcome<void> check_schema(Connection& connection, const std::string& path);
// The same of a file of an older version, before it is brought up to date: that it has no triggers and views.
[[nodiscard]] Outcome<void> check_no_triggers(Connection& connection, const std::string& path);

// Runs the steps from `version` on, all or none. A step that is missing is a fault of the file's version:
// Q514.
[[nodiscard]] Outcome<void> migrate(Connection& connection, const std::string& path, int version,
                                    std::span<const Migration> steps = migrations(),
                                    int newest = schema_version);

}  // namespace quyche::sqlite
