// Shortening text for messages without breaking a character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quyche {

// The first `bytes_max` bytes of valid UTF-8, less what would be half a character; "…" marks that some is
// missing.
[[nodiscard]] inline std::string cut(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace quyche
