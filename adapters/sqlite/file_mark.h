// The marks that tell a data file with the right write-ahead log beside it from one that lacks its log or has
// that of another time.
//
// There are two. The file's own mark (table file_mark) is written straight into quyche.db and never goes
// through the log: it says what the file is, whatever readers do. The log's mark (table log_mark) is written
// in transactions and says which file the log belongs to. Checkpoints, the copyings of the log into the file,
// are numbered:
//
//   a checkpoint k   log_mark.number = k, durable in the log; then file_mark.begun = k, durable; then the
//                    pages; then file_mark.done = k, durable, when all were copied
//   after it         log_mark.base = k in the first transaction, so that a log that starts anew names the
//   file
//                    that it goes on from
//   opening          log_mark.number = k + 1; then file_mark says `live` and begun = k + 1. No page is copied
//   closing          a checkpoint, with file_mark `closed` at its end; then the log is emptied
//
// So whenever it is cut short, begun <= number (the file is not newer than the log), base <= done (nor
// older), and a file that is live has a log. A copy of file and log that breaks this was not taken at one
// time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sqlite/connection.h"
#include "engine/base/result.h"

namespace quyche::sqlite {

enum class FileState { closed, live };

struct FileMark {
  FileState state = FileState::closed;
  std::uint64_t begun = 1;  // the newest checkpoint that may have copied pages
  std::uint64_t done = 1;   // the newest that copied them all
  std::string line;         // 16 hex digits, other ones in every copy that goes its own way
};
// As it stands in the file, 72 bytes whatever it says.
[[nodiscard]] std::string mark_text(const FileMark& mark);
[[nodiscard]] std::optional<FileMark> parse_mark(std::string_view text);

struct LogMark {
  std::uint64_t number = 1;
  std::uint64_t base = 1;
  std::string line;
};

// The place of the mark in the data file. Good as long as the connection.
class MarkPlace {
 public:
  // Nothing when the data file has no mark where its tables say: they lie in the log, after an older file was
  // brought up to date, and have to be copied first.
  [[nodiscard]] static Answer<std::optional<MarkPlace>> find(Connection& connection);

  [[nodiscard]] Answer<FileMark> read() const;
  // Durable when it returns.
  [[nodiscard]] Answer<void> write(const FileMark& mark) const;

 private:
  MarkPlace(Connection& connection, std::int64_t offset) : db_(connection.get()), offset_(offset) {}
  sqlite3* db_;
  std::int64_t offset_;
};

[[nodiscard]] Answer<LogMark> read_log_mark(Connection& connection);

// Q520 when the file lacks its log, or the one beside it is of another time. Q515 when an older file was not
// brought up to date to the end. Changes nothing.
[[nodiscard]] Outcome<void> check_has_its_log(Connection& connection, const std::string& path);

// The tables of both marks, for a new file or an older one.
extern const char* const mark_tables;
// What copies a live file as one sound state (SQLite's backup) marks the copy so: closed, and with a line of
// its own. Only in a mode without a log.
[[nodiscard]] Answer<void> mark_copy(Connection& copy);

// Whether there is anything in the log. To be asked after something was read.
[[nodiscard]] bool has_log(Connection& connection);
// Writes the log's bytes over themselves and syncs them. What a failed sync left in the system's memory only
// is then on the disk, and nobody who reads notices. Nothing may write meanwhile.
[[nodiscard]] Answer<void> harden_log(Connection& connection);
[[nodiscard]] Answer<void> sync_log(sqlite3* db);

}  // namespace quyche::sqlite
