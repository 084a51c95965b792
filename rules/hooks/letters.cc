// string.lower and string.upper for all of Unicode, one code point to one ("Đ" and "đ", "Ế" and "ế"; "ß"
// stays). Bytes that are no UTF-8 pass through.
#include <utf8proc.h>

#include <algorithm>
#include <string_view>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

using Mapping = utf8proc_int32_t (*)(utf8proc_int32_t);

// Walks `text` and hands each mapped piece to `emit(bytes, size)`.
template <class Emit>
void map_letters(std::string_view text, Mapping map, Emit emit) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t letter = 0;
    utf8proc_ssize_t size = utf8proc_iterate(at, left, &letter);
    if (size <= 0) {
      size = 1;
      emit(at, static_cast<std::size_t>(1));
    } else {
      utf8proc_uint8_t mapped[4];
      const utf8proc_ssize_t mapped_size = utf8proc_encode_char(map(letter), mapped);
      emit(mapped, static_cast<std::size_t>(mapped_size));
    }
    at += size;
    left -= size;
  }
}

int map_string(lua_State* lua, const char* function, Mapping map) {
  const std::string_view text = need_string(lua, 1, function);
  charge_bytes(lua, text.size());
  std::size_t size = 0;
  map_letters(text, map, [&](const utf8proc_uint8_t*, std::size_t bytes) { size += bytes; });
  charge_bytes(lua, size);
  char* const start = push_scratch(lua, size);
  char* to = start;
  map_letters(text, map,
              [&](const utf8proc_uint8_t* from, std::size_t bytes) { to = std::copy_n(from, bytes, to); });
  lua_pushlstring(lua, start, size);
  return 1;
}

utf8proc_int32_t to_upper(utf8proc_int32_t letter) {
  constexpr utf8proc_int32_t sharp_s = 0xDF;  // its capital is not what "simple case mapping" of Unicode says
  return letter == sharp_s ? letter : utf8proc_toupper(letter);
}

}  // namespace

int call_lower(lua_State* lua) { return map_string(lua, "lower", utf8proc_tolower); }
int call_upper(lua_State* lua) { return map_string(lua, "upper", to_upper); }

}  // namespace quyche::rules::hooks
