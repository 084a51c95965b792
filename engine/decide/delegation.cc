// Letting someone else use one's role, until a day. Decree 30/2020 art. 13: what is delegated is not
// delegated again.
#include <algorithm>

#include "engine/decide/authority.h"
#include "engine/decide/deciding.h"
#include "engine/decide/listing.h"

namespace quyche::deciding {
namespace {

bool holds_anywhere(const SchoolState& school, const PersonId& person, const RoleId& role) {
  const Person* found = school.person(person);
  return found != nullptr && !found->left &&
         std::any_of(found->roles.begin(), found->roles.end(),
                     [&](const Assignment& a) { return a.role == role; });
}

}  // namespace

void decide_delegate(Deciding& d, const Delegate& command) {
  const Role* role = d.policy().role(command.role);
  if (role == nullptr) return d.refuse("Q426", {command.role.value, known_ids(d.policy().roles)});
  if (!holds_anywhere(d.school(), d.command.as, command.role))
    d.refuse("Q457", {title_or_id(*role)}, role->cite);
  const Person* to = d.school().person(command.to);
  if (to == nullptr || to->left) {
    d.refuse("Q425", {command.to.value});
  } else {
    const bool accepted =
        std::any_of(role->delegate_to.begin(), role->delegate_to.end(), [&](const RoleId& wanted) {
          return std::any_of(to->roles.begin(), to->roles.end(),
                             [&](const Assignment& a) { return d.policy().counts_as(a.role, wanted); });
        });
    if (!accepted && role->delegate_to.empty())
      d.refuse("Q435", {title_or_id(*role)}, role->cite);
    else if (!accepted)
      d.refuse("Q434", {title_or_id(*role), titles_of(d.policy(), role->delegate_to)}, role->cite);
  }
  if (command.until < d.now.date(d.policy().zone)) d.refuse("Q436", {command.until.text()});
  if (d.school().delegations.contains(command.delegation)) d.refuse("Q428", {command.delegation.value});
  if (d.unmet.empty()) {
    d.emit(Delegated{command.delegation, d.command.as, command.to, command.role, command.until},
           d.policy_id(), role->cite);
  }
}

void decide_end_delegation(Deciding& d, const EndDelegation& command) {
  const auto at = d.school().delegations.find(command.delegation);
  if (at == d.school().delegations.end() || at->second.ended || at->second.from != d.command.as)
    return d.refuse("Q437", {command.delegation.value});
  const Role* role = d.policy().role(at->second.role);
  d.emit(DelegationEnded{command.delegation}, d.policy_id(), role == nullptr ? Clause{} : role->cite);
}

}  // namespace quyche::deciding
