// Opening a school, its units, people and roles, and the policy it follows.
#include <algorithm>
#include <optional>

#include "engine/decide/authority.h"
#include "engine/decide/deciding.h"
#include "engine/decide/listing.h"
#include "engine/school/in_force.h"

namespace quyche::deciding {
namespace {

// Whether the person who asks may change the school itself. What quyche itself does (while a school is being
// opened, before anyone could hold a role) needs nobody.
bool may_administer(Deciding& d, const Power& power) {
  if (d.command.as.empty()) return true;
  if (authority(d.school(), d.policy(), d.command.as, power.by, {}, {}, d.now)) return true;
  d.refuse_role(power.by, d.policy(), nullptr, {}, power.cite);
  return false;
}

bool may_change_people(Deciding& d) { return may_administer(d, d.policy().administration.people); }

void emit_about_people(Deciding& d, EventBody body) {
  if (d.unmet.empty()) d.emit(std::move(body), d.policy_id(), d.policy().administration.people.cite);
}

// A role that can be assigned as asked: known, no group, with a unit exactly when it belongs to one.
void check_assignment(Deciding& d, const RoleId& id, const UnitId& unit) {
  const Role* role = d.policy().role(id);
  if (role == nullptr) {
    d.refuse("Q426", {id.value, known_ids(d.policy().roles)});
    return;
  }
  if (!role->any_of.empty())
    d.refuse("Q453", {id.value});
  else if (role->within == Within::unit && unit.empty())
    d.refuse("Q451", {title_or_id(*role)});
  else if (role->within == Within::school && !unit.empty())
    d.refuse("Q452", {title_or_id(*role)});
  if (!unit.empty() && !d.school().units.contains(unit)) d.refuse("Q427", {unit.value});
}

PersonId free_person_id(const SchoolState& school) {
  for (std::size_t n = school.people.size() + 1;; ++n) {
    PersonId id = numbered_person(n);
    if (school.person(id) == nullptr) return id;
  }
}

// A school never loses the last person who can change its people: nobody could mend that. `ending` is the one
// role that `person` loses, or nothing when they leave with all of them.
void keep_an_administrator(Deciding& d, const PersonId& person, const std::optional<Assignment>& ending) {
  const Power& power = d.policy().administration.people;
  const auto administers = [&](const Person& one) {
    return !one.left && std::any_of(one.roles.begin(), one.roles.end(), [&](const Assignment& held) {
      const bool ends = one.id == person && (!ending || held == *ending);
      return !ends && std::any_of(power.by.begin(), power.by.end(),
                                  [&](const RoleId& role) { return d.policy().counts_as(held.role, role); });
    });
  };
  const auto& people = d.school().people;
  if (std::none_of(people.begin(), people.end(),
                   [&](const auto& entry) { return administers(entry.second); }))
    d.refuse("Q462", {titles_of(d.policy(), power.by)}, power.cite);
}

const Person* known_person(Deciding& d, const PersonId& id) {
  const Person* person = d.school().person(id);
  if (person == nullptr || person->left) {
    d.refuse("Q425", {id.value});
    return nullptr;
  }
  return person;
}

}  // namespace

void decide_open_school(Deciding& d, const OpenSchool& command) {
  const Policy* policy = d.world.policies.find(command.policy);
  if (policy == nullptr) return d.refuse("Q438", {command.policy.text()});
  if (d.school().last_seq != 0) return d.refuse("Q428", {d.school().id.value});
  d.emit(SchoolOpened{command.clock}, command.policy, policy->administration.people.cite).school =
      command.school;
}

void decide_add_unit(Deciding& d, const AddUnit& command) {
  may_change_people(d);
  if (d.school().units.contains(command.unit)) d.refuse("Q428", {command.unit.value});
  emit_about_people(d, UnitAdded{command.unit});
}

void decide_admit(Deciding& d, const AdmitPerson& command) {
  may_change_people(d);
  const PersonId id = command.person.empty() ? free_person_id(d.school()) : command.person;
  const Person* person = d.school().person(id);
  if (person != nullptr && !person->left) d.refuse("Q428", {id.value});
  emit_about_people(d, PersonAdmitted{id, command.identity.commitment});
}

void decide_remove(Deciding& d, const RemovePerson& command) {
  may_change_people(d);
  if (known_person(d, command.person) != nullptr) keep_an_administrator(d, command.person, std::nullopt);
  if (!d.unmet.empty()) return;
  for (const auto& [id, delegation] : d.school().delegations)
    if (!delegation.ended && (delegation.from == command.person || delegation.to == command.person))
      emit_about_people(d, DelegationEnded{id});
  emit_about_people(d, PersonLeft{command.person});
}

void decide_assign(Deciding& d, const AssignRole& command) {
  may_change_people(d);
  // Whoever keeps the accounts does not give themselves a role: a second person does.
  if (!d.command.as.empty() && command.person == d.command.as)
    d.refuse("Q461", {}, d.policy().administration.people.cite);
  check_assignment(d, command.role, command.unit);
  const Person* person = known_person(d, command.person);
  if (person != nullptr && person->roles.contains({command.role, command.unit}))
    d.refuse("Q428", {command.role.value});
  emit_about_people(d, RoleAssigned{command.person, command.role, command.unit});
}

void decide_end_role(Deciding& d, const EndRole& command) {
  may_change_people(d);
  const Person* person = known_person(d, command.person);
  if (person != nullptr && !person->roles.contains({command.role, command.unit}))
    d.refuse("Q457", {title_of(d.policy(), command.role)});
  if (d.unmet.empty()) keep_an_administrator(d, command.person, Assignment{command.role, command.unit});
  emit_about_people(d, RoleEnded{command.person, command.role, command.unit});
}

void decide_adopt(Deciding& d, const AdoptPolicy& command) {
  const Power& power = d.policy().administration.policy;
  may_administer(d, power);
  if (command.policy == d.school().adopted.back().policy) d.refuse("Q446");
  const Policy* policy = d.world.policies.find(command.policy);
  if (policy == nullptr) d.refuse("Q438", {command.policy.text()});
  if (!d.unmet.empty()) return;
  d.emit(PolicyAdopted{command.policy}, d.policy_id(), power.cite);
  // One that takes effect later takes over then (tick.cc).
  if (policy->open_documents == OpenDocuments::take_over && holds(*policy, d.now.date(policy->zone)))
    take_over(d, command.policy, *policy);
}

void decide_adopt_key(Deciding& d, const AdoptKey& command) {
  d.emit(KeyAdopted{command.key, command.lost, command.abandoned_size, command.abandoned_root}, d.policy_id(),
         {});
}

void decide_erase(Deciding& d, const ErasePerson& command) {
  may_change_people(d);
  const Person* person = d.school().person(command.person);
  if (person == nullptr)
    d.refuse("Q425", {command.person.value});
  else if (!person->left)
    d.refuse("Q463", {command.person.value});
  emit_about_people(d, PersonErased{command.person});
}

}  // namespace quyche::deciding
