// Columns that line up in a terminal, whatever the script they hold.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace quyche::cli {

class Table {
 public:
  explicit Table(std::vector<std::string> header) : header_(std::move(header)) {}
  // A cell is one line: what would break it or steer the terminal is shown as U+FFFD.
  void add(std::vector<std::string> row);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  // Columns from `first` on end at the same place: numbers.
  void align_right_from(std::size_t first) { right_from_ = first; }
  // Fits `columns` by wrapping the widest column at spaces. Two spaces between columns, no trailing ones.
  void print(std::ostream& out, std::size_t columns) const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
  std::size_t right_from_ = static_cast<std::size_t>(-1);
};

// `text` cut into lines of at most `columns` terminal columns, at spaces where there are some.
[[nodiscard]] std::vector<std::string> wrap(const std::string& text, std::size_t columns);

}  // namespace quyche::cli
