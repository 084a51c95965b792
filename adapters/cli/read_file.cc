#include "adapters/cli/read_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace quyche::cli {

Outcome<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail("Q501", path + ": " + std::strerror(errno));
  std::string text;
  char buffer[16'384];
  while (true) {
    const ssize_t n = ::read(file, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) break;
    if (n < 0 || text.size() + static_cast<std::size_t>(n) > bytes_max) {
      const std::string reason =
          n < 0 ? std::strerror(errno) : "longer than " + std::to_string(bytes_max) + " bytes";
      ::close(file);
      return fail("Q501", path + ": " + reason);
    }
    text.append(buffer, static_cast<std::size_t>(n));
  }
  ::close(file);
  return text;
}

}  // namespace quyche::cli
