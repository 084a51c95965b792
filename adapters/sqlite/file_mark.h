// The mark in a data file that tells a file at rest from one that lacks its write-ahead log.
//
// A writer marks the file `live` before it changes anything else in it and `closed` as the last thing of a
// clean close, after everything else lies in the data file. While the mark is `live` the log beside the file
// is never empty: a crash leaves it there. So a file that says `live` and has no log beside it, or an empty
// one, was copied away from its log.
#pragma once

#include <string>

#include "adapters/sqlite/connection.h"
#include "engine/base/result.h"

namespace quyche::sqlite {

enum class FileMark { closed, live };

[[nodiscard]] Answer<FileMark> read_mark(Connection& connection);
// In a transaction of its own; nothing is written when the mark says so already. What copies a live file as
// one sound state (SQLite's backup) closes the mark of the copy.
[[nodiscard]] Answer<void> write_mark(Connection& connection, FileMark mark);

// Q520 when the file was copied away from its log. Changes nothing in it.
[[nodiscard]] Outcome<void> check_has_its_log(Connection& connection, const std::string& path);

}  // namespace quyche::sqlite
