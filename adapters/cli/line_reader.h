// Lines of a file or a pipe as they arrive, without ever waiting for more.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace quyche::cli {

class LineReader {
 public:
  // "-" is standard input. Fails with Q501.
  [[nodiscard]] static Outcome<LineReader> open(const std::string& path);
  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&&) = delete;
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  // At most `lines_max` of the lines that are there, without those that are empty; of what has arrived it
  // reads 64 KiB at most. May give none although more is to come. A line longer than `bytes_max` comes cut to
  // bytes_max + 1 bytes, so that it is refused as too long and the rest of it is not read as commands.
  // Fails with Q501.
  [[nodiscard]] Outcome<std::vector<std::string>> take(std::size_t lines_max, std::size_t bytes_max);
  // Everything was taken.
  [[nodiscard]] bool ended() const { return ended_ && begin_ == buffer_.size(); }
  // Whether take() would not find the place as it left it: something has arrived, or was left over.
  [[nodiscard]] bool has_more() const;
  // To wait for more.
  [[nodiscard]] int descriptor() const { return fd_; }

 private:
  explicit LineReader(int fd, bool owned) : fd_(fd), owned_(owned) {}
  [[nodiscard]] Outcome<void> fill();
  [[nodiscard]] bool readable_now() const;
  [[nodiscard]] bool has_line();
  void take_lines(std::vector<std::string>& lines, std::size_t lines_max, std::size_t bytes_max);

  int fd_;
  bool owned_;
  bool ended_ = false;
  bool skipping_ = false;  // inside a line that was too long
  std::string buffer_;
  std::size_t begin_ = 0;     // of what was not taken
  std::size_t searched_ = 0;  // up to here there is no line break after begin_
};

}  // namespace quyche::cli
