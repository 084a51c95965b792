// The Hooks port on the Lua sandbox: finds the script in the policies, puts texts from the vault in the place
// of their commitments, runs it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/policy/policy.h"
#include "engine/ports/hooks.h"

namespace quyche::rules::hooks {

class Sandbox;

class LuaHooks : public Hooks {
 public:
  // `text_of` gives the text behind a commitment, or nothing when it was erased.
  explicit LuaHooks(std::function<std::optional<std::string>(const Digest&)> text_of);
  ~LuaHooks() override;

  void add_scripts(const Policy& policy);
  [[nodiscard]] Result<HookVerdict, HookFault> run(const HookCall& call) override;

 private:
  std::function<std::optional<std::string>(const Digest&)> text_of_;
  std::map<Digest, Script> scripts_;
  std::unique_ptr<Sandbox> sandbox_;
};

}  // namespace quyche::rules::hooks
