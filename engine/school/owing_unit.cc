#include "engine/school/owing_unit.h"

namespace quyche {

UnitId owing_unit(const Policy& policy, const DocumentType& type, const std::set<Assignment>& roles) {
  UnitId unit;
  if (!type.duty) return unit;
  for (const Assignment& one : roles)
    if (policy.counts_as(one.role, type.duty->each) && !one.unit.empty() && (unit.empty() || one.unit < unit))
      unit = one.unit;
  return unit;
}

}  // namespace quyche
