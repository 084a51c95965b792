// A phrase cut into words that compare equal when people mean the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quyche::rules::phrase {

struct Word {
  std::string text;  // NFC, lower case, number words as digits without leading zeros, hằng as hàng
  std::size_t offset = 0;
  std::size_t length = 0;
};

// Cuts at spaces; "05/9" is one word, commas and full stops at a word's end are dropped.
[[nodiscard]] std::vector<Word> words(std::string_view text);

// A number written in digits or as a Vietnamese or English number word up to thirty; -1 otherwise.
[[nodiscard]] int number(std::string_view word);

}  // namespace quyche::rules::phrase
