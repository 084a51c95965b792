#include "rules/phrase/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/text/letters.h"
#include "rules/text/utf8.h"

namespace quyche::rules::phrase {
namespace {

// Two spellings of one word; the first is rewritten as the second.
constexpr auto spellings = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"hằng", "hàng"}, {"kì", "kỳ"}, {"tuỳ", "tùy"}, {"bẩy", "bảy"}, {"nhăm", "lăm"}});

std::string normal(std::string_view word) {
  std::string text = text::lower(utf8::nfc(word));
  for (const auto& [written, kept] : spellings)
    if (text == written) return std::string(kept);
  const bool digits =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits) text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  return text;
}

// The bytes of what stands between words at `offset`; 0 where a word stands.
std::size_t separator(std::string_view text, std::size_t offset) {
  const char c = text[offset];
  if (c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ';') return 1;
  const utf8::Decoded decoded = utf8::decode(text, offset);
  return decoded.valid && utf8::is_space(decoded.code_point) ? decoded.length : 0;
}

}  // namespace

std::vector<Word> words(std::string_view text) {
  std::vector<Word> out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (const std::size_t length = separator(text, at); length > 0) {
      at += length;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && separator(text, end) == 0) end += utf8::decode(text, end).length;
    std::size_t length = end - at;
    while (length > 0 && text[at + length - 1] == '.') --length;
    if (length > 0) out.push_back({normal(text.substr(at, length)), at, length});
    at = end;
  }
  return out;
}

std::string normal_form(std::string_view text) {
  std::string out;
  for (const Word& word : words(text)) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

}  // namespace quyche::rules::phrase
