// Hooks that answer from an event: the verdicts that let its command pass.
#pragma once

#include <optional>
#include <vector>

#include "engine/event/event.h"
#include "engine/ports/hooks.h"

namespace quyche {

// Runs a script once more.
class Rerun {
 public:
  virtual ~Rerun() = default;
  // Nothing when a text that the script reads is no longer there: what it would say cannot be known.
  [[nodiscard]] virtual std::optional<Result<HookVerdict, HookFault>> run(const HookCall& call) = 0;
};

class RecordedHooks : public Hooks {
 public:
  // A verdict that a script gives today and that is not the recorded one.
  struct Other {
    Digest script;
    Result<HookVerdict, HookFault> now;
  };

  // `rerun` may be null: then the recorded verdicts stand as they are.
  RecordedHooks(const std::vector<HookRecord>& records, Rerun* rerun) : records_(records), rerun_(rerun) {}

  // The recorded verdict; a fault (Q470) when the event holds none of this script.
  [[nodiscard]] Result<HookVerdict, HookFault> run(const HookCall& call) override;

  [[nodiscard]] const std::vector<Other>& others() const { return others_; }
  [[nodiscard]] std::size_t unknown() const { return unknown_; }

 private:
  const std::vector<HookRecord>& records_;
  Rerun* rerun_;
  std::vector<Other> others_;
  std::size_t unknown_ = 0;
};

// A verdict is known when the event recorded it, of the very same script; else it is taken as passed.
class KnownHooks : public Hooks {
 public:
  explicit KnownHooks(const std::vector<HookRecord>& records) : records_(records) {}
  [[nodiscard]] Result<HookVerdict, HookFault> run(const HookCall& call) override;
  // The scripts that were asked in vain.
  [[nodiscard]] const std::vector<Digest>& unknown() const { return unknown_; }

 private:
  const std::vector<HookRecord>& records_;
  std::vector<Digest> unknown_;
};

// The verdicts that the first event of a command carries.
[[nodiscard]] const std::vector<HookRecord>& hooks_of(const EventBody& body);

}  // namespace quyche
