#include "engine/replay/fates.h"

#include <algorithm>
#include <vector>

namespace quyche::replay {
namespace {

template <class Map>
std::vector<DocumentId> sorted_ids(const Map& map) {
  std::vector<DocumentId> ids;
  ids.reserve(map.size());
  for (const auto& entry : map) ids.push_back(entry.first);
  std::sort(ids.begin(), ids.end());
  return ids;
}

WhatIfExample example_of(const DocumentId& id, const PersonId& owner, const Lateness& lateness) {
  return {id, lateness.seq, owner, {}, {}, lateness.deadline, lateness.closes};
}

// Nothing: it is late in both or in neither.
std::optional<Change> outcome_of(const Fate& fate) {
  if (fate.recorded.has_value() == fate.now.has_value()) return std::nullopt;
  if (fate.now) return fate.apart() ? Change::late_after : Change::late;
  return fate.gone ? Change::gone : Change::no_longer_late;
}

}  // namespace

const Fate* Fates::find(const DocumentId& recorded) const {
  const auto at = fates_.find(recorded);
  return at == fates_.end() ? nullptr : &at->second;
}

bool Fates::gone(const DocumentId& recorded) const {
  const Fate* fate = find(recorded);
  return fate != nullptr && fate->gone;
}

bool Fates::apart(const DocumentId& recorded) const {
  const Fate* fate = find(recorded);
  return fate != nullptr && fate->apart();
}

void Fates::late_recorded(const DocumentId& recorded, Lateness lateness) {
  Fate& fate = fates_[recorded];
  if (!fate.recorded) fate.recorded = std::move(lateness);
}

void Fates::late_now(const DocumentId& played, Lateness lateness) {
  const DocumentId* recorded = twins_.recorded(played);
  if (recorded == nullptr) {
    late_only_here_.emplace(played, std::move(lateness));
    return;
  }
  Fate& fate = fates_[*recorded];
  if (!fate.now) fate.now = std::move(lateness);
}

void Fates::paired(const DocumentId& recorded, const DocumentId& played) {
  const auto late = late_only_here_.extract(played);
  if (!late.empty()) fates_[recorded].now = late.mapped();
}

void Fates::settle(const SchoolState& played, Outcomes& outcomes) const {
  for (const DocumentId& id : sorted_ids(fates_)) {
    const Fate& fate = fates_.at(id);
    outcomes.result.late_recorded += fate.recorded ? 1 : 0;
    outcomes.result.late_now += fate.now ? 1 : 0;
    const auto outcome = outcome_of(fate);
    if (!outcome) continue;
    const Lateness& lateness = fate.now ? *fate.now : *fate.recorded;
    const Document* document = fate.gone ? nullptr : played.document(twins_.played(id));
    const UnitId& unit = document == nullptr ? fate.unit : document->unit;
    outcomes.add(*outcome, {{*outcome, unit, lateness.clause, {}}},
                 example_of(id, document == nullptr ? fate.owner : document->owner, lateness));
  }
  for (const DocumentId& id : sorted_ids(late_only_here_)) {
    const Lateness& lateness = late_only_here_.at(id);
    const Document* document = played.document(id);
    ++outcomes.result.late_now;
    outcomes.add(Change::late,
                 {{Change::late, document == nullptr ? UnitId{} : document->unit, lateness.clause,
                   document == nullptr ? "opened" : "opened " + document->type.value}},
                 example_of(id, document == nullptr ? PersonId{} : document->owner, lateness));
  }
}

}  // namespace quyche::replay
