// A text file with its name, and places in it. Everything the rules layer says points into a Source.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace quyche::rules {

// 1-based, as editors count; columns count code points, not bytes.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
  bool operator==(const Position&) const = default;
};

class Source {
 public:
  Source(std::string name, std::string text);
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  // `offset` in bytes; one past the end is allowed. Safe on text that is not valid UTF-8.
  [[nodiscard]] Position position(std::size_t offset) const;
  // The line's text without its line break; `line` is 1-based. Empty when there is no such line.
  [[nodiscard]] std::string_view line(std::size_t line) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

using SourcePtr = std::shared_ptr<const Source>;

// A run of bytes of a source.
struct Span {
  SourcePtr source;
  std::size_t offset = 0;
  std::size_t length = 0;
};

// Reads a whole file. Fails with Q501 (cannot be read: not there, a folder, no permission) or Q502 (larger
// than `bytes_max`, judged before reading). `name` is the path as the user wrote it.
// The error's detail is what the message says after the path: the system's reason, or the number of bytes.
[[nodiscard]] Outcome<SourcePtr> load_source(const std::string& path, std::size_t bytes_max);

}  // namespace quyche::rules
