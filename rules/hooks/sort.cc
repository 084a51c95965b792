// table.sort: a stable merge sort.
//
// It works on two copies that no script can reach, so a comparator that lies, raises or changes the table
// only gets a strange order (or none: the table is written last). Lua's own sort picks pivots by the clock.
#include <algorithm>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

constexpr int table_index = 1;
constexpr int comparator_index = 2;
constexpr int from_index = 3;
constexpr int into_index = 4;

// Without a comparator: numbers among themselves, strings among themselves by bytes.
bool default_less(lua_State* lua, int a, int b) {
  const int type = lua_type(lua, a);
  if (type != lua_type(lua, b) || (type != LUA_TNUMBER && type != LUA_TSTRING)) {
    raise(lua, "table.sort cannot compare %s with %s", lua_typename(lua, type),
          lua_typename(lua, lua_type(lua, b)));
  }
  if (type == LUA_TSTRING)
    charge_bytes(lua, std::min(view_string(lua, a).size(), view_string(lua, b).size()));
  return lua_compare(lua, a, b, LUA_OPLT) != 0;
}

// Whether the value on top is before the value below it. Leaves both.
bool top_is_before(lua_State* lua) {
  charge(lua, 1);
  const int top = lua_gettop(lua);
  if (lua_type(lua, comparator_index) == LUA_TNIL) return default_less(lua, top, top - 1);
  lua_pushvalue(lua, comparator_index);
  lua_pushvalue(lua, top);
  lua_pushvalue(lua, top - 1);
  lua_call(lua, 2, 1);
  const bool before = lua_toboolean(lua, -1) != 0;
  lua_pop(lua, 1);
  return before;
}

// Merges [low, middle) and [middle, high) of one copy into the other.
void merge(lua_State* lua, int from, int into, lua_Integer low, lua_Integer middle, lua_Integer high) {
  lua_Integer left = low;
  lua_Integer right = middle;
  for (lua_Integer to = low; to < high; ++to) {
    bool take_right = left >= middle;
    if (!take_right && right < high) {
      lua_rawgeti(lua, from, left);
      lua_rawgeti(lua, from, right);
      take_right = top_is_before(lua);  // only when strictly before: equal ones keep their order
      lua_pop(lua, 2);
    }
    charge(lua, 1);
    lua_rawgeti(lua, from, take_right ? right++ : left++);
    lua_rawseti(lua, into, to);
  }
}

void copy(lua_State* lua, int from, int into, lua_Integer count) {
  for (lua_Integer place = 1; place <= count; ++place) {
    lua_rawgeti(lua, from, place);
    lua_rawseti(lua, into, place);
  }
}

}  // namespace

int call_sort(lua_State* lua) {
  need_table(lua, table_index, "sort");
  if (lua_type(lua, comparator_index) > LUA_TNIL && lua_type(lua, comparator_index) != LUA_TFUNCTION) {
    raise_bad_argument(lua, comparator_index, "sort", "function expected");
  }
  lua_settop(lua, 2);
  const auto count = static_cast<lua_Integer>(lua_rawlen(lua, table_index));
  charge(lua, 2 * count + 1);
  make_room(lua, 8);
  lua_createtable(lua, static_cast<int>(count), 0);
  lua_createtable(lua, static_cast<int>(count), 0);
  copy(lua, table_index, from_index, count);
  int from = from_index;
  int into = into_index;
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer low = 1; low <= count; low += 2 * width) {
      const lua_Integer end = count + 1;
      merge(lua, from, into, low, std::min(low + width, end), std::min(low + 2 * width, end));
    }
    std::swap(from, into);
  }
  copy(lua, from, table_index, count);
  return 0;
}

}  // namespace quyche::rules::hooks
