// Lines of a file or a pipe, as many at a time as have arrived: what waits together is committed together,
// and a program that sends one command gets its answer without waiting for a second.
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

  // At least one line and at most `lines_max`; empty at the end. A line longer than `bytes_max` comes cut to
  // bytes_max + 1 bytes, so that it is refused as too long and the rest of it is not read as commands.
  [[nodiscard]] Outcome<std::vector<std::string>> next(std::size_t lines_max, std::size_t bytes_max);

 private:
  explicit LineReader(int fd, bool owned) : fd_(fd), owned_(owned) {}
  [[nodiscard]] Outcome<bool> fill();
  [[nodiscard]] bool readable_now() const;
  void take_lines(std::vector<std::string>& lines, std::size_t lines_max, std::size_t bytes_max);

  int fd_;
  bool owned_;
  bool ended_ = false;
  bool skipping_ = false;  // inside a line that was too long
  std::string buffer_;
};

}  // namespace quyche::cli
