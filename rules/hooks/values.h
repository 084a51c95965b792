// JSON values as Lua values.
#pragma once

#include <lua.h>

#include "engine/json/value.h"

namespace quyche::rules::hooks {

// Pushes `value`: objects as tables without their null members, arrays as lists counted from 1 (a null leaves
// a hole), texts with the character zero replaced by U+FFFD. May raise an error (memory; deeper than
// limits::json_depth_max), so it runs inside a protected call.
void push_value(lua_State* lua, const json::Value& value);

}  // namespace quyche::rules::hooks
