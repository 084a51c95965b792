// Reads what a hook returned.
#pragma once

#include <lua.h>

#include <string>

#include "engine/base/result.h"
#include "engine/ports/hooks.h"

namespace quyche::rules::hooks {

// All values on the stack are the results; or what is wrong with their shape. Raises nothing.
[[nodiscard]] Result<HookVerdict, std::string> read_verdict(lua_State* lua);

}  // namespace quyche::rules::hooks
