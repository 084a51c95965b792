// SHA-256 (FIPS 180-4). The one file behind which the crypto library stands for the engine.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quyche {

// 32 bytes; as text 64 lower-case hexadecimal digits.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  [[nodiscard]] static std::optional<Digest> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  void append_text(std::string& out) const;
  static constexpr std::size_t text_bytes = 64;  // every text of that length that parses is the value's own
  [[nodiscard]] bool empty() const { return *this == Digest{}; }
  auto operator<=>(const Digest&) const = default;
};

[[nodiscard]] Digest sha256(std::string_view bytes);
// Of the two one behind the other.
[[nodiscard]] Digest sha256(std::string_view first, std::string_view second);

}  // namespace quyche
