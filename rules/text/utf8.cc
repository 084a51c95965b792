#include "rules/text/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace quyche::rules::utf8 {
namespace {

constexpr std::size_t marks_in_a_row_max = 30;
constexpr char32_t replacement = 0xFFFD;

struct Shape {
  std::size_t length;
  char32_t first_bits;
  char32_t smallest;  // what a shorter sequence could not say
};

Shape shape_of(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {2, lead & 0x1FU, 0x80};
  if (lead >= 0xE0 && lead <= 0xEF) return {3, lead & 0x0FU, 0x800};
  if (lead >= 0xF0 && lead <= 0xF4) return {4, lead & 0x07U, 0x10000};
  return {0, 0, 0};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_long_run_of_marks(std::string_view text) {
  std::size_t run = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded one = decode(text, at);
    const auto* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(one.code_point));
    run = property->combining_class == 0 ? 0 : run + 1;
    if (run > marks_in_a_row_max) return true;
    at += one.length;
  }
  return false;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  if (lead < 0x80) return {lead, 1, true};
  const Shape shape = shape_of(lead);
  if (shape.length == 0 || text.size() - offset < shape.length) return {};
  char32_t value = shape.first_bits;
  for (std::size_t i = 1; i < shape.length; ++i) {
    const auto next = static_cast<unsigned char>(text[offset + i]);
    if ((next & 0xC0U) != 0x80) return {};
    value = (value << 6U) | (next & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < shape.smallest || surrogate || value > 0x10FFFF) return {};
  return {value, shape.length, true};
}

std::optional<std::size_t> first_invalid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded one = decode(text, at);
    if (!one.valid) return at;
    at += one.length;
  }
  return std::nullopt;
}

void append(std::string& out, char32_t code_point) {
  utf8proc_uint8_t bytes[4];
  const auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  for (utf8proc_ssize_t i = 0; i < count; ++i) out += static_cast<char>(bytes[i]);
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += decode(text, at).length) ++count;
  return count;
}

std::size_t width(char32_t code_point) {
  const int columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
  return columns > 0 ? static_cast<std::size_t>(columns) : 0;
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded one = decode(text, at);
    columns += width(one.code_point);
    at += one.length;
  }
  return columns;
}

bool is_control(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n';
  if (c >= 0x7F && c <= 0x9F) return true;
  const bool zero_width = c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF;
  const bool separator_or_direction = c >= 0x2028 && c <= 0x202E;
  const bool isolate = c >= 0x2066 && c <= 0x2069;
  return zero_width || separator_or_direction || isolate || c == 0x061C;
}

bool is_space(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_ZS;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded one = decode(text, at);
    const bool shown = one.valid && !is_control(one.code_point) && one.code_point >= 0x20;
    if (shown) {
      out += text.substr(at, one.length);
    } else {
      append(out, replacement);
    }
    at += one.length;
  }
  return out;
}

std::string nfc(std::string_view text) {
  if (is_ascii(text) || first_invalid(text) || has_long_run_of_marks(text)) return std::string(text);
  utf8proc_uint8_t* composed = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &composed, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(composed, &std::free);
  if (size < 0) return std::string(text);
  return std::string(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
}

}  // namespace quyche::rules::utf8
