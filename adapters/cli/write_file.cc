#include "adapters/cli/write_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace quyche::cli {
namespace {

Outcome<void> failed(const std::string& path) {
  return fail(errno == EEXIST ? "Q526" : "Q525", path + ": " + std::strerror(errno));
}

}  // namespace

Outcome<void> write_file(const std::string& path, std::string_view text, Overwrite overwrite) {
  // O_EXCL: what another program made a moment ago is not overwritten either.
  const int how = overwrite == Overwrite::yes ? O_TRUNC : O_EXCL;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | how, 0666);
  if (file < 0) return failed(path);
  while (!text.empty()) {
    const ssize_t n = ::write(file, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      Outcome<void> error = failed(path);
      ::close(file);
      return error;
    }
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  if (::close(file) != 0) return failed(path);
  return {};
}

}  // namespace quyche::cli
