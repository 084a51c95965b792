// pairs in an order that a script can rely on: integers ascending, floats ascending, strings by bytes, false,
// true. Lua's own order follows the hashes, which differ from run to run.
//
// The keys are taken when pairs is called. In the loop, a key that has gone is passed over, a new one is not
// visited.
#include <algorithm>
#include <cstring>
#include <new>
#include <span>

#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"

namespace quyche::rules::hooks {
namespace {

constexpr std::int64_t steps_per_key = 4;

enum class Rank : std::uint8_t { integer, number, string, boolean };

struct Key {
  Rank rank = Rank::integer;
  lua_Integer integer = 0;  // also of a boolean
  lua_Number number = 0;
  std::string_view text;  // owned by the table, which still has the key

  bool operator<(const Key& other) const {
    if (rank != other.rank) return rank < other.rank;
    if (rank == Rank::number) return number < other.number;
    if (rank == Rank::string) return text < other.text;
    return integer < other.integer;
  }
};

Key read_key(lua_State* lua, int index) {
  Key key;
  switch (lua_type(lua, index)) {
    case LUA_TNUMBER:
      if (lua_isinteger(lua, index) != 0) {
        key.integer = lua_tointeger(lua, index);
      } else {
        key.rank = Rank::number;
        key.number = lua_tonumber(lua, index);
      }
      break;
    case LUA_TSTRING:
      key.rank = Rank::string;
      key.text = view_string(lua, index);
      break;
    case LUA_TBOOLEAN:
      key.rank = Rank::boolean;
      key.integer = lua_toboolean(lua, index);
      break;
    default:
      // Which of several such keys comes first is not determined, so the message does not tell its type.
      raise(lua, "pairs has no order for a key that is neither number, string nor boolean");
  }
  return key;
}

std::size_t count_keys(lua_State* lua) {
  std::size_t count = 0;
  for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1)) ++count;
  return count;
}

// The sorted keys of the table at 1, in scratch memory that is left on the stack.
std::span<const Key> push_sorted_keys(lua_State* lua) {
  const std::size_t count = count_keys(lua);
  charge(lua, static_cast<std::int64_t>(count) * steps_per_key + 1);
  Key* const keys = reinterpret_cast<Key*>(push_scratch(lua, count * sizeof(Key)));
  std::size_t filled = 0;
  std::size_t text_bytes = 0;
  for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1)) {
    const Key* const key = new (keys + filled) Key(read_key(lua, -2));
    text_bytes += key->text.size();
    ++filled;
  }
  charge_bytes(lua, text_bytes);
  std::sort(keys, keys + filled);
  return {keys, filled};
}

void push_key(lua_State* lua, const Key& key) {
  switch (key.rank) {
    case Rank::integer: lua_pushinteger(lua, key.integer); break;
    case Rank::number: lua_pushnumber(lua, key.number); break;
    case Rank::string: lua_pushlstring(lua, key.text.data(), key.text.size()); break;
    case Rank::boolean: lua_pushboolean(lua, static_cast<int>(key.integer)); break;
  }
}

// Upvalues: the table, the list of keys, how many keys are behind us.
int pairs_next(lua_State* lua) {
  lua_Integer position = lua_tointeger(lua, lua_upvalueindex(3));
  int found = LUA_TNIL;
  lua_settop(lua, 0);
  do {
    charge(lua, 1);
    lua_settop(lua, 0);
    if (lua_rawgeti(lua, lua_upvalueindex(2), ++position) == LUA_TNIL) break;
    lua_pushvalue(lua, 1);
    found = lua_rawget(lua, lua_upvalueindex(1));
  } while (found == LUA_TNIL);
  lua_pushinteger(lua, position);
  lua_replace(lua, lua_upvalueindex(3));
  return found == LUA_TNIL ? 1 : 2;
}

}  // namespace

int call_pairs(lua_State* lua) {
  need_table(lua, 1, "pairs");
  lua_settop(lua, 1);
  const std::span<const Key> keys = push_sorted_keys(lua);
  lua_pushvalue(lua, 1);
  lua_createtable(lua, static_cast<int>(keys.size()), 0);
  lua_Integer place = 0;
  for (const Key& key : keys) {
    push_key(lua, key);
    lua_rawseti(lua, -2, ++place);
  }
  lua_pushinteger(lua, 0);
  lua_pushcclosure(lua, pairs_next, 3);
  lua_pushvalue(lua, 1);
  lua_pushnil(lua);
  return 3;
}

}  // namespace quyche::rules::hooks
