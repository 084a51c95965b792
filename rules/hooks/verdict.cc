#include "rules/hooks/verdict.h"

#include "engine/base/limits.h"
#include "rules/hooks/arguments.h"
#include "rules/hooks/wording.h"

namespace quyche::rules::hooks {
namespace {

tl::unexpected<std::string> wrong(std::string what) { return tl::unexpected<std::string>(std::move(what)); }

}  // namespace

Result<HookVerdict, std::string> read_verdict(lua_State* lua) {
  const int count = lua_gettop(lua);
  if (count == 0 || lua_type(lua, 1) != LUA_TBOOLEAN) {
    const char* const got = count == 0 ? "nothing" : lua_typename(lua, lua_type(lua, 1));
    return wrong(std::string("the function must return true, or false and a message; it returned ") + got);
  }
  const bool ok = lua_toboolean(lua, 1) != 0;
  const int expected = ok ? 1 : 2;
  if (count > expected) return wrong("the function returned " + std::to_string(count) + " values");
  if (ok) return HookVerdict{true, {}};
  if (count < 2 || lua_type(lua, 2) != LUA_TSTRING) return wrong("false must come with a message, a string");
  const std::string_view message = view_string(lua, 2);
  if (message.empty()) return wrong("the message is empty");
  if (message.size() > limits::hook_message_bytes_max) {
    return wrong("the message has " + std::to_string(message.size()) + " bytes, the most is " +
                 std::to_string(limits::hook_message_bytes_max));
  }
  if (!is_plain_text(message)) return wrong("the message is no UTF-8 or has control characters");
  return HookVerdict{false, std::string(message)};
}

}  // namespace quyche::rules::hooks
