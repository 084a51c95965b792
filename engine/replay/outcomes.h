// Counting what a what-if finds. Internal to replay/.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/due/duty_period.h"
#include "engine/replay/what_if.h"

namespace quyche::replay {

class Outcomes {
 public:
  WhatIfResult result;

  // Counts once in the totals and once in each of `places` (unit, clause and what; the outcome is set here).
  void add(Change outcome, std::vector<WhatIfPlace> places, const WhatIfExample& example);
  // The same for a refusal: a place for each clause that stands in the way.
  void add_refusal(Change outcome, const UnitId& unit, const Refusal& refusal, WhatIfExample example);

  // Who owed a document for a period, as recorded and as it would be.
  void duty_recorded(const Event& event, const DutyClosed& closed);
  void duty_now(const Event& event, const DutyClosed& closed);
  // Compares them.
  void settle_duties();

 private:
  struct Missing {
    std::vector<PersonId> recorded;
    std::vector<PersonId> now;
    WhatIfExample example;
    Clause clause_recorded;
    Clause clause_now;
  };
  using Period = std::pair<DocumentTypeId, DutyPeriod>;
  Missing& missing(const Event& event, const DutyClosed& closed);
  void add_people(Change outcome, const Period& period, const Missing& missing,
                  const std::vector<PersonId>& people, const Clause& clause);

  std::map<Period, Missing> duties_;
};

}  // namespace quyche::replay
