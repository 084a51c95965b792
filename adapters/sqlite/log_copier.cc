#include "adapters/sqlite/log_copier.h"

#include <algorithm>
#include <utility>

namespace quyche::sqlite {
namespace {

bool is_busy(int code) { return (code & 0xff) == SQLITE_BUSY; }

// Held, nobody else writes; taken back, nothing was written.
class WriteLock {
 public:
  static Answer<WriteLock> take(Connection& connection) {
    if (auto begun = connection.execute("BEGIN IMMEDIATE"); !begun) return tl::unexpected(begun.error());
    return WriteLock(&connection);
  }
  WriteLock(WriteLock&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  WriteLock& operator=(WriteLock&&) = delete;
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;
  ~WriteLock() {
    if (connection_ != nullptr) (void)connection_->execute("ROLLBACK");
  }

 private:
  explicit WriteLock(Connection* connection) : connection_(connection) {}
  Connection* connection_;
};

}  // namespace

Answer<LogCopier> LogCopier::begin(Connection& connection, std::int64_t most_log_bytes) {
  {
    const auto lock = WriteLock::take(connection);
    if (!lock) return tl::unexpected(lock.error());
    if (auto hardened = harden_log(connection); !hardened) return tl::unexpected(hardened.error());
  }
  auto place = MarkPlace::find(connection);
  if (!place) return tl::unexpected(place.error());
  if (!*place) return tl::unexpected(Fault{SQLITE_CORRUPT, "the mark of the file is not in its place"});
  auto mark = (*place)->read();
  if (!mark) return tl::unexpected(mark.error());
  auto in_log = read_log_mark(connection);
  if (!in_log) return tl::unexpected(in_log.error());
  auto say = Statement::prepare(connection, "UPDATE log_mark SET number = ?1, base = ?2");
  if (!say) return tl::unexpected(say.error());
  LogCopier copier(connection, **place, std::move(*say), std::move(*mark), std::move(*in_log),
                   most_log_bytes);
  // First in the log, so that a file that is live never lacks one.
  const std::uint64_t number = copier.in_log_.number + 1;
  if (auto said = copier.announce(number); !said) return tl::unexpected(said.error());
  if (auto synced = sync_log(copier.db_); !synced) return tl::unexpected(synced.error());
  FileMark live = copier.mark_;
  live.state = FileState::live;
  live.begun = number;
  if (auto written = copier.write(std::move(live)); !written) return tl::unexpected(written.error());
  return copier;
}

Answer<void> LogCopier::say(const LogMark& mark) {
  say_.bind(static_cast<std::int64_t>(mark.number), static_cast<std::int64_t>(mark.base));
  return say_.run();
}

Answer<void> LogCopier::announce(std::uint64_t number) {
  LogMark mark{number, mark_.done, in_log_.line};
  if (auto said = say(mark); !said) return said;
  in_log_ = said_ = std::move(mark);
  return {};
}

Answer<void> LogCopier::write(FileMark mark) {
  if (auto written = place_.write(mark); !written) return written;
  mark_ = std::move(mark);
  return {};
}

Answer<void> LogCopier::in_transaction() {
  if (!due_ && in_log_.base == mark_.done) return {};
  said_ = LogMark{in_log_.number + (due_ ? 1 : 0), mark_.done, in_log_.line};
  return say(said_);
}

Answer<void> LogCopier::committed(std::int64_t log_bytes) {
  in_log_ = said_;
  if (log_bytes < log_bytes_) tried_at_bytes_ = 0;
  log_bytes_ = log_bytes;
  if (in_log_.number > mark_.begun) {
    due_ = false;
    tried_at_bytes_ = log_bytes;
    if (auto copied = copy(SQLITE_CHECKPOINT_PASSIVE); !copied) return tl::unexpected(copied.error());
  }
  // A reader may keep the log from starting anew: it is tried again when a quarter more was written.
  const std::int64_t next = tried_at_bytes_ == 0 ? most_log_bytes_ : tried_at_bytes_ + most_log_bytes_ / 4;
  due_ = log_bytes_ > next;
  return {};
}

Answer<bool> LogCopier::copy(int mode) {
  // The announcement is durable before the file says that it was followed, whatever `synchronous` is.
  if (auto synced = sync_log(db_); !synced) return tl::unexpected(synced.error());
  FileMark begun = mark_;
  begun.begun = in_log_.number;
  if (auto written = write(std::move(begun)); !written) return tl::unexpected(written.error());
  int frames = -1;
  int copied = -1;
  const int code = sqlite3_wal_checkpoint_v2(db_, "main", mode, &frames, &copied);
  if (is_busy(code)) return false;
  if (code != SQLITE_OK) return tl::unexpected(fault_of(db_, code));
  if (frames != copied || frames < 0) return false;
  FileMark done = mark_;
  done.done = done.begun;
  if (auto written = write(std::move(done)); !written) return tl::unexpected(written.error());
  return true;
}

void LogCopier::close() {
  if (!announce(in_log_.number + 1)) return;
  const auto copied = copy(SQLITE_CHECKPOINT_FULL);
  if (!copied || !*copied) return;
  FileMark closed = mark_;
  closed.state = FileState::closed;
  if (!write(std::move(closed))) return;
  (void)empty_log(db_);
}

Answer<void> empty_log(sqlite3* db) {
  const int code = sqlite3_wal_checkpoint_v2(db, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(fault_of(db, code));
  return {};
}

}  // namespace quyche::sqlite
