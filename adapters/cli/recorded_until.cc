#include "adapters/cli/recorded_until.h"

#include <ostream>

#include "adapters/runtime/clock.h"
#include "engine/decide/decide.h"

namespace quyche::cli {

void say_recorded_until(Context& context, const ReadSchool& read) {
  const SchoolState& school = read.school.state;
  if (!school.open()) return;
  const std::string until = context.when(school.last_at, read.policy_of(nullptr).zone);
  // Where times come with commands nobody knows what time it is.
  const auto next = school.clock == ClockSource::system ? next_due(read.world()) : std::nullopt;
  const bool behind = next && *next <= runtime::system_now();
  context.err << context.say(behind ? "recorded.behind" : "recorded.until", {until}) << '\n';
}

}  // namespace quyche::cli
