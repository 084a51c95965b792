// What a what-if found, as tables, JSON and CSV.
#pragma once

#include <vector>

#include "adapters/cli/context.h"
#include "engine/replay/what_if.h"

namespace quyche::cli {

void print_what_if(Context& context, const std::vector<WhatIfResult>& results, ZoneOffset zone);
[[nodiscard]] json::Value what_if_json(const std::vector<WhatIfResult>& results);
// One row for each place: school, unit, outcome, regulation, article, what, count. With a header.
void print_what_if_csv(Context& context, const std::vector<WhatIfResult>& results);

}  // namespace quyche::cli
