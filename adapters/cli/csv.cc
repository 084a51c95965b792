#include "adapters/cli/csv.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace quyche::cli {
namespace {

// The last four are the full-width forms of the first four.
constexpr auto formula_signs =
    std::to_array<std::string_view>({"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"});

std::string csv_cell(const std::string& cell) {
  const bool formula = std::any_of(formula_signs.begin(), formula_signs.end(),
                                   [&](std::string_view sign) { return cell.starts_with(sign); });
  const std::string text = formula ? "'" + cell : cell;
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string csv_text(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) out += (c == 0 ? "" : ",") + csv_cell(row[c]);
    out += "\r\n";
  }
  return out;
}

}  // namespace quyche::cli
