// Two due lines of a document type, compared by the windows that they give. Internal to rules/diff.
#pragma once

#include <vector>

#include "engine/policy/policy.h"
#include "rules/diff/diff.h"

namespace quyche::rules {

struct DueSide {
  const Policy& policy;
  const DocumentType& type;
  const Due& due;
};

struct DueComparison {
  bool same = true;  // for every day, also of a calendar with days off, semesters and weeks without teaching
  Strictness strictness = Strictness::same;
  std::vector<DueExample> examples;
};

[[nodiscard]] DueComparison compare_dues(const DueSide& before, const DueSide& after);

}  // namespace quyche::rules
