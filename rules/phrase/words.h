// A phrase cut into words that compare equal when people mean the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quyche::rules::phrase {

struct Word {
  std::string text;  // NFC, lower case, digits without leading zeros, hằng as hàng, kì as kỳ, tuỳ as tùy
  std::size_t offset = 0;
  std::size_t length = 0;
};

// Cuts at spaces, commas and semicolons; full stops at a word's end are dropped. "05/9" is one word.
[[nodiscard]] std::vector<Word> words(std::string_view text);

// The texts of words(), one space between them: equal for phrases that differ in spelling only.
[[nodiscard]] std::string normal_form(std::string_view text);

}  // namespace quyche::rules::phrase
