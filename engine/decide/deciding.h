// One decision while it is being made: what it reads, what it has found unmet, what it will say. Internal to
// decide/.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/decide/decide.h"

namespace quyche::deciding {

struct Deciding {
  const World& world;
  const Command& command;
  Instant now;
  Hooks& hooks;
  std::vector<Event> events;
  std::vector<Unmet> unmet;

  [[nodiscard]] const SchoolState& school() const { return world.school; }
  // The policy in force today, for the school itself, and its id.
  [[nodiscard]] const Policy& policy() const;
  [[nodiscard]] PolicyId policy_id() const;
  // The policy that `document` was created under.
  [[nodiscard]] const Policy& policy_of(const Document& document) const;

  void refuse(std::string code, std::vector<Title> args = {}, Clause clause = {});
  // Refuses for want of a role: names the roles and who holds them.
  void refuse_role(const std::vector<ActorName>& wanted, const Policy& policy, const Document* document,
                   const UnitId& unit, const Clause& clause);
  // Appends an event. `policy` and `clause` are those it was decided under.
  Event& emit(EventBody body, const PolicyId& policy, const Clause& clause,
              const PersonId& on_behalf_of = {});

  // The document and its type; refuses an unknown document or a stale version. Null when refused.
  const Document* find_document(const DocumentId& id);
};

// people.cc
void decide_open_school(Deciding& d, const OpenSchool& command);
void decide_add_unit(Deciding& d, const AddUnit& command);
void decide_admit(Deciding& d, const AdmitPerson& command);
void decide_remove(Deciding& d, const RemovePerson& command);
void decide_assign(Deciding& d, const AssignRole& command);
void decide_end_role(Deciding& d, const EndRole& command);
void decide_adopt(Deciding& d, const AdoptPolicy& command);
void decide_adopt_key(Deciding& d, const AdoptKey& command);
void decide_erase(Deciding& d, const ErasePerson& command);
// delegation.cc
void decide_delegate(Deciding& d, const Delegate& command);
void decide_end_delegation(Deciding& d, const EndDelegation& command);
// create.cc, edit.cc
void decide_create(Deciding& d, const Create& command);
void decide_edit(Deciding& d, const Edit& command);
void decide_attach(Deciding& d, const Attach& command);
// evidence.cc
void decide_sign(Deciding& d, const Sign& command);
void decide_attest(Deciding& d, const Attest& command);
// act.cc
void decide_act(Deciding& d, const Act& command);
// take_over.cc: lets `policy`, which takes effect now, take over the open documents that it can.
void take_over(Deciding& d, const PolicyId& id, const Policy& policy);
// tick.cc
void decide_tick(Deciding& d);

}  // namespace quyche::deciding
