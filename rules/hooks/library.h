// The functions of the allow-list, by the file that has them; allow_list.cc puts them into a state.
#pragma once

#include <lua.h>

#include <span>

namespace quyche::rules::hooks {

struct Function {
  const char* name;
  lua_CFunction call;
};

[[nodiscard]] std::span<const Function> basic_functions();
[[nodiscard]] std::span<const Function> math_functions();
[[nodiscard]] std::span<const Function> string_functions();
[[nodiscard]] std::span<const Function> table_functions();
[[nodiscard]] std::span<const Function> utf8_functions();

int call_pairs(lua_State* lua);   // pairs.cc
int call_format(lua_State* lua);  // format.cc
int call_lower(lua_State* lua);   // letters.cc
int call_upper(lua_State* lua);   // letters.cc
int call_sort(lua_State* lua);    // sort.cc

// Fills the globals of a fresh state. May raise an error (memory), so it runs inside a protected call.
void open_allow_list(lua_State* lua);

}  // namespace quyche::rules::hooks
