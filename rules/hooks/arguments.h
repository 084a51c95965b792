// Arguments of the functions a script may call, and the errors about them.
//
// Strings and numbers are not converted into each other: what a function gets is what the script passed.
#pragma once

#include <lua.h>

#include <string_view>

namespace quyche::rules::hooks {

// Raises the string on top of the stack as an error at the line that runs.
[[noreturn]] void raise_top(lua_State* lua);

// `format` as lua_pushfstring takes it (never %p: a message shows no address).
template <class... Args>
[[noreturn]] void raise(lua_State* lua, const char* format, Args... args) {
  lua_pushfstring(lua, format, args...);
  raise_top(lua);
}

[[noreturn]] void raise_bad_argument(lua_State* lua, int index, const char* function, const char* why);

void need_value(lua_State* lua, int index, const char* function);
void need_table(lua_State* lua, int index, const char* function);
// The view stays good as long as the value stands at `index`.
[[nodiscard]] std::string_view need_string(lua_State* lua, int index, const char* function);
[[nodiscard]] lua_Integer need_integer(lua_State* lua, int index, const char* function);
[[nodiscard]] lua_Integer integer_or(lua_State* lua, int index, const char* function, lua_Integer otherwise);

// An integer, or a float without a fraction; no string.
[[nodiscard]] bool read_integer(lua_State* lua, int index, lua_Integer& into);
[[nodiscard]] std::string_view view_string(lua_State* lua, int index);

// Uncharged memory of the budget for the time of one call; stands on top of the stack.
[[nodiscard]] char* push_scratch(lua_State* lua, std::size_t bytes);
// Pushes the value at `index` as text; tables and functions as the name of their type.
std::string_view push_text(lua_State* lua, int index);

// Bytes [first, last] of a text, counted from 1, negative ones from the end, as string.sub takes them;
// clipped to the text. Empty when last < first.
struct Range {
  std::size_t first = 1;
  std::size_t last = 0;
  [[nodiscard]] std::size_t size() const { return last < first ? 0 : last - first + 1; }
};
[[nodiscard]] Range clip(lua_Integer first, lua_Integer last, std::size_t size);

}  // namespace quyche::rules::hooks
