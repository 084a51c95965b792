// What was late or missing, and under which clause.
#pragma once

#include <optional>
#include <vector>

#include "engine/decide/decide.h"

namespace quyche {

struct LateItem {
  PersonId person;  // who owed it
  DocumentTypeId type;
  DocumentId document;  // empty: nobody ever created it
  SchoolYear school_year;
  std::optional<Week> week;
  std::optional<Date> period;
  DeadlineId deadline;
  Clause clause;
  Instant closes;
  std::vector<StateId> missing;      // counted states not reached until now
  std::optional<Instant> completed;  // when it was completed after all
};

// Documents that missed a deadline, and duties that closed without a document and still have none, by closing
// time.
[[nodiscard]] std::vector<LateItem> late_items(const World& world);

}  // namespace quyche
