// UTF-8: is it valid, one code point at a time, how wide it stands in a terminal, and its composed form.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quyche::rules::utf8 {

struct Decoded {
  char32_t code_point = 0xFFFD;
  std::size_t length = 1;  // bytes; 1 for a byte that begins no valid sequence
  bool valid = false;
};

// The code point at `offset`, which lies within the text. Overlong forms, surrogates and values past U+10FFFF
// are invalid.
[[nodiscard]] Decoded decode(std::string_view text, std::size_t offset);
// Where the first byte stands that is part of no valid sequence.
[[nodiscard]] std::optional<std::size_t> first_invalid(std::string_view text);
void append(std::string& out, char32_t code_point);

// The number of code points; an invalid byte counts as one.
[[nodiscard]] std::size_t length(std::string_view text);
// Terminal columns: none for combining marks, two for wide characters.
[[nodiscard]] std::size_t width(char32_t code_point);
[[nodiscard]] std::size_t width(std::string_view text);

// C0 except tab and line feed, DEL, C1, and what is invisible or reorders the text around it: zero width
// spaces, line and paragraph separators, directional marks, byte order marks.
[[nodiscard]] bool is_control(char32_t code_point);
// A space of any kind: U+0020, U+00A0 and the like; no tab, no line break.
[[nodiscard]] bool is_space(char32_t code_point);
// With U+FFFD in place of control characters (tabs and line breaks too) and of invalid bytes: safe to print
// on one line, whatever a file holds.
[[nodiscard]] std::string printable(std::string_view text);

// Normalisation form C. Invalid text, and text with more than 30 combining marks in a row (past the
// stream-safe limit of UAX #15, where sorting them takes quadratic time), comes back as it is.
[[nodiscard]] std::string nfc(std::string_view text);

}  // namespace quyche::rules::utf8
