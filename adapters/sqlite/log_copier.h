// The writer's copying of the log into the data file (SQLite's checkpoints), and the marks around it
// (file_mark.h).
#pragma once

#include <cstdint>

#include "adapters/sqlite/file_mark.h"
#include "adapters/sqlite/statement.h"

namespace quyche::sqlite {

class LogCopier {
 public:
  // Opens the file for a writer: from when this returns a copy of the data file without its log can be told,
  // whoever reads meanwhile. What a crash left in the log is durable then. Waits for nobody but another
  // writer. `most_log_bytes`: of a longer log a checkpoint is due. The file's tables have their version of
  // today; its mark has its place (Q514 words as a fault when it does not).
  [[nodiscard]] static Answer<LogCopier> begin(Connection& connection, std::int64_t most_log_bytes);

  // Within each transaction, before its end: what has to stand in the log for the checkpoint after it.
  [[nodiscard]] Answer<void> in_transaction();
  // When that transaction was undone.
  void rolled_back() { said_ = in_log_; }
  // Behind each commit. Runs a checkpoint that was announced by the transaction, and waits for nobody.
  [[nodiscard]] Answer<void> committed(std::int64_t log_bytes);

  // Everything into the data file, which then is closed, and the log away. Where a reader holds up the
  // copying for longer than busy_wait_ms_max, the file stays live and keeps its log.
  void close();

 private:
  LogCopier(Connection& connection, MarkPlace place, Statement say, FileMark mark, LogMark in_log,
            std::int64_t most_log_bytes)
      : db_(connection.get()),
        place_(place),
        say_(std::move(say)),
        mark_(std::move(mark)),
        in_log_(std::move(in_log)),
        said_(in_log_),
        most_log_bytes_(most_log_bytes) {}

  // A transaction of its own.
  [[nodiscard]] Answer<void> announce(std::uint64_t number);
  [[nodiscard]] Answer<void> say(const LogMark& mark);
  [[nodiscard]] Answer<void> write(FileMark mark);
  // Copies under the number that was announced; whether all was copied.
  [[nodiscard]] Answer<bool> copy(int mode);

  sqlite3* db_;
  MarkPlace place_;
  Statement say_;
  FileMark mark_;   // as it stands in the file
  LogMark in_log_;  // as the last commit left it
  LogMark said_;    // as the transaction under way has it
  std::int64_t most_log_bytes_;
  std::int64_t log_bytes_ = 0;
  std::int64_t tried_at_bytes_ = 0;  // where the log ended at the last checkpoint, 0 once it has started anew
  bool due_ = false;
};

// Copies everything out of the log and empties it: what an older file needs before and after it is brought up
// to date. SQLITE_BUSY when a reader holds it up.
[[nodiscard]] Answer<void> empty_log(sqlite3* db);

}  // namespace quyche::sqlite
