// string.format with %s, %d, %x and %%, each with an optional width up to 99; a leading 0 fills numbers with
// zeros.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

struct Directive {
  bool zeros = false;
  std::size_t width = 0;
  char kind = 0;
};

// Reads behind the '%'; `at` is left behind the directive.
Directive read_directive(lua_State* lua, std::string_view format, std::size_t& at) {
  Directive directive;
  const auto is_digit = [&] { return at < format.size() && format[at] >= '0' && format[at] <= '9'; };
  if (is_digit() && format[at] == '0') {
    directive.zeros = true;
    ++at;
  }
  for (int digits = 0; is_digit() && digits < 2; ++digits) {
    directive.width = directive.width * 10 + static_cast<std::size_t>(format[at++] - '0');
  }
  if (at < format.size()) directive.kind = format[at++];
  const bool known = directive.kind == 's' || directive.kind == 'd' || directive.kind == 'x';
  const bool percent = directive.kind == '%' && directive.width == 0 && !directive.zeros;
  if (!known && !percent) raise(lua, "string.format knows %%s, %%d, %%x and %%%%, with a width up to 99");
  return directive;
}

// Pushes one argument as text, without its width.
std::string_view push_piece(lua_State* lua, int index, char kind) {
  if (kind == 's') {
    need_value(lua, index, "format");
    return push_text(lua, index);
  }
  const lua_Integer value = need_integer(lua, index, "format");
  char digits[24];
  const std::to_chars_result end =
      kind == 'd' ? std::to_chars(digits, digits + sizeof digits, value)
                  : std::to_chars(digits, digits + sizeof digits, static_cast<lua_Unsigned>(value), 16);
  lua_pushlstring(lua, digits, static_cast<std::size_t>(end.ptr - digits));
  return view_string(lua, -1);
}

// Pushes `piece` filled up on the left. Zeros go behind the sign.
void push_padded(lua_State* lua, std::string_view piece, const Directive& directive) {
  char padded[100];
  const std::size_t fill = directive.width - piece.size();
  const bool zeros = directive.zeros && directive.kind != 's';
  char* to = padded;
  if (zeros && piece.starts_with('-')) {
    *to++ = '-';
    piece.remove_prefix(1);
  }
  to = std::fill_n(to, fill, zeros ? '0' : ' ');
  to = std::copy(piece.begin(), piece.end(), to);
  lua_pushlstring(lua, padded, static_cast<std::size_t>(to - padded));
}

// Replaces the result at `result` by itself and the string on top of it.
void append_top(lua_State* lua, int result) {
  charge_bytes(lua, view_string(lua, result).size() + view_string(lua, -1).size());
  lua_settop(lua, result + 1);
  lua_concat(lua, 2);
}

}  // namespace

int call_format(lua_State* lua) {
  const std::string_view format = need_string(lua, 1, "format");
  charge_bytes(lua, format.size());
  int argument = 1;
  lua_pushstring(lua, "");
  const int result = lua_gettop(lua);
  make_room(lua, 8);
  for (std::size_t at = 0; at < format.size();) {
    const std::size_t plain = std::min(format.find('%', at), format.size()) - at;
    if (plain > 0) {
      lua_pushlstring(lua, format.data() + at, plain);
      append_top(lua, result);
      at += plain;
      continue;
    }
    const Directive directive = read_directive(lua, format, ++at);
    if (directive.kind == '%') {
      lua_pushstring(lua, "%");
    } else {
      if (++argument >= result) raise_bad_argument(lua, argument, "format", "no value");
      const std::string_view piece = push_piece(lua, argument, directive.kind);
      if (piece.size() < directive.width) {
        push_padded(lua, piece, directive);
        lua_replace(lua, result + 1);
      }
    }
    append_top(lua, result);
  }
  return 1;
}

}  // namespace quyche::rules::hooks
