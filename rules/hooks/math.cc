// math.{abs,max,min,floor,tointeger}; the two constants are in allow_list.cc.
#include <array>
#include <cmath>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

void need_number(lua_State* lua, int index, const char* function) {
  if (lua_type(lua, index) != LUA_TNUMBER) raise_bad_argument(lua, index, function, "number expected");
}

int call_abs(lua_State* lua) {
  charge(lua, 1);
  need_number(lua, 1, "abs");
  if (lua_isinteger(lua, 1) != 0) {
    const lua_Integer value = lua_tointeger(lua, 1);
    // Wraps around for the smallest integer, as Lua's arithmetic does.
    lua_pushinteger(lua, value < 0 ? static_cast<lua_Integer>(0 - static_cast<lua_Unsigned>(value)) : value);
  } else {
    lua_pushnumber(lua, std::fabs(lua_tonumber(lua, 1)));
  }
  return 1;
}

// Pushes the first argument that no other one is before.
int pick(lua_State* lua, const char* function, bool greatest) {
  const int top = lua_gettop(lua);
  charge(lua, top + 1);
  need_number(lua, 1, function);
  int best = 1;
  for (int index = 2; index <= top; ++index) {
    need_number(lua, index, function);
    if (lua_compare(lua, greatest ? best : index, greatest ? index : best, LUA_OPLT) != 0) best = index;
  }
  lua_pushvalue(lua, best);
  return 1;
}

int call_max(lua_State* lua) { return pick(lua, "max", true); }
int call_min(lua_State* lua) { return pick(lua, "min", false); }

int call_floor(lua_State* lua) {
  charge(lua, 1);
  need_number(lua, 1, "floor");
  if (lua_isinteger(lua, 1) != 0) {
    lua_settop(lua, 1);
    return 1;
  }
  lua_pushnumber(lua, std::floor(lua_tonumber(lua, 1)));
  lua_Integer value = 0;
  if (read_integer(lua, -1, value)) lua_pushinteger(lua, value);  // else it is beyond the integers
  return 1;
}

int call_tointeger(lua_State* lua) {
  charge(lua, 1);
  need_value(lua, 1, "tointeger");
  lua_Integer value = 0;
  if (read_integer(lua, 1, value)) {
    lua_pushinteger(lua, value);
  } else {
    lua_pushnil(lua);
  }
  return 1;
}

constexpr std::array functions{
    Function{"abs", call_abs},
    Function{"max", call_max},
    Function{"min", call_min},
    Function{"floor", call_floor},
    Function{"tointeger", call_tointeger},
};

}  // namespace

std::span<const Function> math_functions() { return functions; }

}  // namespace quyche::rules::hooks
