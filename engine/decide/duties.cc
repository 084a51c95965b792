#include "engine/decide/duties.h"

#include <algorithm>
#include <set>

#include "engine/due/window.h"

namespace quyche {
namespace {

std::optional<Instant> closes(const Policy& policy, const DocumentType& type, const Deadline& deadline,
                              SchoolYear year, std::optional<Week> week) {
  DueAnchors anchors{{}, year, policy.school_year_starts, policy.zone, policy.calendar_or_null()};
  if (week) anchors.dates.emplace(type.duty->dated_by, week->monday());
  const auto window = due_window(deadline.due, anchors);
  if (!window) return std::nullopt;
  // Nobody owes a document for a time in which the policy does not let one be created.
  const Date day = week ? week->monday() : window->last_day;
  if (day < policy.effective_from || (policy.effective_to && day > *policy.effective_to)) return std::nullopt;
  return window->closes;
}

// Calls visit(school year, week) for every period of the duty, in order.
template <class Visit>
void each_period(const Policy& policy, const Duty& duty, Visit visit) {
  if (!policy.calendar) return;
  for (const auto& [year, teaching] : policy.calendar->school_years) {
    if (duty.every == Every::school_year) {
      visit(year, std::optional<Week>());
      continue;
    }
    for (Week week = teaching.first; week <= teaching.last; week = week.plus_weeks(1)) {
      const bool off =
          std::find(teaching.except.begin(), teaching.except.end(), week) != teaching.except.end();
      if (!off) visit(year, std::optional(week));
    }
  }
}

}  // namespace

std::vector<DutyDue> duties_between(const Policy& policy, Instant after, Instant until) {
  std::vector<DutyDue> found;
  for (const DocumentType& type : policy.documents) {
    if (!type.duty) continue;
    for (const Deadline& deadline : type.deadlines) {
      each_period(policy, *type.duty, [&](SchoolYear year, std::optional<Week> week) {
        const auto at = closes(policy, type, deadline, year, week);
        if (at && *at > after && *at <= until) found.push_back({&type, &deadline, year, week, *at});
      });
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const DutyDue& a, const DutyDue& b) { return a.closes < b.closes; });
  return found;
}

std::optional<DutyDue> next_duty(const World& world) {
  const SchoolState& school = world.school;
  const Policy* policy = world.policies.find(school.policy);
  if (!school.open() || policy == nullptr) return std::nullopt;
  std::optional<DutyDue> next;
  for (const DocumentType& type : policy->documents) {
    if (!type.duty) continue;
    for (const Deadline& deadline : type.deadlines) {
      const auto settled = school.duties_closed.find({type.id, deadline.id});
      // A deadline that came with a newer policy asks for nothing that closed before it was there.
      const Instant after = settled == school.duties_closed.end() ? school.policy_since : settled->second;
      each_period(*policy, *type.duty, [&](SchoolYear year, std::optional<Week> week) {
        const auto at = closes(*policy, type, deadline, year, week);
        if (at && *at > after && (!next || *at < next->closes))
          next = DutyDue{&type, &deadline, year, week, *at};
      });
    }
  }
  return next;
}

bool has_document(const SchoolState& school, const PersonId& person, const DocumentTypeId& type,
                  SchoolYear school_year, std::optional<Week> week) {
  return std::any_of(school.documents.begin(), school.documents.end(), [&](const auto& entry) {
    const Document& document = entry.second;
    return document.type == type && document.owner == person && document.school_year == school_year &&
           document.week == week;
  });
}

std::vector<PersonId> owing(const SchoolState& school, const Policy& policy, const DutyDue& due) {
  std::set<PersonId> settled;
  for (const auto& [id, document] : school.documents) {
    if (document.type == due.type->id && document.school_year == due.school_year && document.week == due.week)
      settled.insert(document.owner);
  }
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
