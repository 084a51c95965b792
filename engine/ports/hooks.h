// Port: the regulation's own scripts, for what YAML cannot say.
//
// A hook sees values and gives a verdict; it changes nothing. It must be a pure function of (script, input):
// the same two give the same verdict on any machine. The verdict goes into the event that it decided, so that
// replay needs no script engine.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/digest/sha256.h"
#include "engine/json/value.h"

namespace quyche {

struct HookCall {
  Digest script;      // SHA-256 of the script's bytes; the policy carries the text
  json::Value input;  // an object, see docs/hooks.md
};

struct HookVerdict {
  bool ok = false;
  std::string message;  // why not, in the regulation's language; empty when ok
  bool operator==(const HookVerdict&) const = default;
};

// The script broke: a syntax error, a budget that ran out, a verdict of the wrong shape. The command is
// refused, the fault is shown to the person and to the author of the policy.
struct HookFault {
  std::string code;  // Q6xx
  std::string
      detail;  // file:line and what happened, in English, no addresses; at most hook_message_bytes_max
  bool operator==(const HookFault&) const = default;
};

class Hooks {
 public:
  virtual ~Hooks() = default;
  [[nodiscard]] virtual Result<HookVerdict, HookFault> run(const HookCall& call) = 0;
};

// Lets every hook pass: for views, and for commands that no hook decides.
class NoHooks : public Hooks {
 public:
  [[nodiscard]] Result<HookVerdict, HookFault> run(const HookCall&) override { return HookVerdict{true, ""}; }
};

}  // namespace quyche
