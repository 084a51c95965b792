#include "adapters/cli/table.h"

#include <algorithm>
#include <ostream>

#include "rules/text/utf8.h"

namespace quyche::cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 12;
constexpr std::size_t word_widest = 32;  // a longer one stands out of its column

std::size_t width(const std::string& text) { return rules::utf8::width(std::string_view(text)); }

std::size_t longest_word(const std::string& text) {
  std::size_t longest = 0;
  for (const std::string& word : wrap(text, 1)) longest = std::max(longest, width(word));
  return longest;
}

void print_cells(std::ostream& out, const std::vector<std::string>& cells,
                 const std::vector<std::size_t>& widths, std::size_t right_from) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 1;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    lines.push_back(wrap(c < cells.size() ? cells[c] : "", widths[c]));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t l = 0; l < height; ++l) {
    std::string line;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const std::string cell = l < lines[c].size() ? lines[c][l] : "";
      const std::string room(widths[c] - std::min(widths[c], width(cell)), ' ');
      line += (c < right_from ? cell + room : room + cell) + std::string(gap, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
}

}  // namespace

std::vector<std::string> wrap(const std::string& text, std::size_t columns) {
  std::vector<std::string> lines(1);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (lines.back().empty())
      lines.back() = word;
    else if (width(lines.back()) + 1 + width(word) <= columns)
      lines.back() += " " + word;
    else
      lines.push_back(word);
    at = end + 1;
  }
  return lines;
}

void Table::add(std::vector<std::string> row) {
  for (std::string& cell : row) cell = rules::utf8::printable(cell);
  rows_.push_back(std::move(row));
}

void Table::print(std::ostream& out, std::size_t columns) const {
  std::vector<std::size_t> widths;
  std::vector<std::size_t> least;
  for (std::size_t c = 0; c < header_.size(); ++c) {
    widths.push_back(width(header_[c]));
    least.push_back(std::max(narrowest, longest_word(header_[c])));
    for (const auto& row : rows_) {
      if (c >= row.size()) continue;
      widths[c] = std::max(widths[c], width(row[c]));
      least[c] = std::max(least[c], std::min(longest_word(row[c]), word_widest));
    }
  }
  while (true) {
    std::size_t total = 0;
    std::size_t widest = widths.size();
    for (std::size_t c = 0; c < widths.size(); ++c) {
      total += widths[c] + gap;
      if (widths[c] > least[c] && (widest == widths.size() || widths[c] > widths[widest])) widest = c;
    }
    if (total <= columns + gap || widest == widths.size()) break;
    --widths[widest];
  }
  print_cells(out, header_, widths, right_from_);
  std::string rule;
  for (std::size_t c = 0; c < widths.size(); ++c)
    rule += std::string(widths[c], '-') + (c + 1 < widths.size() ? "  " : "");
  out << rule << '\n';
  for (const auto& row : rows_) print_cells(out, row, widths, right_from_);
}

}  // namespace quyche::cli
