#include "engine/view/inbox.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/decide/authority.h"
#include "engine/decide/deciding.h"
#include "engine/decide/duties.h"
#include "engine/decide/requirements.h"

namespace quyche {
namespace {

// Steps from each state to the nearest final one; an action moves a document on when it brings that number
// down.
std::map<StateId, int> steps_to_final(const Workflow& workflow) {
  std::map<StateId, int> steps;
  for (const State& state : workflow.states)
    if (state.final) steps[state.id] = 0;
  bool changed = true;
  while (changed) {
    changed = false;
    for (const Action& action : workflow.actions) {
      const auto to = steps.find(action.to);
      if (to == steps.end()) continue;
      for (const StateId& from : action.from) {
        const int through = to->second + 1;
        const auto [at, added] = steps.emplace(from, through);
        if (!added && at->second <= through) continue;
        at->second = through;
        changed = true;
      }
    }
  }
  return steps;
}

bool can_take(const SchoolState& school, const Policy& policy, const Document& document, const Action& action,
              const PersonId& person, Instant at) {
  if (std::find(action.from.begin(), action.from.end(), document.state) == action.from.end()) return false;
  const PersonId owner = acting_owner(school, policy, document, at);
  if (!authority(school, policy, person, action.by, document.unit, owner, at)) return false;
  for (const Requirement& need : action.needs) {
    if (const auto* other = std::get_if<NotSamePerson>(&need.what)) {
      if (other->owner && document.owner == person) return false;
      for (const ActionId& earlier : other->actions)
        if (const auto last = document.last_actors.find(earlier);
            last != document.last_actors.end() && last->second.contains(person))
          return false;
    }
    if (const auto* rule = std::get_if<Approvals>(&need.what)) {
      const auto outcome = deciding::judge_approvals(school, policy, document, action.id, *rule, person, at);
      if (outcome.already || outcome.capacities.empty()) return false;
    }
  }
  return true;
}

// What still stands in the way of `action`, other than what the person gives with the action itself.
std::vector<Unmet> missing_for(const World& world, const Policy& policy, const DocumentType& type,
                               const Document& document, const Action& action, const PersonId& person,
                               Instant at) {
  NoHooks hooks;  // a hook's verdict is for the moment of the action
  const Command command{{}, person, std::nullopt, Tick{}};
  deciding::Deciding d{world, command, at, hooks, {}, {}};
  deciding::judge(d, {document, type, policy, action.id, person, true}, action.needs, nullptr);
  return std::move(d.unmet);
}

void add_deadline(const Document& document, const DocumentType& type, Instant at, InboxItem& item) {
  for (const auto& [id, state] : document.deadlines) {
    if (state.status == DeadlineStatus::met || state.status == DeadlineStatus::met_late) continue;
    if (item.closes && *item.closes <= state.due.closes) continue;
    item.closes = state.due.closes;
    item.deadline = id;
    const Deadline* deadline = type.deadline(id);
    item.clause = deadline == nullptr ? type.cite : deadline->cite;
    item.late = at >= state.due.closes;
  }
}

std::optional<InboxItem> document_item(const World& world, const Document& document, const PersonId& person,
                                       Instant at) {
  const Policy* policy = world.policies.find(document.policy);
  const DocumentType* type = policy == nullptr ? nullptr : policy->document(document.type);
  if (type == nullptr) return std::nullopt;
  const auto steps = steps_to_final(type->workflow);
  const auto steps_of = [&](const StateId& state) {
    const auto found = steps.find(state);
    return found == steps.end() ? 1'000'000 : found->second;
  };
  InboxItem item;
  std::vector<ActionId> others;
  const Action* first = nullptr;
  for (const Action& action : type->workflow.actions) {
    if (!can_take(world.school, *policy, document, action, person, at)) continue;
    const bool onwards = steps_of(action.to) < steps_of(document.state);
    if (onwards && first == nullptr) first = &action;
    (onwards ? item.actions : others).push_back(action.id);
  }
  if (first == nullptr) return std::nullopt;
  item.actions.insert(item.actions.end(), others.begin(), others.end());
  item.kind = document.owner == person ? InboxKind::own : InboxKind::waiting;
  item.type = document.type;
  item.document = document.id;
  item.owner = document.owner;
  item.state = document.state;
  item.week = document.week;
  item.period = document.period;
  item.school_year = document.school_year;
  item.locked = document.locked();
  item.unmet = missing_for(world, *policy, *type, document, *first, person, at);
  add_deadline(document, *type, at, item);
  return item;
}

struct TypeUnderPolicy {
  const Policy* policy = nullptr;
  const DocumentType* type = nullptr;
};

// The document types of the policies that the school has adopted: the one of any document is among them.
std::multimap<DocumentTypeId, TypeUnderPolicy> types_by_id(const World& world) {
  std::multimap<DocumentTypeId, TypeUnderPolicy> types;
  std::set<const Policy*> seen;
  for (const Adoption& adoption : world.school.adopted) {
    const Policy* policy = world.policies.find(adoption.policy);
    if (policy == nullptr || !seen.insert(policy).second) continue;
    for (const DocumentType& type : policy->documents) types.emplace(type.id, TypeUnderPolicy{policy, &type});
  }
  return types;
}

// Whether the person could take an action on it under one of these policies: spares loading the rest.
bool may_concern(const World& world, const std::multimap<DocumentTypeId, TypeUnderPolicy>& types,
                 const DocumentFacts& facts, const PersonId& person, Instant at) {
  const auto [first, last] = types.equal_range(facts.type);
  return std::any_of(first, last, [&](const auto& entry) {
    const TypeUnderPolicy& under = entry.second;
    const auto& actions = under.type->workflow.actions;
    return std::any_of(actions.begin(), actions.end(), [&](const Action& action) {
      return std::find(action.from.begin(), action.from.end(), facts.state) != action.from.end() &&
             authority(world.school, *under.policy, person, action.by, facts.unit, facts.owner, at);
    });
  });
}

InboxItem duty_item(const PersonId& person, const DocumentTypeId& type, const DutyPeriod& period,
                    const DeadlineId& deadline, Instant closes, Instant at) {
  InboxItem item;
  item.kind = InboxKind::duty;
  item.type = type;
  item.owner = person;
  item.school_year = period.school_year;
  item.week = period.week;
  item.period = period.first;
  item.deadline = deadline;
  item.closes = closes;
  item.late = at >= closes;
  return item;
}

// Duties that closed, as their events recorded them, and those still to close (or that closed since the last
// event).
void add_duties(const World& world, const PersonId& person, Instant at, std::vector<InboxItem>& items) {
  const SchoolState& school = world.school;
  const std::size_t first = items.size();
  const Instant earliest = at.plus_ms(-inbox_behind_days * ms_per_day);
  for (const DutyClosed& duty : school.missed_duties) {
    const bool owed = std::find(duty.missing.begin(), duty.missing.end(), person) != duty.missing.end();
    if (!owed || duty.closes < earliest || duty.closes > at) continue;
    if (has_document(school, person, duty.type, duty_period_of(duty))) continue;
    items.push_back(duty_item(person, duty.type, duty_period_of(duty), duty.deadline, duty.closes, at));
  }
  const Instant until = at.plus_ms(inbox_ahead_days * ms_per_day);
  for (const DutyDue& due : duties_between(world, std::max(school.last_at, earliest), until)) {
    const auto people = owing(school, *due.from.policy, due);
    if (std::find(people.begin(), people.end(), person) == people.end()) continue;
    items.push_back(duty_item(person, due.type->id, duty_period_of(due), due.deadline->id, due.closes, at));
  }
  for (std::size_t i = first; i < items.size(); ++i) {
    const Policy* policy = in_force_at(world.policies, school, *items[i].closes).policy;
    if (policy == nullptr) continue;
    const DocumentType* type = policy->document(items[i].type);
    const Deadline* deadline = type == nullptr ? nullptr : type->deadline(items[i].deadline);
    if (deadline != nullptr) items[i].clause = deadline->cite;
  }
}

}  // namespace

std::vector<InboxItem> inbox(const World& world, const PersonId& person, Instant at) {
  std::vector<InboxItem> items;
  const Documents& documents = world.school.documents;
  const auto types = types_by_id(world);
  documents.each_open(
      [&](const DocumentFacts& facts) { return may_concern(world, types, facts, person, at); },
      [&](const Document& document) {
        if (auto item = document_item(world, document, person, at)) items.push_back(std::move(*item));
        documents.trim();  // of many that wait for one person only those in hand are held
      });
  add_duties(world, person, at, items);
  std::stable_sort(items.begin(), items.end(), [](const InboxItem& a, const InboxItem& b) {
    if (a.late != b.late) return a.late;
    if (a.closes.has_value() != b.closes.has_value()) return a.closes.has_value();
    return a.closes && b.closes && *a.closes < *b.closes;
  });
  return items;
}

}  // namespace quyche
