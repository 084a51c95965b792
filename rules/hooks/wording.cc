#include "rules/hooks/wording.h"

#include <lua.h>
#include <utf8proc.h>

#include <algorithm>

#include "engine/base/limits.h"

namespace quyche::rules::hooks {
namespace {

// Takes one character off `text`: its bytes and whether it may be shown as it is.
struct Letter {
  std::string_view bytes;
  bool valid = false;
  bool control = false;
};

Letter take_letter(std::string_view& text) {
  utf8proc_int32_t code = 0;
  const utf8proc_ssize_t read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                 static_cast<utf8proc_ssize_t>(text.size()), &code);
  const bool valid = read > 0;
  const std::size_t size = valid ? static_cast<std::size_t>(read) : 1;
  const Letter letter{text.substr(0, size), valid, valid && (code < 0x20 || (code >= 0x7F && code < 0xA0))};
  text.remove_prefix(size);
  return letter;
}

}  // namespace

bool is_plain_text(std::string_view text) {
  while (!text.empty()) {
    const Letter letter = take_letter(text);
    if (!letter.valid || letter.control) return false;
  }
  return true;
}

std::string plain_text(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const Letter letter = take_letter(text);
    const std::string_view shown = !letter.valid ? "?" : letter.control ? " " : letter.bytes;
    if (plain.size() + shown.size() > limits::hook_message_bytes_max) break;
    plain += shown;
  }
  return plain;
}

std::string chunk_name(std::string_view name) {
  constexpr std::size_t bytes_max = LUA_IDSIZE - 1;
  constexpr std::string_view gap = "...";
  std::string plain =
      plain_text(name.substr(name.size() - std::min(name.size(), limits::hook_message_bytes_max)));
  if (plain.empty()) return "hook";
  if (plain.size() <= bytes_max) return plain;
  std::size_t from = plain.size() - (bytes_max - gap.size());
  while (from < plain.size() && (static_cast<unsigned char>(plain[from]) & 0xC0U) == 0x80U) ++from;
  return std::string(gap) + plain.substr(from);
}

}  // namespace quyche::rules::hooks
