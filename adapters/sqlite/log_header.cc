#include "adapters/sqlite/log_header.h"

#include <cstdint>

#include "adapters/sqlite/limits.h"
#include "engine/base/check.h"

namespace quyche::sqlite {
namespace {

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}
std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}

}  // namespace

LogHead read_log_head(std::string_view bytes) {
  CHECK(bytes.size() == log_head_bytes, "the head of a log has one length");
  // The last bit says in which order the checksum takes the bytes of each word.
  constexpr std::uint32_t magic = 0x377f0682;
  constexpr std::uint32_t format = 3'007'000;
  const std::uint32_t first = big_endian(bytes, 0);
  if ((first & ~std::uint32_t{1}) != magic || big_endian(bytes, 4) != format ||
      big_endian(bytes, 8) != limits::page_bytes)
    return {};
  const auto word = (first & 1) != 0 ? big_endian : little_endian;
  std::uint32_t one = 0;
  std::uint32_t two = 0;
  for (std::size_t at = 0; at < 24; at += 8) {
    one += word(bytes, at) + two;
    two += word(bytes, at + 4) + one;
  }
  if (big_endian(bytes, 24) != one || big_endian(bytes, 28) != two) return {};
  constexpr std::size_t frame = 32;
  const bool salted = bytes.substr(16, 8) == bytes.substr(frame + 8, 8);
  return {true, salted && big_endian(bytes, frame) != 0};
}

}  // namespace quyche::sqlite
