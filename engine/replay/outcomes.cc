#include "engine/replay/outcomes.h"

#include <algorithm>
#include <tuple>

#include "engine/base/limits.h"

namespace quyche {

std::string_view name_of(Change outcome) {
  switch (outcome) {
    case Change::late: return "late";
    case Change::late_after: return "late_after";
    case Change::no_longer_late: return "no_longer_late";
    case Change::gone: return "gone";
    case Change::refused: return "refused";
    case Change::follows: return "follows";
    case Change::owed: return "owed";
    case Change::no_longer_owed: return "no_longer_owed";
    case Change::unneeded: return "unneeded";
    case Change::verdict_unknown: return "verdict_unknown";
    case Change::text_unknown: return "text_unknown";
    case Change::no_counterpart: return "no_counterpart";
  }
  return "";
}

bool WhatIfPlace::operator<(const WhatIfPlace& other) const {
  return std::tie(outcome, unit, clause.regulation, clause.article, what) <
         std::tie(other.outcome, other.unit, other.clause.regulation, other.clause.article, other.what);
}

namespace replay {
namespace {

void add_missing_in(Outcomes& outcomes, Change outcome, const Owing& owing, const Owing& other) {
  for (const auto& [owed, since] : owing) {
    if (other.contains(owed)) continue;
    // Only the record has a number that can be looked up.
    const std::uint64_t seq = outcome == Change::no_longer_owed ? since.seq : 0;
    const WhatIfExample example{{}, seq, owed.person, {}, {}, since.deadline, since.closes};
    outcomes.add(outcome, {{outcome, since.unit, since.clause, owed.type.value}}, example);
  }
}

}  // namespace

void Outcomes::add(Change outcome, std::vector<WhatIfPlace> places, const WhatIfExample& example) {
  ++result.totals[static_cast<std::size_t>(outcome)];
  if (!places.empty()) ++result.units[places.front().unit][static_cast<std::size_t>(outcome)];
  for (WhatIfPlace& place : places) {
    place.outcome = outcome;
    WhatIfCell& cell = result.places[std::move(place)];
    ++cell.count;
    if (cell.examples.size() < limits::examples_max) cell.examples.push_back(example);
  }
}

void Outcomes::add_refusal(Change outcome, const UnitId& unit, const Refusal& refusal,
                           WhatIfExample example) {
  std::vector<WhatIfPlace> places;
  for (const Unmet& unmet : refusal.unmet) {
    const bool there = std::any_of(places.begin(), places.end(), [&](const WhatIfPlace& place) {
      return place.clause == unmet.clause && place.what == unmet.code;
    });
    if (!there) places.push_back({outcome, unit, unmet.clause, unmet.code});
  }
  example.refusal = refusal;
  add(outcome, std::move(places), example);
}

void Outcomes::add_duties(const Owing& recorded, const Owing& now) {
  add_missing_in(*this, Change::owed, now, recorded);
  add_missing_in(*this, Change::no_longer_owed, recorded, now);
}

}  // namespace replay
}  // namespace quyche
