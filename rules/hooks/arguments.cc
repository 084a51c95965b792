#include "rules/hooks/arguments.h"

#include <cmath>
#include <cstdlib>

#include "rules/hooks/budget.h"

namespace quyche::rules::hooks {

void raise_top(lua_State* lua) {
  check_latch(lua);
  const Meter& meter = meter_of(lua);
  if (meter.line() > 0) {
    lua_pushfstring(lua, "%s:%d: %s", meter.chunk().c_str(), meter.line(), lua_tostring(lua, -1));
  }
  lua_error(lua);
  std::abort();  // lua_error does not return, but is not declared so
}

void raise_bad_argument(lua_State* lua, int index, const char* function, const char* why) {
  raise(lua, "bad argument #%d to '%s' (%s)", index, function, why);
}

namespace {

[[noreturn]] void raise_type(lua_State* lua, int index, const char* function, const char* expected) {
  const char* const got =
      lua_type(lua, index) == LUA_TNONE ? "no value" : lua_typename(lua, lua_type(lua, index));
  raise(lua, "bad argument #%d to '%s' (%s expected, got %s)", index, function, expected, got);
}

}  // namespace

void need_value(lua_State* lua, int index, const char* function) {
  if (lua_type(lua, index) == LUA_TNONE) raise_bad_argument(lua, index, function, "value expected");
}

void need_table(lua_State* lua, int index, const char* function) {
  if (lua_type(lua, index) != LUA_TTABLE) raise_type(lua, index, function, "table");
}

std::string_view need_string(lua_State* lua, int index, const char* function) {
  if (lua_type(lua, index) != LUA_TSTRING) raise_type(lua, index, function, "string");
  return view_string(lua, index);
}

lua_Integer need_integer(lua_State* lua, int index, const char* function) {
  lua_Integer value = 0;
  if (!read_integer(lua, index, value)) raise_type(lua, index, function, "integer");
  return value;
}

lua_Integer integer_or(lua_State* lua, int index, const char* function, lua_Integer otherwise) {
  return lua_type(lua, index) <= LUA_TNIL ? otherwise : need_integer(lua, index, function);
}

bool read_integer(lua_State* lua, int index, lua_Integer& into) {
  if (lua_type(lua, index) != LUA_TNUMBER) return false;
  int exact = 0;
  into = lua_tointegerx(lua, index, &exact);
  return exact != 0;
}

std::string_view view_string(lua_State* lua, int index) {
  std::size_t size = 0;
  const char* const text = lua_tolstring(lua, index, &size);
  return {text, size};
}

char* push_scratch(lua_State* lua, std::size_t bytes) {
  return static_cast<char*>(lua_newuserdatauv(lua, bytes, 0));
}

std::string_view push_text(lua_State* lua, int index) {
  switch (lua_type(lua, index)) {
    case LUA_TSTRING: lua_pushvalue(lua, index); break;
    case LUA_TNUMBER:
      // The sign of "not a number" differs between processors.
      if (std::isnan(lua_tonumber(lua, index))) {
        lua_pushstring(lua, "nan");
      } else {
        lua_pushvalue(lua, index);
      }
      break;
    case LUA_TBOOLEAN: lua_pushstring(lua, lua_toboolean(lua, index) != 0 ? "true" : "false"); break;
    default: lua_pushstring(lua, lua_typename(lua, lua_type(lua, index))); break;
  }
  return view_string(lua, -1);  // turns a number into its text
}

Range clip(lua_Integer first, lua_Integer last, std::size_t size) {
  const auto end = static_cast<lua_Integer>(size);
  // A position before the start is the start; `-end` is safe where `-first` is not (the smallest integer).
  if (first < 0) first = first < -end ? 1 : end + first + 1;
  if (first == 0) first = 1;
  if (last < 0) last = last < -end ? 0 : end + last + 1;
  if (last > end) last = end;
  if (first > last) return {};
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

}  // namespace quyche::rules::hooks
