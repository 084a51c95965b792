#include "adapters/runtime/new_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

#include "adapters/sqlite/data_dir.h"

namespace quyche::runtime {
namespace {

namespace fs = std::filesystem;

constexpr const char* hex_digits = "0123456789abcdef";

tl::unexpected<Error> cannot(const std::string& path, int reason) {
  return fail("Q508", path + ": " + std::strerror(reason));
}

Outcome<std::string> random_name() {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != sizeof number) return cannot("getrandom", errno);
  std::string name(16, '0');
  for (char& digit : name) {
    digit = hex_digits[number & 15];
    number >>= 4;
  }
  return name;
}

// Of an open folder; -1: another has it.
int locked_folder(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return -1;
  // Its name may have been given to something else before the lock was had.
  struct stat held {};
  struct stat named {};
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::fstat(fd, &held) == 0 && ::lstat(path.c_str(), &named) == 0 &&
      held.st_dev == named.st_dev && held.st_ino == named.st_ino)
    return fd;
  ::close(fd);
  return -1;
}

// A folder of that name may be somebody's own: only what we put there is ever removed.
bool holds_only_ours(const std::string& path) {
  std::error_code error;
  for (fs::directory_iterator at(path, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name != "lock" && !name.starts_with("quyche.db")) return false;
    if (!at->is_regular_file(error)) return false;
  }
  return !error;
}

// What was begun for the same target and not ended: it holds personal data.
void remove_leftovers(const std::string& prefix) {
  const std::string begin = fs::path(prefix).filename().string();
  std::error_code error;
  std::vector<std::string> found;
  for (fs::directory_iterator at(parent_of(prefix), error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (!name.starts_with(begin) || name.size() == begin.size()) continue;
    if (name.find_first_not_of(hex_digits, begin.size()) != std::string::npos) continue;
    found.push_back(at->path().string());
  }
  for (const std::string& path : found) {
    const int fd = locked_folder(path);
    if (fd < 0) continue;
    if (holds_only_ours(path)) fs::remove_all(path, error);
    ::close(fd);
  }
}

}  // namespace

std::string trimmed(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

std::string parent_of(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

Outcome<NewFolder> NewFolder::make(const std::string& prefix, const std::string& target) {
  remove_leftovers(prefix);
  constexpr int tries = 16;
  for (int n = 0; n < tries; ++n) {
    const auto name = random_name();
    if (!name) return tl::unexpected(name.error());
    std::string path = prefix + *name;
    if (::mkdir(path.c_str(), 0700) != 0) {
      if (errno == EEXIST) continue;
      return cannot(path, errno);
    }
    // One who tidies up may have it in between; then it is gone.
    const int fd = locked_folder(path);
    if (fd >= 0) return NewFolder(std::move(path), target, fd);
  }
  return cannot(prefix, EEXIST);
}

Outcome<NewFolder> NewFolder::beside(const std::string& target) { return make(target + ".partial-", target); }

Outcome<NewFolder> NewFolder::inside(const std::string& dir) {
  return make((fs::path(dir) / sqlite::partial_prefix).string(), dir);
}

NewFolder::~NewFolder() {
  if (fd_ < 0) return;
  std::error_code error;
  fs::remove_all(path_, error);
  ::close(fd_);
}

Outcome<void> NewFolder::publish_folder() {
  if (::rename(path_.c_str(), target_.c_str()) != 0) {
    if (errno == ENOTEMPTY || errno == EEXIST) return fail("Q504", target_);
    return cannot(target_, errno);
  }
  if (auto synced = sqlite::sync_dir(parent_of(target_)); !synced) {
    // Whether it would last nobody knows: it goes, under the name under which it may.
    (void)::rename(target_.c_str(), path_.c_str());
    return fail("Q512", synced.error().detail);
  }
  ::close(std::exchange(fd_, -1));
  return {};
}

Outcome<void> NewFolder::publish_data_file() {
  const std::string from = sqlite::database_path(path_);
  const std::string to = sqlite::database_path(target_);
  std::error_code error;
  if (const auto left = fs::file_size(from + "-wal", error); !error && left > 0)
    return fail("Q512", from + ": its log was not taken in");
  // Who may look into the directory is not for us to say; the data is its owner's alone. SQLite gives what it
  // puts beside it the same mode.
  if (::chmod(from.c_str(), 0600) != 0 || ::rename(from.c_str(), to.c_str()) != 0) return cannot(to, errno);
  auto synced = sqlite::sync_dir(target_);
  if (synced) synced = sqlite::sync_dir(path_);
  if (!synced) {
    (void)::rename(to.c_str(), from.c_str());
    return fail("Q512", synced.error().detail);
  }
  return {};
}

}  // namespace quyche::runtime
