// A refusal: the answer to a command that is not allowed. It lists every unmet condition, the clause behind
// each, and who could do it. Not an error: nothing is wrong with the system, and nothing has changed.
#pragma once

#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/json/value.h"
#include "engine/policy/requirement.h"
#include "engine/policy/text.h"

namespace quyche {

struct Unmet {
  std::string code;         // Q4xx of engine/messages
  std::vector<Title> args;  // for the message's places, in both languages
  Clause clause;            // the clause that demands it; empty for what no clause demands (a stale version)
  std::vector<ActorName> roles;  // who could do it, as the policy says it
  std::vector<PersonId> people;  // and who that is in this school now
  bool operator==(const Unmet&) const = default;
};

struct Refusal {
  std::vector<Unmet> unmet;  // at least one
  bool operator==(const Refusal&) const = default;
};

// The sentence of one unmet condition.
[[nodiscard]] std::string sentence(const Unmet& unmet, Lang lang);

// {"unmet":[{"code","message":{"vi","en"},"clause":{"article","regulation"},"who":{"people","roles"}}]}
[[nodiscard]] json::Value to_json(const Refusal& refusal);

}  // namespace quyche
