#include "engine/decide/decide.h"

#include "engine/base/check.h"
#include "engine/base/overload.h"
#include "engine/decide/authority.h"
#include "engine/decide/deciding.h"
#include "engine/school/in_force.h"

namespace quyche {
namespace deciding {
namespace {

void decide_kind(Deciding& d) {
  std::visit(Overload{
                 [&](const OpenSchool& c) { decide_open_school(d, c); },
                 [&](const AddUnit& c) { decide_add_unit(d, c); },
                 [&](const AdmitPerson& c) { decide_admit(d, c); },
                 [&](const RemovePerson& c) { decide_remove(d, c); },
                 [&](const AssignRole& c) { decide_assign(d, c); },
                 [&](const EndRole& c) { decide_end_role(d, c); },
                 [&](const Delegate& c) { decide_delegate(d, c); },
                 [&](const EndDelegation& c) { decide_end_delegation(d, c); },
                 [&](const AdoptPolicy& c) { decide_adopt(d, c); },
                 [&](const AdoptKey& c) { decide_adopt_key(d, c); },
                 [&](const ErasePerson& c) { decide_erase(d, c); },
                 [&](const Create& c) { decide_create(d, c); },
                 [&](const Edit& c) { decide_edit(d, c); },
                 [&](const Attach& c) { decide_attach(d, c); },
                 [&](const Sign& c) { decide_sign(d, c); },
                 [&](const Attest& c) { decide_attest(d, c); },
                 [&](const Act& c) { decide_act(d, c); },
                 [&](const Tick&) { decide_tick(d); },
             },
             d.command.body);
}

// What must hold before any command is looked at. Without it nothing else can be judged.
bool admissible(Deciding& d) {
  const bool opening = std::holds_alternative<OpenSchool>(d.command.body);
  if (!d.school().open() && !opening) {
    d.refuse("Q445");
    return false;
  }
  if (d.school().open() && d.now < d.school().last_at) {
    const ZoneOffset zone = d.policy().zone;
    d.refuse("Q403", {d.now.text(zone), d.school().last_at.text(zone)});
    return false;
  }
  if (d.command.as.empty()) return true;  // quyche itself
  const Person* person = d.school().person(d.command.as);
  if (person == nullptr)
    d.refuse("Q425", {d.command.as.value});
  else if (person->left)
    d.refuse("Q440", {d.command.as.value});
  return d.unmet.empty();
}

}  // namespace

const Policy& Deciding::policy() const {
  const Policy* found = in_force_at(world.policies, school(), now).policy;
  CHECK(found != nullptr, "the policy in force is in the book");
  return *found;
}

PolicyId Deciding::policy_id() const { return in_force_at(world.policies, school(), now).id; }

const Policy& Deciding::policy_of(const Document& document) const {
  const Policy* found = world.policies.find(document.policy);
  CHECK(found != nullptr, "a policy that an event names is in the book");
  return *found;
}

void Deciding::refuse(std::string code, std::vector<Title> args, Clause clause) {
  unmet.push_back({std::move(code), std::move(args), std::move(clause), {}, {}});
}

void Deciding::refuse_role(const std::vector<ActorName>& wanted, const Policy& under,
                           const Document* document, const UnitId& unit, const Clause& clause) {
  const PersonId owner = document == nullptr ? PersonId{} : document->owner;
  Unmet one{"Q406", {titles_of(under, wanted)}, clause, wanted, {}};
  one.people = document == nullptr && unit.empty() ? holders_anywhere(school(), under, wanted)
                                                   : holders(school(), under, wanted, unit, owner);
  if (one.people.empty()) one.code = "Q407";
  unmet.push_back(std::move(one));
}

Event& Deciding::emit(EventBody body, const PolicyId& under, const Clause& clause,
                      const PersonId& on_behalf_of) {
  Event event;
  event.seq = school().last_seq + events.size() + 1;
  event.school = school().id;
  event.at = now;
  event.by = command.as;
  event.on_behalf_of = on_behalf_of;
  event.policy = under;
  event.clause = clause;
  event.command = command.key;
  event.body = std::move(body);
  events.push_back(std::move(event));
  return events.back();
}

const Document* Deciding::find_document(const DocumentId& id) {
  const Document* document = school().document(id);
  if (document == nullptr) {
    refuse("Q401", {id.value});
    return nullptr;
  }
  if (command.version && *command.version != document->version) {
    refuse("Q402", {id.value, std::to_string(document->version), std::to_string(*command.version)});
    return nullptr;
  }
  return document;
}

}  // namespace deciding

Result<std::vector<Event>, Refusal> decide(const World& world, const Command& command, Instant now,
                                           Hooks& hooks) {
  deciding::Deciding d{world, command, now, hooks, {}, {}};
  if (deciding::admissible(d)) deciding::decide_kind(d);
  if (!d.unmet.empty()) return tl::unexpected(Refusal{std::move(d.unmet)});
  return std::move(d.events);
}

}  // namespace quyche
