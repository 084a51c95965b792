// string.{len,sub,byte,char,rep,reverse,contains,starts_with,ends_with}: by bytes, without patterns.
//
// No string has the character zero in it: comparing such strings is slow in Lua in a way that steps do not
// see.
#include <algorithm>
#include <array>
#include <cstring>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

constexpr std::size_t results_max = 250;

int call_len(lua_State* lua) {
  charge(lua, 1);
  lua_pushinteger(lua, static_cast<lua_Integer>(need_string(lua, 1, "len").size()));
  return 1;
}

int call_sub(lua_State* lua) {
  const std::string_view text = need_string(lua, 1, "sub");
  const Range range = clip(need_integer(lua, 2, "sub"), integer_or(lua, 3, "sub", -1), text.size());
  charge_bytes(lua, range.size());
  lua_pushlstring(lua, text.data() + (range.first - 1), range.size());
  return 1;
}

int call_byte(lua_State* lua) {
  const std::string_view text = need_string(lua, 1, "byte");
  const lua_Integer first = integer_or(lua, 2, "byte", 1);
  const Range range = clip(first, integer_or(lua, 3, "byte", first), text.size());
  charge_bytes(lua, range.size() * 16);
  if (range.size() > results_max)
    raise(lua, "string.byte gives at most %d bytes", static_cast<int>(results_max));
  make_room(lua, static_cast<int>(range.size()));
  for (std::size_t i = 0; i < range.size(); ++i) {
    lua_pushinteger(lua, static_cast<unsigned char>(text[range.first - 1 + i]));
  }
  return static_cast<int>(range.size());
}

int call_char(lua_State* lua) {
  const int count = lua_gettop(lua);
  charge_bytes(lua, static_cast<std::size_t>(count) * 16);
  char* const bytes = push_scratch(lua, static_cast<std::size_t>(count));
  for (int index = 1; index <= count; ++index) {
    const lua_Integer value = need_integer(lua, index, "char");
    if (value < 1 || value > 255) raise_bad_argument(lua, index, "char", "value out of range 1..255");
    bytes[index - 1] = static_cast<char>(static_cast<unsigned char>(value));
  }
  lua_pushlstring(lua, bytes, static_cast<std::size_t>(count));
  return 1;
}

int call_rep(lua_State* lua) {
  const std::string_view text = need_string(lua, 1, "rep");
  const lua_Integer count = need_integer(lua, 2, "rep");
  const std::string_view between =
      lua_type(lua, 3) <= LUA_TNIL ? std::string_view{} : need_string(lua, 3, "rep");
  const std::size_t piece = text.size() + between.size();
  if (count <= 0 || piece == 0) {
    charge(lua, 1);
    lua_pushstring(lua, "");
    return 1;
  }
  // Beyond the steps in any case; asked first, so that the product below cannot overflow.
  if (static_cast<lua_Unsigned>(count) > 16 * static_cast<lua_Unsigned>(limits::hook_steps_max)) {
    charge(lua, limits::hook_steps_max);
    check_latch(lua);
    raise(lua, "the result of string.rep is too long");
  }
  const std::size_t size = piece * static_cast<std::size_t>(count) - between.size();
  charge_bytes(lua, size);
  char* to = push_scratch(lua, size);
  const char* const start = to;
  for (lua_Integer i = 0; i < count; ++i) {
    to = std::copy(text.begin(), text.end(), to);
    if (i + 1 < count) to = std::copy(between.begin(), between.end(), to);
  }
  lua_pushlstring(lua, start, size);
  return 1;
}

int call_reverse(lua_State* lua) {
  const std::string_view text = need_string(lua, 1, "reverse");
  charge_bytes(lua, text.size());
  char* const bytes = push_scratch(lua, text.size());
  std::reverse_copy(text.begin(), text.end(), bytes);
  lua_pushlstring(lua, bytes, text.size());
  return 1;
}

int call_contains(lua_State* lua) {
  const std::string_view text = need_string(lua, 1, "contains");
  const std::string_view part = need_string(lua, 2, "contains");
  charge_bytes(lua, text.size() + part.size());
  // memmem is linear also for texts made to be searched slowly, unlike std::string_view::find.
  const bool found = part.empty() || memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
  lua_pushboolean(lua, found ? 1 : 0);
  return 1;
}

int call_starts_with(lua_State* lua) {
  const std::string_view text = need_string(lua, 1, "starts_with");
  const std::string_view part = need_string(lua, 2, "starts_with");
  charge_bytes(lua, part.size());
  lua_pushboolean(lua, text.starts_with(part) ? 1 : 0);
  return 1;
}

int call_ends_with(lua_State* lua) {
  const std::string_view text = need_string(lua, 1, "ends_with");
  const std::string_view part = need_string(lua, 2, "ends_with");
  charge_bytes(lua, part.size());
  lua_pushboolean(lua, text.ends_with(part) ? 1 : 0);
  return 1;
}

constexpr std::array functions{
    Function{"len", call_len},
    Function{"sub", call_sub},
    Function{"byte", call_byte},
    Function{"char", call_char},
    Function{"rep", call_rep},
    Function{"format", call_format},
    Function{"lower", call_lower},
    Function{"upper", call_upper},
    Function{"reverse", call_reverse},
    Function{"contains", call_contains},
    Function{"starts_with", call_starts_with},
    Function{"ends_with", call_ends_with},
};

}  // namespace

std::span<const Function> string_functions() { return functions; }

}  // namespace quyche::rules::hooks
