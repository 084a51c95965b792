// The heart of quyche: may this happen, and what follows from it?
#pragma once

#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/command/command.h"
#include "engine/decide/refusal.h"
#include "engine/event/event.h"
#include "engine/policy/policy.h"
#include "engine/ports/hooks.h"
#include "engine/school/school_state.h"

namespace quyche {

// Everything a decision reads.
struct World {
  const PolicyBook& policies;
  const SchoolState& school;
};

// Pure: the same arguments give the same events, byte for byte, on any machine (a Hooks is a pure function
// too). Events carry consecutive seq after school.last_seq and `now` as their time. A refusal changes nothing
// and names every condition that does not hold.
//
// A Tick decides the one earliest moment that is due at `now` and gives no events when none is; the caller
// evolves and ticks again until next_due lies after `now`. All other commands assume that this was done.
[[nodiscard]] Result<std::vector<Event>, Refusal> decide(const World& world, const Command& command,
                                                         Instant now, Hooks& hooks);

// When time itself will act next: the earliest reminder, deadline or duty that is still to come; or nothing.
[[nodiscard]] std::optional<Instant> next_due(const World& world);

}  // namespace quyche
