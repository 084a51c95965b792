// A count as the C2SP formats write it: decimal digits without leading zeros.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quyche::ledger {

// At most 2^53 - 1, so that every reader of these files can hold it.
[[nodiscard]] inline std::optional<std::uint64_t> decimal(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || read != end || (text.size() > 1 && text[0] == '0') ||
      number > (std::uint64_t{1} << 53) - 1)
    return std::nullopt;
  return number;
}

}  // namespace quyche::ledger
