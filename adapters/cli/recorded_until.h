// What a view of the past does not know: how far the history was recorded.
#pragma once

#include "adapters/cli/context.h"
#include "adapters/cli/read_school.h"

namespace quyche::cli {

// One line on `err`: up to when the school was recorded; and, where deadlines have passed since that nothing
// has recorded, how to record them. The school was read with its timers.
void say_recorded_until(Context& context, const ReadSchool& read);

}  // namespace quyche::cli
