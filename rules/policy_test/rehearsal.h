// A school in memory that decides as the real one does: decide and evolve, with the policy's own hooks and
// with time that fires what falls due. Nothing is stored.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/json/value.h"
#include "rules/hooks/lua_hooks.h"
#include "rules/policy_test/suite.h"

namespace quyche::rules::policy_test {

class Rehearsal {
 public:
  // Opens the school of a case: its policy, units, people and roles. `refused()` says what could not be.
  explicit Rehearsal(const Case& one);
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;
  [[nodiscard]] const std::optional<Refusal>& refused() const { return refused_; }

  // The command that `members` is, given by `as`; or why it is none (Q454).
  [[nodiscard]] Result<Command, Refusal> read(json::Object members, const PersonId& as);
  // Lets everything fire that falls due until `now`, each at its moment; what happened.
  std::vector<Event> pass_time(Instant now);
  // Decides at `now`; time must have passed until then. What happened, and what fell due at once because of
  // it.
  [[nodiscard]] Result<std::vector<Event>, Refusal> submit(const Command& command, Instant now);

  [[nodiscard]] World world() const { return {policies_, state_}; }
  [[nodiscard]] Hooks& hooks() { return hooks_; }
  // The text behind a commitment that a command brought.
  [[nodiscard]] std::optional<std::string> text(const Digest& commitment) const;
  [[nodiscard]] const SchoolState& state() const { return state_; }
  [[nodiscard]] const PolicyBook& policies() const { return policies_; }
  [[nodiscard]] const std::map<Digest, std::string>& texts() const { return texts_; }

 private:
  void add(const std::shared_ptr<const Policy>& policy);
  void open(CommandBody body, Instant at);

  PolicyBook policies_;
  SchoolState state_;
  std::map<Digest, std::string> texts_;  // by commitment
  std::size_t sealed_ = 0;
  hooks::LuaHooks hooks_;
  std::optional<Refusal> refused_;
};

}  // namespace quyche::rules::policy_test
