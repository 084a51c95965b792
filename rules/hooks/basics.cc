// assert, error, ipairs, pcall, select, tonumber, tostring, type.
#include <algorithm>
#include <array>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

// What a caught error costs: unwinding takes far longer than an instruction.
constexpr std::int64_t caught_error_steps = 32;
// Longer texts are no numbers, and reading them would take long.
constexpr std::size_t number_bytes_max = 200;

int call_assert(lua_State* lua) {
  charge(lua, 1);
  need_value(lua, 1, "assert");
  if (lua_toboolean(lua, 1) != 0) return lua_gettop(lua);
  if (lua_gettop(lua) < 2) raise(lua, "assertion failed!");
  lua_settop(lua, 2);
  return lua_error(lua);
}

// The line that the function `level` frames up is at, or 0.
int line_of(lua_State* lua, lua_Integer level) {
  constexpr lua_Integer level_max = 200;
  lua_Debug frame{};
  if (level > level_max || lua_getstack(lua, static_cast<int>(level), &frame) == 0) return 0;
  lua_getinfo(lua, "l", &frame);
  return frame.currentline;
}

int call_error(lua_State* lua) {
  charge(lua, 1);
  const lua_Integer level = integer_or(lua, 2, "error", 1);
  lua_settop(lua, 1);
  if (lua_type(lua, 1) != LUA_TSTRING || level <= 0) return lua_error(lua);
  const std::string_view text = view_string(lua, 1);
  charge_bytes(lua, text.size());
  if (const int line = line_of(lua, level); line > 0) {
    lua_pushfstring(lua, "%s:%d: %s", meter_of(lua).chunk().c_str(), line, text.data());
  }
  return lua_error(lua);
}

int ipairs_next(lua_State* lua) {
  const lua_Integer next = lua_tointeger(lua, 2) + 1;
  need_table(lua, 1, "ipairs");
  charge(lua, 1);
  lua_pushinteger(lua, next);
  return lua_rawgeti(lua, 1, next) == LUA_TNIL ? 1 : 2;
}

int call_ipairs(lua_State* lua) {
  charge(lua, 1);
  need_table(lua, 1, "ipairs");
  lua_pushcfunction(lua, ipairs_next);
  lua_pushvalue(lua, 1);
  lua_pushinteger(lua, 0);
  return 3;
}

// Catches what the script raised, and nothing else: a spent budget goes through.
int call_pcall(lua_State* lua) {
  charge(lua, 1);
  need_value(lua, 1, "pcall");
  lua_pushboolean(lua, 1);
  lua_insert(lua, 1);
  const int status = lua_pcall(lua, lua_gettop(lua) - 2, LUA_MULTRET, 0);
  if (status == LUA_ERRMEM) meter_of(lua).spend_memory();
  check_latch(lua);
  if (status == LUA_OK) return lua_gettop(lua);
  charge(lua, caught_error_steps);
  lua_pushboolean(lua, 0);
  lua_insert(lua, -2);
  return 2;
}

int call_select(lua_State* lua) {
  const int top = lua_gettop(lua);
  charge_bytes(lua, static_cast<std::size_t>(top) * 4);
  if (lua_type(lua, 1) == LUA_TSTRING && view_string(lua, 1) == "#") {
    lua_pushinteger(lua, top - 1);
    return 1;
  }
  lua_Integer from = need_integer(lua, 1, "select");
  if (from < 0) from = from < -top ? 0 : top + from;
  if (from < 1) raise_bad_argument(lua, 1, "select", "index out of range");
  return static_cast<int>(std::max<lua_Integer>(0, top - from));
}

// The digit's value, or 36 when it is none.
int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 36;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\n\r\v\f";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// False when `text` is no number of `base`. Wraps around like Lua's integers.
bool read_based(std::string_view text, int base, lua_Integer& into) {
  text = trim(text);
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty()) return false;
  lua_Unsigned value = 0;
  for (const char c : text) {
    const int digit = digit_value(c);
    if (digit >= base) return false;
    value = value * static_cast<lua_Unsigned>(base) + static_cast<lua_Unsigned>(digit);
  }
  into = static_cast<lua_Integer>(negative ? 0 - value : value);
  return true;
}

int call_tonumber(lua_State* lua) {
  charge(lua, 1);
  need_value(lua, 1, "tonumber");
  if (lua_type(lua, 2) <= LUA_TNIL) {
    if (lua_type(lua, 1) == LUA_TNUMBER) {
      lua_settop(lua, 1);
      return 1;
    }
    if (lua_type(lua, 1) == LUA_TSTRING) {
      const std::string_view text = view_string(lua, 1);
      if (text.size() <= number_bytes_max && lua_stringtonumber(lua, text.data()) == text.size() + 1)
        return 1;
    }
    lua_pushnil(lua);
    return 1;
  }
  const lua_Integer base = need_integer(lua, 2, "tonumber");
  const std::string_view text = need_string(lua, 1, "tonumber");
  if (base < 2 || base > 36) raise_bad_argument(lua, 2, "tonumber", "base out of range");
  lua_Integer value = 0;
  if (text.size() <= number_bytes_max && read_based(text, static_cast<int>(base), value)) {
    lua_pushinteger(lua, value);
  } else {
    lua_pushnil(lua);
  }
  return 1;
}

int call_tostring(lua_State* lua) {
  charge(lua, 1);
  need_value(lua, 1, "tostring");
  push_text(lua, 1);
  return 1;
}

int call_type(lua_State* lua) {
  charge(lua, 1);
  need_value(lua, 1, "type");
  lua_pushstring(lua, lua_typename(lua, lua_type(lua, 1)));
  return 1;
}

constexpr std::array functions{
    Function{"assert", call_assert},     Function{"error", call_error},       Function{"ipairs", call_ipairs},
    Function{"pairs", call_pairs},       Function{"pcall", call_pcall},       Function{"select", call_select},
    Function{"tonumber", call_tonumber}, Function{"tostring", call_tostring}, Function{"type", call_type},
};

}  // namespace

std::span<const Function> basic_functions() { return functions; }

}  // namespace quyche::rules::hooks
