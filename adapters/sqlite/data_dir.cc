#include "adapters/sqlite/data_dir.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace quyche::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr const char* lock_name = "lock";
constexpr const char* unfinished_name = "quyche.db.new";
constexpr std::array<const char*, 4> unfinished_suffixes = {"", "-journal", "-wal", "-shm"};

std::string in(const std::string& dir, const char* name) { return (fs::path(dir) / name).string(); }

tl::unexpected<Error> cannot_write(const std::string& path, int reason) {
  return fail("Q508", path + ": " + std::strerror(reason));
}

bool may_stay(const std::string& name) {
  if (name == lock_name || name.starts_with(partial_prefix)) return true;
  for (const char* suffix : unfinished_suffixes) {
    if (name == std::string(unfinished_name) + suffix) return true;
  }
  return false;
}

// Of the holder's process; empty when it has not written it yet.
std::string holder(int fd) {
  constexpr int looks = 5;
  for (int n = 0; n < looks; ++n) {
    if (n > 0) ::usleep(1'000);
    std::array<char, 32> bytes{};
    const ssize_t size = ::pread(fd, bytes.data(), bytes.size(), 0);
    const std::string text(bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    const std::size_t end = text.find('\n');
    if (end != std::string::npos && end > 0) return text.substr(0, end);
  }
  return {};
}

// So that the one who is refused can say by whom. Not essential: the lock is the flock, not the text. The one
// before stands there until it is written over.
void write_holder(int fd) {
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::pwrite(fd, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) return;
  [[maybe_unused]] const int cut = ::ftruncate(fd, static_cast<off_t>(pid.size()));
}

}  // namespace

std::string database_path(const std::string& dir) { return in(dir, "quyche.db"); }
std::string unfinished_path(const std::string& dir) { return in(dir, unfinished_name); }

Outcome<DirLock> DirLock::take(const std::string& dir) {
  const std::string path = in(dir, lock_name);
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (fd < 0) return cannot_write(path, errno);
  int code = 0;
  do {
    code = ::flock(fd, LOCK_EX | LOCK_NB);
  } while (code != 0 && errno == EINTR);
  if (code == 0) {
    write_holder(fd);
    return DirLock(fd);
  }
  const int reason = errno;
  const std::string pid = holder(fd);
  ::close(fd);
  if (reason == EWOULDBLOCK) return fail("Q507", pid.empty() ? path : path + ", pid " + pid);
  return cannot_write(path, reason);
}

DirLock::~DirLock() {
  if (fd_ >= 0) ::close(fd_);
}

Outcome<void> check_holds_data(const std::string& dir) {
  const std::string path = database_path(dir);
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return fail("Q503", dir);
    return fail("Q515", path + ": " + std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) return fail("Q514", path + ": not a regular file");
  return {};
}

Outcome<void> check_is_free(const std::string& dir) {
  std::error_code code;
  const fs::file_status status = fs::status(dir, code);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() == fs::file_type::none) return cannot_write(dir, code.value());
  if (status.type() != fs::file_type::directory) return cannot_write(dir, ENOTDIR);
  std::string other;
  fs::directory_iterator entry(dir, code);
  for (; !code && entry != fs::directory_iterator(); entry.increment(code)) {
    const std::string name = entry->path().filename().string();
    if (name == "quyche.db") return fail("Q504", dir);
    if (!may_stay(name)) other = name;
  }
  if (code) return cannot_write(dir, code.value());
  if (!other.empty()) return fail("Q516", in(dir, other.c_str()));
  return {};
}

Outcome<void> make_dir(const std::string& dir) {
  std::error_code code;
  fs::path path(dir);
  if (!path.has_filename()) path = path.parent_path();  // a slash at the end
  if (fs::is_directory(path, code)) return {};
  const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
  fs::create_directories(parent, code);
  if (code) return cannot_write(dir, code.value());
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return cannot_write(dir, errno);
  return sync_dir(parent.string());
}

Outcome<void> sync_dir(const std::string& dir) {
  const int fd = ::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return cannot_write(dir, errno);
  const int code = ::fsync(fd);
  const int reason = errno;
  ::close(fd);
  if (code != 0) return cannot_write(dir, reason);
  return {};
}

Outcome<void> remove_unfinished(const std::string& dir) {
  for (const char* suffix : unfinished_suffixes) {
    const std::string path = unfinished_path(dir) + suffix;
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return cannot_write(path, errno);
  }
  return {};
}

Outcome<void> publish(const std::string& dir) {
  const std::string path = database_path(dir);
  if (::rename(unfinished_path(dir).c_str(), path.c_str()) != 0) return cannot_write(path, errno);
  return sync_dir(dir);
}

}  // namespace quyche::sqlite
