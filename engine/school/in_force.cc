#include "engine/school/in_force.h"

namespace quyche {

bool holds(const Policy& policy, Date day) {
  return policy.effective_from <= day && (!policy.effective_to || day <= *policy.effective_to);
}

PolicyInForce in_force_on(const PolicyBook& book, const SchoolState& school, Date day) {
  for (auto at = school.adopted.rbegin(); at != school.adopted.rend(); ++at) {
    const Policy* policy = book.find(at->policy);
    if (policy != nullptr && holds(*policy, day)) return {at->policy, policy};
  }
  return {};
}

PolicyInForce in_force_at(const PolicyBook& book, const SchoolState& school, Instant now) {
  if (school.adopted.empty()) return {};
  const PolicyId& newest = school.adopted.back().policy;
  const Policy* policy = book.find(newest);
  if (policy == nullptr) return {};
  const PolicyInForce found = in_force_on(book, school, now.date(policy->zone));
  return found.policy == nullptr ? PolicyInForce{newest, policy} : found;
}

}  // namespace quyche
