#include "engine/decide/authority.h"

#include <algorithm>

#include "engine/messages/messages.h"

namespace quyche {
namespace {

bool covers(const Policy& policy, const Assignment& assignment, const RoleId& wanted, const UnitId& unit) {
  if (!policy.counts_as(assignment.role, wanted)) return false;
  const Role* role = policy.role(assignment.role);
  return role == nullptr || role->within == Within::school || assignment.unit == unit;
}

// Whether the policy lets `delegation` be used by its receiver at `now`: in time, and both still hold the
// roles that it rests on.
bool usable(const SchoolState& school, const Policy& policy, const Delegation& delegation, Instant now) {
  if (delegation.ended || now < delegation.since || now.date(policy.zone) > delegation.until) return false;
  const Role* role = policy.role(delegation.role);
  return role != nullptr &&
         std::any_of(role->delegate_to.begin(), role->delegate_to.end(),
                     [&](const RoleId& to) { return holds_anywhere(school, policy, delegation.to, to); });
}

// The delegator whose role `person` may use at `now`. Only a role held directly can be delegated on: a
// delegated right is never delegated again.
std::optional<PersonId> delegator(const SchoolState& school, const Policy& policy, const PersonId& person,
                                  const RoleId& wanted, const UnitId& unit, Instant now) {
  for (const auto& [id, delegation] : school.delegations) {
    if (delegation.to != person || !policy.counts_as(delegation.role, wanted)) continue;
    if (!usable(school, policy, delegation, now)) continue;
    if (holds(school, policy, delegation.from, delegation.role, unit)) return delegation.from;
  }
  return std::nullopt;
}

}  // namespace

bool holds_anywhere(const SchoolState& school, const Policy& policy, const PersonId& person,
                    const RoleId& wanted) {
  const Person* found = school.person(person);
  return found != nullptr && !found->left &&
         std::any_of(found->roles.begin(), found->roles.end(),
                     [&](const Assignment& a) { return policy.counts_as(a.role, wanted); });
}

bool holds(const SchoolState& school, const Policy& policy, const PersonId& person, const RoleId& wanted,
           const UnitId& unit) {
  const Person* found = school.person(person);
  return found != nullptr && !found->left &&
         std::any_of(found->roles.begin(), found->roles.end(),
                     [&](const Assignment& assignment) { return covers(policy, assignment, wanted, unit); });
}

std::optional<Authority> authority(const SchoolState& school, const Policy& policy, const PersonId& person,
                                   const std::vector<ActorName>& wanted, const UnitId& unit,
                                   const PersonId& owner, Instant now) {
  for (const ActorName& actor : wanted) {
    if (actor.value == actor_owner ? person == owner : holds(school, policy, person, actor, unit))
      return Authority{actor, {}};
  }
  for (const ActorName& actor : wanted) {
    if (actor.value == actor_owner) continue;
    if (const auto from = delegator(school, policy, person, actor, unit, now)) return Authority{actor, *from};
  }
  return std::nullopt;
}

PersonId acting_owner(const SchoolState& school, const Policy& policy, const Document& document,
                      Instant now) {
  const DocumentType* type = policy.document(document.type);
  if (type == nullptr) return {};
  const bool own = holds_anywhere(school, policy, document.owner, type->owner);
  const bool lent =
      !own && std::any_of(school.delegations.begin(), school.delegations.end(), [&](const auto& entry) {
        const Delegation& delegation = entry.second;
        return delegation.to == document.owner && policy.counts_as(delegation.role, type->owner) &&
               usable(school, policy, delegation, now) &&
               holds_anywhere(school, policy, delegation.from, delegation.role);
      });
  return own || lent ? document.owner : PersonId{};
}

std::vector<PersonId> holders(const SchoolState& school, const Policy& policy,
                              const std::vector<ActorName>& wanted, const UnitId& unit,
                              const PersonId& owner) {
  const auto is_one = [&](const PersonId& id) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const ActorName& actor) {
      return actor.value == actor_owner ? id == owner : holds(school, policy, id, actor, unit);
    });
  };
  std::vector<PersonId> found;
  for (const auto& entry : school.people)
    if (!entry.second.left && is_one(entry.first)) found.push_back(entry.first);
  return found;
}

std::vector<PersonId> holders_anywhere(const SchoolState& school, const Policy& policy,
                                       const std::vector<ActorName>& wanted) {
  std::vector<PersonId> found;
  for (const auto& [id, person] : school.people) {
    const bool one =
        !person.left && std::any_of(person.roles.begin(), person.roles.end(), [&](const Assignment& a) {
          return std::any_of(wanted.begin(), wanted.end(),
                             [&](const ActorName& actor) { return policy.counts_as(a.role, actor); });
        });
    if (one) found.push_back(id);
  }
  return found;
}

Title title_of(const Policy& policy, const ActorName& actor) {
  if (actor.value == actor_self)
    return {render("label.who_acts", Lang::vi), render("label.who_acts", Lang::en)};
  if (actor.value == actor_owner) return {render("label.owner", Lang::vi), render("label.owner", Lang::en)};
  const Role* role = policy.role(actor);
  return role == nullptr || role->title.vi.empty() ? Title(actor.value) : role->title;
}

Title titles_of(const Policy& policy, const std::vector<ActorName>& actors) {
  Title out;
  for (const ActorName& actor : actors) {
    const Title one = title_of(policy, actor);
    for (const Lang lang : {Lang::vi, Lang::en}) {
      std::string& text = lang == Lang::vi ? out.vi : out.en;
      if (!text.empty()) text += ", ";
      text += one.in(lang);
    }
  }
  return out;
}

}  // namespace quyche
