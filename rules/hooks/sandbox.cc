#include "rules/hooks/sandbox.h"

#include <locale.h>
#include <lua.h>

#include <cstring>
#include <optional>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "rules/hooks/arguments.h"
#include "rules/hooks/budget.h"
#include "rules/hooks/library.h"
#include "rules/hooks/source.h"
#include "rules/hooks/values.h"
#include "rules/hooks/verdict.h"
#include "rules/hooks/wording.h"

namespace quyche::rules::hooks {
namespace {

constexpr std::size_t source_bytes_per_step = 16;

// Lua compares strings and writes numbers by the locale of the thread; a verdict must not depend on it.
class PlainLocale {
 public:
  PlainLocale() : plain_(newlocale(LC_ALL_MASK, "C", nullptr)), before_(uselocale(plain_)) {}
  ~PlainLocale() {
    uselocale(before_);
    freelocale(plain_);
  }
  PlainLocale(const PlainLocale&) = delete;
  PlainLocale& operator=(const PlainLocale&) = delete;

 private:
  locale_t plain_;
  locale_t before_;
};

// One lua_State under one meter.
class Machine {
 public:
  explicit Machine(Meter& meter) : meter_(meter), lua_(lua_newstate(Meter::allocate, &meter)) {
    CHECK(lua_ != nullptr, "an empty Lua state is far below the memory budget");
    Meter* const where = &meter;
    std::memcpy(lua_getextraspace(lua_), &where, sizeof(void*));
  }
  ~Machine() { lua_close(lua_); }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  // Each leaves its result on the stack.
  [[nodiscard]] std::optional<HookFault> load(std::string_view script);
  [[nodiscard]] std::optional<HookFault> open(const json::Value& input);
  [[nodiscard]] std::optional<HookFault> call(int arguments);
  [[nodiscard]] lua_State* lua() const { return lua_; }
  [[nodiscard]] HookFault fault(const char* code, std::string_view what) const;

 private:
  [[nodiscard]] int compile(std::string_view text);
  [[nodiscard]] std::optional<HookFault> judge(int status, const char* code);

  Meter& meter_;
  lua_State* lua_;
};

HookFault Machine::fault(const char* code, std::string_view what) const {
  std::string detail;
  // Lua's own messages and ours have the place already.
  if (!what.starts_with(meter_.chunk() + ":")) {
    detail = meter_.chunk() + ":";
    if (meter_.line() > 0) detail += std::to_string(meter_.line()) + ":";
    detail += " ";
  }
  detail += what.substr(0, limits::hook_message_bytes_max);
  return {code, plain_text(detail)};
}

std::optional<HookFault> Machine::judge(int status, const char* code) {
  if (status == LUA_ERRMEM) meter_.spend_memory();
  // The latch comes first: a script may have got away with an error, or end with one of its own.
  if (meter_.spent() == Spent::steps) return fault("Q603", meter_.describe());
  if (meter_.spent() == Spent::memory) return fault("Q604", meter_.describe());
  if (status == LUA_OK) return std::nullopt;
  if (lua_type(lua_, -1) == LUA_TSTRING) return fault(code, view_string(lua_, -1));
  if (lua_type(lua_, -1) == LUA_TNUMBER) return fault(code, push_text(lua_, -1));
  return fault(code, std::string("error object is a ") + lua_typename(lua_, lua_type(lua_, -1)));
}

int Machine::compile(std::string_view text) {
  const auto read = [](lua_State*, void* from, std::size_t* size) -> const char* {
    const std::string_view piece = *static_cast<std::string_view*>(from);
    *static_cast<std::string_view*>(from) = {};
    *size = piece.size();
    return piece.data();
  };
  meter_.enter(Phase::parse);
  return lua_load(lua_, read, &text, ("=" + meter_.chunk()).c_str(), "t");
}

std::optional<HookFault> Machine::load(std::string_view script) {
  if (script.size() > limits::hook_script_bytes_max) {
    return fault("Q601", "the script has " + std::to_string(script.size()) + " bytes, the most is " +
                             std::to_string(limits::hook_script_bytes_max));
  }
  (void)meter_.charge(static_cast<std::int64_t>(script.size() / source_bytes_per_step));
  const Result<Source, SourceError> source = prepare_source(script);
  if (!source) {
    meter_.at_line(source.error().line);
    return fault("Q601", source.error().what);
  }
  if (source->balanced) {
    const int status = compile(source->text);
    if (status == LUA_OK || source->text == script) return judge(status, "Q601");
    lua_settop(lua_, 0);
  }
  // The message must be about the script as it was written.
  if (std::optional<HookFault> found = judge(compile(script), "Q601")) return found;
  return fault("Q601", "the script is nested too deep or not balanced");
}

std::optional<HookFault> Machine::open(const json::Value& input) {
  struct Task {
    static int run(lua_State* lua) {
      open_allow_list(lua);
      push_value(lua, *static_cast<const json::Value*>(lua_touserdata(lua, 1)));
      return 1;
    }
  };
  meter_.enter(Phase::setup);
  lua_pushcfunction(lua_, Task::run);
  lua_pushlightuserdata(lua_, const_cast<json::Value*>(&input));
  return judge(lua_pcall(lua_, 1, 1, 0), "Q602");
}

std::optional<HookFault> Machine::call(int arguments) {
  meter_.enter(Phase::run);
  lua_sethook(lua_, on_step, LUA_MASKCOUNT, 1);
  return judge(lua_pcall(lua_, arguments, LUA_MULTRET, 0), "Q602");
}

}  // namespace

struct Sandbox::State {
  Meter meter;
};

Sandbox::Sandbox() : state_(std::make_unique<State>()) {}
Sandbox::~Sandbox() = default;

Result<HookVerdict, HookFault> Sandbox::run(std::string_view name, std::string_view script,
                                            const json::Value& input) {
  const PlainLocale locale;
  state_->meter = Meter(chunk_name(name));
  Machine machine(state_->meter);
  if (auto fault = machine.load(script)) return tl::unexpected(std::move(*fault));
  if (auto fault = machine.open(input)) return tl::unexpected(std::move(*fault));
  lua_State* const lua = machine.lua();
  lua_insert(lua, 1);  // the input below the chunk
  if (auto fault = machine.call(0)) return tl::unexpected(std::move(*fault));
  if (lua_gettop(lua) != 2 || lua_type(lua, 2) != LUA_TFUNCTION || lua_iscfunction(lua, 2) != 0) {
    return tl::unexpected(machine.fault("Q605", "the script must return one function of its own"));
  }
  lua_insert(lua, 1);
  if (auto fault = machine.call(1)) return tl::unexpected(std::move(*fault));
  Result<HookVerdict, std::string> verdict = read_verdict(lua);
  if (!verdict) return tl::unexpected(machine.fault("Q605", verdict.error()));
  return std::move(*verdict);
}

Result<void, HookFault> Sandbox::compile(std::string_view name, std::string_view script) {
  const PlainLocale locale;
  state_->meter = Meter(chunk_name(name));
  Machine machine(state_->meter);
  if (auto fault = machine.load(script)) return tl::unexpected(std::move(*fault));
  return {};
}

Budget Sandbox::used() const { return {state_->meter.steps(), state_->meter.memory_peak()}; }

}  // namespace quyche::rules::hooks
