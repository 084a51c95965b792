#include "adapters/signing/own_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace quyche::signing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 1'048'576;

// Closes on every way out.
class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int fd() const { return fd_; }
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

std::string reason(const std::string& path) { return path + ": " + std::strerror(errno); }

Outcome<std::string> read_all(const std::string& path, int fd) {
  std::string text;
  char buffer[4'096];
  while (true) {
    const ssize_t n = ::read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail("Q501", reason(path));
    if (n == 0) return text;
    text.append(buffer, static_cast<std::size_t>(n));
    if (text.size() > file_bytes_max) return fail("Q538", path + ": it is too long");
  }
}

}  // namespace

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool sync_folder(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  const File opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.fd() >= 0 && ::fsync(opened.fd()) == 0;
}

Outcome<std::optional<std::string>> read_own_file(const std::string& path, unsigned forbidden) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd() < 0 && errno == ENOENT) return std::optional<std::string>();
  if (file.fd() < 0) return fail("Q501", reason(path));
  struct stat status {};
  if (::fstat(file.fd(), &status) != 0 || !S_ISREG(status.st_mode))
    return fail("Q538", path + ": it is no file");
  if ((status.st_mode & forbidden) != 0)
    return fail("Q536", path + " may be used by others than its owner; chmod 600 " + path);
  auto text = read_all(path, file.fd());
  if (!text) return tl::unexpected(text.error());
  return std::optional(std::move(*text));
}

Outcome<void> replace_own_file(const std::string& path, std::string_view text) {
  const std::string fresh = path + ".new";
  File file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_TRUNC, 0600));
  if (file.fd() < 0) return fail("Q525", reason(fresh));
  const bool written = ::fchmod(file.fd(), 0600) == 0 && write_all(file.fd(), text) &&
                       ::fsync(file.fd()) == 0 && file.close() &&
                       ::rename(fresh.c_str(), path.c_str()) == 0 && sync_folder(path);
  if (written) return {};
  const auto error = fail("Q525", reason(path));
  ::unlink(fresh.c_str());
  return error;
}

}  // namespace quyche::signing
