#include "adapters/cli/line_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
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
      buffer_(std::move(other.buffer_)),
      begin_(other.begin_),
      searched_(other.searched_) {}

LineReader::~LineReader() {
  if (owned_) ::close(fd_);
}

Outcome<void> LineReader::fill() {
  char chunk[65'536];
  buffer_.erase(0, begin_);
  searched_ -= begin_;
  begin_ = 0;
  while (true) {
    const ssize_t got = ::read(fd_, chunk, sizeof chunk);
    if (got > 0) {
      buffer_.append(chunk, static_cast<std::size_t>(got));
      return {};
    }
    if (got == 0) break;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return {};
    if (errno != EINTR) return fail("Q501", std::strerror(errno));
  }
  ended_ = true;
  if (!buffer_.empty()) buffer_ += '\n';  // a last line without its line break
  return {};
}

bool LineReader::readable_now() const {
  pollfd waiting{fd_, POLLIN, 0};
  return ::poll(&waiting, 1, 0) > 0;
}

bool LineReader::has_line() {
  searched_ = std::min(buffer_.find('\n', searched_), buffer_.size());
  return searched_ < buffer_.size();
}

bool LineReader::has_more() const {
  return buffer_.find('\n', searched_) != std::string::npos || (!ended_ && readable_now());
}

void LineReader::take_lines(std::vector<std::string>& lines, std::size_t lines_max, std::size_t bytes_max) {
  while (lines.size() < lines_max && has_line()) {
    if (!skipping_ && searched_ > begin_)
      lines.push_back(buffer_.substr(begin_, std::min(searched_ - begin_, bytes_max + 1)));
    skipping_ = false;
    begin_ = ++searched_;
  }
  if (lines.size() == lines_max || has_line() || buffer_.size() - begin_ <= bytes_max) return;
  if (!skipping_) lines.push_back(buffer_.substr(begin_, bytes_max + 1));
  skipping_ = true;
  begin_ = searched_ = buffer_.size();
}

Outcome<std::vector<std::string>> LineReader::take(std::size_t lines_max, std::size_t bytes_max) {
  if (!ended_ && !has_line() && readable_now()) {
    if (auto filled = fill(); !filled) return tl::unexpected(filled.error());
  }
  std::vector<std::string> lines;
  take_lines(lines, lines_max, bytes_max);
  return lines;
}

}  // namespace quyche::cli
