// Fixed-width numbers inside dates and times. Internal to engine/time.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace quyche {

// The number in exactly `width` digits at `at`; nothing when they are not all there.
[[nodiscard]] inline std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace quyche
