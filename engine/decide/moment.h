// The moments at which time itself acts, for those who keep track of them themselves. A Tick finds the next
// one and decides it; finding the next duty to close takes a walk over the calendar.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/decide/duties.h"
#include "engine/decide/take_over.h"

namespace quyche {

using Moment = std::variant<Timer, DutyDue, TakeOverDue>;

// The earliest that is still to come; or nothing. At one instant: timers, then duties, then policies.
[[nodiscard]] std::optional<Moment> next_moment(const World& world);
[[nodiscard]] Instant moment_at(const Moment& moment);

// What a Tick at `now` gives when `moment` is the next one. `moment` must be one of this world.
[[nodiscard]] std::vector<Event> decide_moment(const World& world, const Moment& moment, Instant now);

}  // namespace quyche
