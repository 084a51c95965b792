// The data directory: DIR/quyche.db (with SQLite's -wal and -shm beside it) and DIR/lock.
//
// Nothing here opens quyche.db itself: closing a second descriptor of the file would drop the POSIX locks
// SQLite holds on it in this process.
#pragma once

#include <string>
#include <utility>

#include "engine/base/result.h"

namespace quyche::sqlite {

[[nodiscard]] std::string database_path(const std::string& dir);
// Where the file of a new directory is made, before it gets its name in one step.
[[nodiscard]] std::string unfinished_path(const std::string& dir);

// Folders in a directory that is being made begin so (adapters/runtime/new_folder.h).
inline constexpr const char* partial_prefix = "quyche.partial-";

// The writer's hold on a directory: flock on DIR/lock, let go when the object or the process ends. The file
// stays and names the last writer's process id; that it exists means nothing.
class DirLock {
 public:
  // Q507 when another holds it (also within this process), Q508 when the file cannot be written.
  [[nodiscard]] static Outcome<DirLock> take(const std::string& dir);
  DirLock(DirLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  DirLock& operator=(DirLock&&) = delete;
  DirLock(const DirLock&) = delete;
  DirLock& operator=(const DirLock&) = delete;
  ~DirLock();

 private:
  explicit DirLock(int fd) : fd_(fd) {}
  int fd_;
};

// Q503 when the directory holds no quyche.db, Q514 when that is not a regular file.
[[nodiscard]] Outcome<void> check_holds_data(const std::string& dir);

// A directory that can be opened anew: absent, empty, or holding what an `init` that was cut short left. Q504
// when it holds quyche data, Q516 when it holds anything else, Q508 when it is not a directory or cannot be
// read.
[[nodiscard]] Outcome<void> check_is_free(const std::string& dir);

// Makes the directory, for its owner alone, when there is none.
[[nodiscard]] Outcome<void> make_dir(const std::string& dir);
// What was done to the names in `dir` is durable when it returns. Q508.
[[nodiscard]] Outcome<void> sync_dir(const std::string& dir);
// Removes what an `init` that was cut short left. To be called with the lock held.
[[nodiscard]] Outcome<void> remove_unfinished(const std::string& dir);
// Gives the unfinished file its name; durable when it returns.
[[nodiscard]] Outcome<void> publish(const std::string& dir);

}  // namespace quyche::sqlite
