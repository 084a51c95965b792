// Counting what a what-if finds. Internal to replay/.
#pragma once

#include <vector>

#include "engine/replay/owed.h"
#include "engine/replay/what_if.h"

namespace quyche::replay {

class Outcomes {
 public:
  WhatIfResult result;

  // Counts once in the totals, once in the unit and once in each of `places` (unit, clause and what; the
  // outcome is set here), which are of one unit.
  void add(Change outcome, std::vector<WhatIfPlace> places, const WhatIfExample& example);
  // The same for a refusal: a place for each clause that stands in the way.
  void add_refusal(Change outcome, const UnitId& unit, const Refusal& refusal, WhatIfExample example);
  // Each that is owed in one and not in the other.
  void add_duties(const Owing& recorded, const Owing& now);
};

}  // namespace quyche::replay
