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

void add_all(std::vector<PersonId>& to, const std::vector<PersonId>& people) {
  for (const PersonId& person : people)
    if (std::find(to.begin(), to.end(), person) == to.end()) to.push_back(person);
}

std::vector<PersonId> without(const std::vector<PersonId>& people, const std::vector<PersonId>& others) {
  std::vector<PersonId> out;
  for (const PersonId& person : people)
    if (std::find(others.begin(), others.end(), person) == others.end()) out.push_back(person);
  return out;
}

}  // namespace

void Outcomes::add(Change outcome, std::vector<WhatIfPlace> places, const WhatIfExample& example) {
  ++result.totals[static_cast<std::size_t>(outcome)];
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

Outcomes::Missing& Outcomes::missing(const Event& event, const DutyClosed& closed) {
  Missing& found = duties_[{closed.type, duty_period_of(closed)}];
  found.example.seq = event.seq;
  found.example.deadline = closed.deadline;
  found.example.closes = closed.closes;
  return found;
}

void Outcomes::duty_recorded(const Event& event, const DutyClosed& closed) {
  if (closed.missing.empty()) return;
  Missing& found = missing(event, closed);
  found.clause_recorded = event.clause;
  add_all(found.recorded, closed.missing);
}

void Outcomes::duty_now(const Event& event, const DutyClosed& closed) {
  if (closed.missing.empty()) return;
  Missing& found = missing(event, closed);
  found.clause_now = event.clause;
  add_all(found.now, closed.missing);
}

void Outcomes::add_people(Change outcome, const Period& period, const Missing& missing,
                          const std::vector<PersonId>& people, const Clause& clause) {
  for (const PersonId& person : people) {
    WhatIfExample example = missing.example;
    example.person = person;
    example.seq = 0;
    add(outcome, {{outcome, {}, clause, period.first.value}}, example);
  }
}

void Outcomes::settle_duties() {
  for (const auto& [period, missing] : duties_) {
    add_people(Change::owed, period, missing, without(missing.now, missing.recorded), missing.clause_now);
    add_people(Change::no_longer_owed, period, missing, without(missing.recorded, missing.now),
               missing.clause_recorded);
  }
}

}  // namespace replay
}  // namespace quyche
