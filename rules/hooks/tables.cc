// table.{concat,insert,remove,unpack,pack}.
#include <algorithm>
#include <array>
#include <cstring>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

constexpr lua_Integer results_max = 250;

lua_Integer length_of(lua_State* lua, int index) { return static_cast<lua_Integer>(lua_rawlen(lua, index)); }

// Pushes element `place` of the table at 1 as a string; an error when it is neither string nor number.
std::string_view push_element(lua_State* lua, lua_Integer place) {
  charge(lua, 1);
  const int type = lua_rawgeti(lua, 1, place);
  if (type != LUA_TSTRING && type != LUA_TNUMBER) {
    raise(lua, "element %I of table.concat is a %s", static_cast<LUAI_UACINT>(place),
          lua_typename(lua, type));
  }
  if (type == LUA_TNUMBER) {
    push_text(lua, -1);
    lua_remove(lua, -2);
  }
  return view_string(lua, -1);
}

// Calls `emit(piece)` for each element of [first, last] and each separator.
template <class Emit>
void each_piece(lua_State* lua, std::string_view between, lua_Integer first, lua_Integer last, Emit emit) {
  for (lua_Integer place = first; place <= last; ++place) {
    emit(push_element(lua, place));
    lua_pop(lua, 1);
    if (place == last) return;  // also keeps `place` from running over the largest integer
    emit(between);
  }
}

int call_concat(lua_State* lua) {
  need_table(lua, 1, "concat");
  const std::string_view between =
      lua_type(lua, 2) <= LUA_TNIL ? std::string_view{} : need_string(lua, 2, "concat");
  const lua_Integer first = integer_or(lua, 3, "concat", 1);
  const lua_Integer last = lua_type(lua, 4) <= LUA_TNIL ? length_of(lua, 1) : need_integer(lua, 4, "concat");
  charge(lua, 1);
  std::size_t size = 0;
  each_piece(lua, between, first, last, [&](std::string_view piece) {
    charge_bytes(lua, piece.size());
    size += piece.size();
  });
  char* const start = push_scratch(lua, size);
  char* to = start;
  each_piece(lua, between, first, last,
             [&](std::string_view piece) { to = std::copy(piece.begin(), piece.end(), to); });
  lua_pushlstring(lua, start, size);
  return 1;
}

int call_insert(lua_State* lua) {
  need_table(lua, 1, "insert");
  const int top = lua_gettop(lua);
  const lua_Integer end = length_of(lua, 1) + 1;
  lua_Integer place = end;
  if (top == 3) {
    place = need_integer(lua, 2, "insert");
    if (place < 1 || place > end) raise_bad_argument(lua, 2, "insert", "position out of bounds");
  } else if (top != 2) {
    raise(lua, "wrong number of arguments to 'insert'");
  }
  charge(lua, end - place + 1);
  for (lua_Integer at = end; at > place; --at) {
    lua_rawgeti(lua, 1, at - 1);
    lua_rawseti(lua, 1, at);
  }
  lua_rawseti(lua, 1, place);
  return 0;
}

int call_remove(lua_State* lua) {
  need_table(lua, 1, "remove");
  const lua_Integer size = length_of(lua, 1);
  const lua_Integer place = integer_or(lua, 2, "remove", size);
  // An empty table has nothing at 0, and the place behind the last element may be named.
  const bool in_bounds = place >= 1 && place <= size + 1;
  if (!in_bounds && !(size == 0 && place == 0))
    raise_bad_argument(lua, 2, "remove", "position out of bounds");
  charge(lua, std::max<lua_Integer>(1, size - place + 1));
  lua_rawgeti(lua, 1, place);
  for (lua_Integer at = place; at < size; ++at) {
    lua_rawgeti(lua, 1, at + 1);
    lua_rawseti(lua, 1, at);
  }
  lua_pushnil(lua);
  lua_rawseti(lua, 1, std::max(place, size));
  return 1;
}

int call_unpack(lua_State* lua) {
  need_table(lua, 1, "unpack");
  const lua_Integer first = integer_or(lua, 2, "unpack", 1);
  const lua_Integer last = lua_type(lua, 3) <= LUA_TNIL ? length_of(lua, 1) : need_integer(lua, 3, "unpack");
  charge(lua, 1);
  if (first > last) return 0;
  const lua_Unsigned count = static_cast<lua_Unsigned>(last) - static_cast<lua_Unsigned>(first);  // less one
  if (count >= static_cast<lua_Unsigned>(results_max)) {
    raise(lua, "table.unpack gives at most %d values", static_cast<int>(results_max));
  }
  charge(lua, static_cast<std::int64_t>(count) + 1);
  make_room(lua, static_cast<int>(count) + 1);
  for (lua_Unsigned i = 0; i <= count; ++i) lua_rawgeti(lua, 1, first + static_cast<lua_Integer>(i));
  return static_cast<int>(count) + 1;
}

int call_pack(lua_State* lua) {
  const int count = lua_gettop(lua);
  charge(lua, count + 1);
  lua_createtable(lua, count, 1);
  lua_insert(lua, 1);
  for (int place = count; place >= 1; --place) lua_rawseti(lua, 1, place);
  lua_pushinteger(lua, count);
  lua_setfield(lua, 1, "n");
  return 1;
}

constexpr std::array functions{
    Function{"concat", call_concat}, Function{"insert", call_insert}, Function{"remove", call_remove},
    Function{"sort", call_sort},     Function{"unpack", call_unpack}, Function{"pack", call_pack},
};

}  // namespace

std::span<const Function> table_functions() { return functions; }

}  // namespace quyche::rules::hooks
