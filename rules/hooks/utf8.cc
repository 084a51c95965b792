// utf8.{len,char,codepoint}.
#include <utf8proc.h>

#include <array>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

constexpr std::size_t results_max = 250;

// The code point at the start of `text` and its size, or a size of 0 when there is no valid one.
std::size_t read_letter(std::string_view text, utf8proc_int32_t& letter) {
  const utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                 static_cast<utf8proc_ssize_t>(text.size()), &letter);
  return size <= 0 ? 0 : static_cast<std::size_t>(size);
}

// The number of code points, or nil when the text is no UTF-8.
int call_len(lua_State* lua) {
  std::string_view text = need_string(lua, 1, "len");
  charge_bytes(lua, text.size());
  lua_Integer count = 0;
  while (!text.empty()) {
    utf8proc_int32_t letter = 0;
    const std::size_t size = read_letter(text, letter);
    if (size == 0) {
      lua_pushnil(lua);
      return 1;
    }
    text.remove_prefix(size);
    ++count;
  }
  lua_pushinteger(lua, count);
  return 1;
}

int call_char(lua_State* lua) {
  const int count = lua_gettop(lua);
  charge_bytes(lua, static_cast<std::size_t>(count) * 16);
  char* const bytes = push_scratch(lua, static_cast<std::size_t>(count) * 4);
  std::size_t size = 0;
  for (int index = 1; index <= count; ++index) {
    const lua_Integer value = need_integer(lua, index, "char");
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < 1 || value > 0x10FFFF || surrogate) raise_bad_argument(lua, index, "char", "no code point");
    size += static_cast<std::size_t>(utf8proc_encode_char(static_cast<utf8proc_int32_t>(value),
                                                          reinterpret_cast<utf8proc_uint8_t*>(bytes + size)));
  }
  lua_pushlstring(lua, bytes, size);
  return 1;
}

// The code points that start in the bytes [i, j]; both default to 1 and i.
int call_codepoint(lua_State* lua) {
  const std::string_view text = need_string(lua, 1, "codepoint");
  const lua_Integer first = integer_or(lua, 2, "codepoint", 1);
  const Range range = clip(first, integer_or(lua, 3, "codepoint", first), text.size());
  charge_bytes(lua, range.size() * 16);
  if (range.size() > 4 * results_max)
    raise(lua, "utf8.codepoint gives at most %d values", static_cast<int>(results_max));
  make_room(lua, static_cast<int>(range.size()));
  int count = 0;
  for (std::size_t at = range.first - 1; at < range.last;) {
    utf8proc_int32_t letter = 0;
    const std::size_t size = read_letter(text.substr(at), letter);
    if (size == 0) raise(lua, "invalid UTF-8");
    lua_pushinteger(lua, letter);
    at += size;
    ++count;
  }
  return count;
}

constexpr std::array functions{Function{"len", call_len}, Function{"char", call_char},
                               Function{"codepoint", call_codepoint}};

}  // namespace

std::span<const Function> utf8_functions() { return functions; }

}  // namespace quyche::rules::hooks
