#include "rules/text/letters.h"

#include <utf8proc.h>

namespace quyche::rules::text {

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  utf8proc_ssize_t left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(bytes, left, &point);
    if (used < 0) return std::string(text);
    utf8proc_uint8_t encoded[4];
    const utf8proc_ssize_t size = utf8proc_encode_char(utf8proc_tolower(point), encoded);
    out.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(size));
    bytes += used;
    left -= used;
  }
  return out;
}

}  // namespace quyche::rules::text
