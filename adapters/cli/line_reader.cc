#include "adapters/cli/line_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace quyche::cli {

Outcome<LineReader> LineReader::open(const std::string& path) {
  if (path == "-") return LineReader(STDIN_FILENO, false);
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail("Q501", path + ": " + std::strerror(errno));
  return LineReader(fd, true);
}

LineReader::LineReader(LineReader&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      owned_(std::exchange(other.owned_, false)),
      ended_(other.ended_),
      skipping_(other.skipping_),
      buffer_(std::move(other.buffer_)) {}

LineReader::~LineReader() {
  if (owned_) ::close(fd_);
}

Outcome<bool> LineReader::fill() {
  char chunk[65'536];
  while (true) {
    const ssize_t got = ::read(fd_, chunk, sizeof chunk);
    if (got > 0) {
      buffer_.append(chunk, static_cast<std::size_t>(got));
      return true;
    }
    if (got == 0) return false;
    if (errno != EINTR) return fail("Q501", std::strerror(errno));
  }
}

bool LineReader::readable_now() const {
  pollfd waiting{fd_, POLLIN, 0};
  return ::poll(&waiting, 1, 0) > 0;
}

void LineReader::take_lines(std::vector<std::string>& lines, std::size_t lines_max, std::size_t bytes_max) {
  std::size_t from = 0;
  while (lines.size() < lines_max) {
    const std::size_t end = buffer_.find('\n', from);
    if (end == std::string::npos) break;
    if (!skipping_ && end > from) lines.push_back(buffer_.substr(from, std::min(end - from, bytes_max + 1)));
    skipping_ = false;
    from = end + 1;
  }
  buffer_.erase(0, from);
  if (lines.size() < lines_max && buffer_.find('\n') == std::string::npos && buffer_.size() > bytes_max) {
    if (!skipping_) lines.push_back(buffer_.substr(0, bytes_max + 1));
    skipping_ = true;
    buffer_.clear();
  }
}

Outcome<std::vector<std::string>> LineReader::next(std::size_t lines_max, std::size_t bytes_max) {
  std::vector<std::string> lines;
  while (true) {
    take_lines(lines, lines_max, bytes_max);
    const bool enough = lines.size() == lines_max || (!lines.empty() && !readable_now());
    if (enough || ended_) break;
    const auto more = fill();
    if (!more) return tl::unexpected(more.error());
    if (*more) continue;
    ended_ = true;
    if (!buffer_.empty()) buffer_ += '\n';  // a last line without its line break
  }
  return lines;
}

}  // namespace quyche::cli
