#include "engine/decide/duties.h"

#include <algorithm>
#include <set>

#include "engine/decide/asking.h"
#include "engine/decide/duty_history.h"

namespace quyche {

using namespace asking;

namespace {

void add_between(const std::vector<Holding>& all, std::size_t by, Instant after, Instant until,
                 std::vector<DutyDue>& found) {
  const Holding& holding = all[by];
  for (const DocumentType& type : holding.policy().documents) {
    if (!type.duty) continue;
    for (const Deadline& deadline : type.deadlines) {
      const Days days = days_closing(holding.policy(), type, deadline, after, until);
      each_period(holding.policy(), *type.duty, days, [&](const Owed& owed) {
        const auto at = closes(all, by, {&type, &deadline}, owed);
        if (at && *at > after && *at <= until)
          found.push_back(due_of(holding, {&type, &deadline}, owed.period, *at));
      });
    }
  }
}

std::vector<DutyDue> by_closing(std::vector<DutyDue> found) {
  std::stable_sort(found.begin(), found.end(),
                   [](const DutyDue& a, const DutyDue& b) { return a.closes < b.closes; });
  return found;
}

}  // namespace

std::vector<DutyDue> duties_between(const Policy& policy, Instant after, Instant until) {
  std::vector<DutyDue> found;
  add_between({{{{}, &policy}, {}}}, 0, after, until, found);
  return by_closing(std::move(found));
}

std::vector<DutyDue> duties_between(const World& world, Instant after, Instant until) {
  std::vector<DutyDue> found;
  const std::vector<Holding> all = all_holding(world, world.school.adopted.size());
  for (std::size_t by = 0; by < all.size(); ++by) add_between(all, by, after, until, found);
  if (world.school.adopted.size() > 1) {
    const DutyHistory history(world);
    std::erase_if(found, [&](const DutyDue& due) {
      return history.closed_before({due.type->id, due.deadline->id}, duty_period_of(due));
    });
  }
  return by_closing(std::move(found));
}

std::optional<DutyDue> next_duty(const World& world) {
  if (!world.school.open()) return std::nullopt;
  return DutyHistory(world).next(world.school);
}

std::optional<Instant> duty_closes(const Policy& policy, const DocumentType& type, const Deadline& deadline,
                                   const DutyPeriod& period) {
  const auto window = window_of(policy, type, deadline, period);
  return window ? std::optional(window->closes) : std::nullopt;
}

bool duty_settled(const World& world, const DutyKey& duty, Instant closes, const DutyPeriod& period) {
  if (DutyHistory::closed_in_newest(world.school, duty, closes, period)) return true;
  return world.school.adopted.size() > 1 && DutyHistory(world).closed_before(duty, period);
}

bool has_document(const SchoolState& school, const PersonId& person, const DocumentTypeId& type,
                  const DutyPeriod& period) {
  return school.documents.any_of(type, period.school_year, &period,
                                 [&](const DocumentFacts& document) { return document.owner == person; });
}

std::set<PersonId> with_document(const SchoolState& school, const DocumentTypeId& type,
                                 const DutyPeriod& period) {
  std::set<PersonId> owners;
  (void)school.documents.any_of(type, period.school_year, &period, [&](const DocumentFacts& document) {
    owners.insert(document.owner);
    return false;
  });
  return owners;
}

std::vector<PersonId> owing(const SchoolState& school, const Policy& policy, const DutyDue& due) {
  const std::set<PersonId> settled = with_document(school, due.type->id, duty_period_of(due));
  std::vector<PersonId> people;
  for (const auto& [id, person] : school.people) {
    const bool owes =
        !person.left && std::any_of(person.roles.begin(), person.roles.end(), [&](const Assignment& a) {
          return policy.counts_as(a.role, due.type->duty->each);
        });
    if (owes && !settled.contains(id)) people.push_back(id);
  }
  return people;
}

}  // namespace quyche
