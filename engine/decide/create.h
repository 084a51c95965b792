// Under which policy a document would be created.
#pragma once

#include <optional>

#include "engine/decide/decide.h"
#include "engine/school/in_force.h"

namespace quyche {

struct CreatedUnder {
  PolicyInForce from;  // its policy is null when there is none
  std::optional<Date>
      outside;  // then: the day that it is about, on which those that know its type do not hold
};

// The newest policy that has the type and holds on the day that the document is about.
[[nodiscard]] CreatedUnder policy_to_create(const World& world, const Create& command, Instant now);

}  // namespace quyche
