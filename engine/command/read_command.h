// One command as a JSON text, as programs send it: docs/commands.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/command/command.h"
#include "engine/decide/refusal.h"

namespace quyche {

// What reading needs from outside: how a text gets its commitment, and which person an account name means.
struct CommandContext {
  std::function<Digest(std::string_view text)> seal;
  std::function<std::optional<PersonId>(std::string_view account)> person;
  // Asked first: the school that the command names, or none, and why it cannot be one of it. Accounts are of
  // that school. Empty where there is one school only: then the member is unknown.
  std::function<std::optional<Unmet>(const std::optional<SchoolId>& school)> school = {};
};

struct ReadCommand {
  Command command;
  std::optional<Instant> at;  // only where the school's time comes from its commands
  // SHA-256 of the command's canonical JSON with ids for the accounts of people and without its school, which
  // keys are of: the same key must bring the same.
  Digest fingerprint;
};

// Strict: unknown keys, wrong types and bad ids are all named at once (Q454), an unknown account is Q425.
// Commands that only quyche itself may give (open_school, tick) are unknown here.
[[nodiscard]] Result<ReadCommand, Refusal> read_command(std::string_view text, const CommandContext& context);

}  // namespace quyche
