#include "engine/ledger/base64.h"

#include <algorithm>
#include <cstdint>

namespace quyche::ledger {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < count ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) text += k <= count ? alphabet[group >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::string base64(const Digest& digest) {
  return base64({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t group = 0;
    std::size_t count = 0;  // characters before the padding
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t value = alphabet.find(text[i + k]);
      if (value != std::string_view::npos && count == k) {
        group |= static_cast<std::uint32_t>(value) << (18 - 6 * k);
        ++count;
      } else if (text[i + k] != '=') {
        return std::nullopt;
      }
    }
    if (count < 2 || (count < 4 && i + 4 != text.size())) return std::nullopt;
    for (std::size_t k = 0; k + 1 < count; ++k) bytes += static_cast<char>(group >> (16 - 8 * k) & 255);
  }
  // The last character's spare bits would be ignored otherwise: two texts for the same bytes.
  if (base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::optional<Digest> digest_from_base64(std::string_view text) {
  const auto bytes = from_base64(text);
  Digest digest;
  if (!bytes || bytes->size() != digest.bytes.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.bytes.begin());
  return digest;
}

}  // namespace quyche::ledger
