#include "rules/phrase/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/text/letters.h"
#include "rules/text/utf8.h"

namespace quyche::rules::phrase {
namespace {

constexpr auto number_words = std::to_array<std::pair<std::string_view, int>>(
    {{"một", 1},   {"hai", 2},   {"ba", 3},    {"bốn", 4},  {"tư", 4},       {"năm", 5},
     {"sáu", 6},   {"bảy", 7},   {"bẩy", 7},   {"tám", 8},  {"chín", 9},     {"mười", 10},
     {"one", 1},   {"two", 2},   {"three", 3}, {"four", 4}, {"five", 5},     {"six", 6},
     {"seven", 7}, {"eight", 8}, {"nine", 9},  {"ten", 10}, {"fifteen", 15}, {"thirty", 30}});

std::string normal(std::string_view word) {
  std::string text = text::lower(utf8::nfc(word));
  while (!text.empty() && (text.back() == ',' || text.back() == '.' || text.back() == ';')) text.pop_back();
  if (text == "hằng") return "hàng";
  const bool digits =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits) text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  return text;
}

bool space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace

std::vector<Word> words(std::string_view text) {
  std::vector<Word> out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !space(text[end])) ++end;
    Word word{normal(text.substr(at, end - at)), at, end - at};
    if (!word.text.empty()) out.push_back(std::move(word));
    at = end;
  }
  return out;
}

int number(std::string_view word) {
  if (!word.empty() && word.size() <= 5 &&
      std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    int value = 0;
    for (const char c : word) value = value * 10 + (c - '0');
    return value;
  }
  const auto at =
      std::find_if(number_words.begin(), number_words.end(), [&](const auto& n) { return n.first == word; });
  return at == number_words.end() ? -1 : at->second;
}

}  // namespace quyche::rules::phrase
