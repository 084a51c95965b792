#include "rules/diagnostics/nearest.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "rules/text/utf8.h"

namespace quyche::rules {
namespace {

// Longer words are never misspelt keys, and the table below grows with the product of both lengths.
constexpr std::size_t word_length_max = 128;

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size() && out.size() <= word_length_max;) {
    const utf8::Decoded one = utf8::decode(text, at);
    out += one.code_point;
    at += one.length;
  }
  return out;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
  // Three rows of the usual table: a swap of neighbours looks two rows back.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string_view> candidates) {
  const std::u32string wanted = code_points(utf8::nfc(word.substr(0, 4 * word_length_max)));
  if (wanted.size() > word_length_max) return {};
  std::string_view best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : candidates) {
    const std::u32string other = code_points(candidate);
    if (other.empty() || other.size() > word_length_max) continue;
    const std::size_t allowed = (std::max(wanted.size(), other.size()) + 2) / 3;
    const std::size_t gap = std::max(wanted.size(), other.size()) - std::min(wanted.size(), other.size());
    if (gap > allowed) continue;
    const std::size_t d = distance(wanted, other);
    if (d > allowed || (!best.empty() && d >= best_distance)) continue;
    best = candidate;
    best_distance = d;
  }
  return std::string(best);
}

}  // namespace quyche::rules
