#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

void push_library(lua_State* lua, std::span<const Function> functions) {
  lua_createtable(lua, 0, static_cast<int>(functions.size()));
  for (const Function& function : functions) {
    lua_pushcfunction(lua, function.call);
    lua_setfield(lua, -2, function.name);
  }
}

void push_math(lua_State* lua) {
  push_library(lua, math_functions());
  lua_pushinteger(lua, LUA_MAXINTEGER);
  lua_setfield(lua, -2, "maxinteger");
  lua_pushinteger(lua, LUA_MININTEGER);
  lua_setfield(lua, -2, "mininteger");
}

// ("text"):lower() looks the function up in a table of its own: no script can reach it, whatever it does to
// `string`.
void set_string_methods(lua_State* lua) {
  lua_pushstring(lua, "");
  lua_createtable(lua, 0, 1);
  push_library(lua, string_functions());
  lua_setfield(lua, -2, "__index");
  lua_setmetatable(lua, -2);
  lua_pop(lua, 1);
}

}  // namespace

void open_allow_list(lua_State* lua) {
  for (const Function& function : basic_functions()) {
    lua_pushcfunction(lua, function.call);
    lua_setglobal(lua, function.name);
  }
  push_math(lua);
  lua_setglobal(lua, "math");
  push_library(lua, string_functions());
  lua_setglobal(lua, "string");
  push_library(lua, table_functions());
  lua_setglobal(lua, "table");
  push_library(lua, utf8_functions());
  lua_setglobal(lua, "utf8");
  set_string_methods(lua);
}

}  // namespace quyche::rules::hooks
