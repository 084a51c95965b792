// A recorded command as it would be given under another policy. Internal to replay/.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/command/command.h"
#include "engine/decide/decide.h"
#include "engine/policy/policy.h"

namespace quyche::replay {

using Texts = std::function<std::optional<std::string>(const Digest&)>;

// Why it cannot be given.
struct NoCounterpart {
  std::string what;  // "field lesson_plan/notes"
};
struct TextUnknown {
  std::string what;  // the field
};

struct Counterpart {
  std::variant<CommandBody, NoCounterpart, TextUnknown> command;
  std::vector<std::string> left_out;  // fields that the new policy does not have
};

// `event` is the first of the command, `body` what is read off it; its document is of `type` in the new
// policy. Ids of documents are left as they are.
[[nodiscard]] Counterpart counterpart(const Event& event, CommandBody body, const DocumentType& type,
                                      const Texts& texts);

// Whether a refused command asks for what has happened already: the document is where its action would bring
// it, or beyond, or it says nothing new. An action that leads back is none of these.
[[nodiscard]] bool done_already(const World& world, const CommandBody& body, const Refusal& refusal);

// "act approve", "create lesson_plan"
[[nodiscard]] std::string words_of(const CommandBody& body);

}  // namespace quyche::replay
