#include "engine/digest/sha256.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

namespace quyche {
namespace {

constexpr std::int8_t no_digit = -1;

constexpr std::array<std::int8_t, 256> digit_values() {
  std::array<std::int8_t, 256> values{};
  values.fill(no_digit);
  for (int i = 0; i < 10; ++i) values['0' + i] = static_cast<std::int8_t>(i);
  for (int i = 0; i < 6; ++i) values['a' + i] = static_cast<std::int8_t>(10 + i);
  return values;
}
constexpr std::array<std::int8_t, 256> digit_value = digit_values();

}  // namespace

std::optional<Digest> Digest::parse(std::string_view text) {
  Digest digest;
  if (text.size() != 2 * digest.bytes.size()) return std::nullopt;
  int bad = 0;
  for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
    const int high = digit_value[static_cast<unsigned char>(text[2 * i])];
    const int low = digit_value[static_cast<unsigned char>(text[2 * i + 1])];
    bad |= high | low;  // negative when one of them is
    digest.bytes[i] = static_cast<std::uint8_t>((high & 15) << 4 | (low & 15));
  }
  if (bad < 0) return std::nullopt;
  return digest;
}

void Digest::append_text(std::string& out) const {
  static constexpr char digits[] = "0123456789abcdef";
  char text[text_bytes];
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text[2 * i] = digits[bytes[i] >> 4];
    text[2 * i + 1] = digits[bytes[i] & 15];
  }
  out.append(text, sizeof text);
}

std::string Digest::text() const {
  std::string out;
  append_text(out);
  return out;
}

// The low-level calls, which OpenSSL 3 would rather not see used: its one-shot SHA256() looks the algorithm
// up by name each time, which takes four times as long as the hash of a short text.
Digest sha256(std::string_view bytes) { return sha256(bytes, {}); }

Digest sha256(std::string_view first, std::string_view second) {
  Digest digest;
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, first.data(), first.size());
  if (!second.empty()) SHA256_Update(&context, second.data(), second.size());
  SHA256_Final(digest.bytes.data(), &context);
  return digest;
}

}  // namespace quyche
