#include "rules/hooks/values.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"

namespace quyche::rules::hooks {
namespace {

void push_at(lua_State* lua, const json::Value& value, std::size_t depth);

// A form may have the character zero in a text; no string of a script has it (see strings.cc).
void push_string(lua_State* lua, std::string_view text) {
  if (text.find('\0') == std::string_view::npos) {
    lua_pushlstring(lua, text.data(), text.size());
    return;
  }
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  const auto zeros = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
  const std::size_t size = text.size() + zeros * (replacement.size() - 1);
  char* const start = push_scratch(lua, size);
  char* to = start;
  for (const char c : text) {
    if (c == '\0') {
      to = std::copy(replacement.begin(), replacement.end(), to);
    } else {
      *to++ = c;
    }
  }
  lua_pushlstring(lua, start, size);
  lua_remove(lua, -2);
}

void push_array(lua_State* lua, const json::Array& array, std::size_t depth) {
  lua_createtable(lua, static_cast<int>(array.size()), 0);
  lua_Integer place = 0;
  for (const json::Value& element : array) {
    push_at(lua, element, depth + 1);
    lua_rawseti(lua, -2, ++place);
  }
}

void push_object(lua_State* lua, const json::Object& object, std::size_t depth) {
  lua_createtable(lua, 0, static_cast<int>(object.size()));
  for (const auto& [key, member] : object) {
    if (member.is_null()) continue;
    push_string(lua, key);
    push_at(lua, member, depth + 1);
    lua_rawset(lua, -3);
  }
}

void push_at(lua_State* lua, const json::Value& value, std::size_t depth) {
  if (depth > limits::json_depth_max) {
    raise(lua, "the input is nested deeper than %d levels", static_cast<int>(limits::json_depth_max));
  }
  make_room(lua, 4);
  if (const bool* b = value.boolean(); b != nullptr) {
    lua_pushboolean(lua, *b ? 1 : 0);
  } else if (const std::int64_t* n = value.integer(); n != nullptr) {
    lua_pushinteger(lua, *n);
  } else if (const std::string* s = value.string(); s != nullptr) {
    push_string(lua, *s);
  } else if (const json::Array* a = value.array(); a != nullptr) {
    push_array(lua, *a, depth);
  } else if (const json::Object* o = value.object(); o != nullptr) {
    push_object(lua, *o, depth);
  } else {
    lua_pushnil(lua);
  }
}

}  // namespace

void push_value(lua_State* lua, const json::Value& value) { push_at(lua, value, 0); }

}  // namespace quyche::rules::hooks
