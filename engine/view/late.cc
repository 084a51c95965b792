#include "engine/view/late.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/decide/duties.h"
#include "engine/school/in_force.h"

namespace quyche {
namespace {

std::optional<Instant> completed_at(const Document& document, const std::vector<StateId>& counts) {
  std::optional<Instant> last;
  for (const StateId& state : counts) {
    const auto at = document.reached.find(state);
    if (at == document.reached.end()) return std::nullopt;
    if (!last || at->second.at > *last) last = at->second.at;
  }
  return last;
}

void add_document(const World& world, const Document& document, std::vector<LateItem>& items) {
  const Policy* policy = world.policies.find(document.policy);
  const DocumentType* type = policy == nullptr ? nullptr : policy->document(document.type);
  for (const auto& [id, state] : document.deadlines) {
    if (state.status != DeadlineStatus::missed && state.status != DeadlineStatus::met_late) continue;
    LateItem item{document.owner,
                  document.type,
                  document.id,
                  document.school_year,
                  document.week,
                  document.period,
                  id,
                  {},
                  state.due.closes,
                  {},
                  std::nullopt};
    if (const Deadline* deadline = type == nullptr ? nullptr : type->deadline(id)) {
      item.clause = deadline->cite;
      for (const StateId& counted : deadline->counts)
        if (!document.reached.contains(counted)) item.missing.push_back(counted);
      if (state.status == DeadlineStatus::met_late) item.completed = completed_at(document, deadline->counts);
    }
    items.push_back(std::move(item));
  }
}

// Duties that closed are what their events recorded: whoever joined the school later owed nothing then.
void add_missed_duties(const World& world, std::vector<LateItem>& items) {
  for (const DutyClosed& duty : world.school.missed_duties) {
    const Policy* policy = in_force_at(world.policies, world.school, duty.closes).policy;
    const DocumentType* type = policy == nullptr ? nullptr : policy->document(duty.type);
    const Deadline* deadline = type == nullptr ? nullptr : type->deadline(duty.deadline);
    const std::set<PersonId> settled = with_document(world.school, duty.type, duty_period_of(duty));
    for (const PersonId& person : duty.missing) {
      if (settled.contains(person)) continue;
      items.push_back({person,
                       duty.type,
                       {},
                       duty.school_year,
                       duty.week,
                       duty.period,
                       duty.deadline,
                       deadline == nullptr ? Clause{} : deadline->cite,
                       duty.closes,
                       deadline == nullptr ? std::vector<StateId>{} : deadline->counts,
                       std::nullopt});
    }
  }
}

}  // namespace

std::vector<LateItem> late_items(const World& world) {
  std::vector<LateItem> items;
  world.school.documents.each_late([&](const Document& document) { add_document(world, document, items); });
  add_missed_duties(world, items);
  std::stable_sort(items.begin(), items.end(), [](const LateItem& a, const LateItem& b) {
    return std::tie(a.closes, a.person) < std::tie(b.closes, b.person);
  });
  return items;
}

}  // namespace quyche
