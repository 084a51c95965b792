#include "engine/view/late.h"

#include <algorithm>

#include "engine/decide/duties.h"

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

}  // namespace

std::vector<LateItem> late_items(const World& world) {
  std::vector<LateItem> items;
  for (const auto& [id, document] : world.school.documents) add_document(world, document, items);
  if (const Policy* policy = world.policies.find(world.school.policy)) {
    for (const DutyDue& due : duties_between(*policy, world.school.opened_at, world.school.last_at)) {
      for (const PersonId& person : owing(world.school, *policy, due))
        items.push_back({person,
                         due.type->id,
                         {},
                         due.school_year,
                         due.week,
                         due.deadline->id,
                         due.deadline->cite,
                         due.closes,
                         due.deadline->counts,
                         std::nullopt});
    }
  }
  std::stable_sort(items.begin(), items.end(), [](const LateItem& a, const LateItem& b) {
    return std::tie(a.closes, a.person) < std::tie(b.closes, b.person);
  });
  return items;
}

}  // namespace quyche
