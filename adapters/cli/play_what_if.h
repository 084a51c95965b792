// A what-if on schools of a data directory, several at a time.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/context.h"
#include "engine/replay/what_if.h"

namespace quyche::cli {

// One result for each of `schools`. `recorded`: every policy of the directory. `jobs` as in each_school: a
// school is one thread's work.
[[nodiscard]] Outcome<std::vector<WhatIfResult>> play_what_if(Context& context, const std::string& dir,
                                                              const std::vector<SchoolId>& schools,
                                                              unsigned jobs, const PolicyBook& recorded,
                                                              const WhatIfQuestion& question);

}  // namespace quyche::cli
