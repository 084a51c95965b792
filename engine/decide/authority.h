// Who may: roles, groups, units and delegations. Used by decisions and by views, so that an inbox shows
// exactly what a decision would allow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/policy/policy.h"
#include "engine/school/school_state.h"

namespace quyche {

// By which right a person acts.
struct Authority {
  ActorName capacity;     // the entry of the list that was met
  PersonId on_behalf_of;  // the delegator, when the right is a delegated one
};

// Whether `person` holds `wanted` (a role or group) for the documents of `unit`, by an assignment of their
// own.
[[nodiscard]] bool holds(const SchoolState& school, const Policy& policy, const PersonId& person,
                         const RoleId& wanted, const UnitId& unit);

// Whether `person` holds, somewhere in the school, a role that counts as `wanted`.
[[nodiscard]] bool holds_anywhere(const SchoolState& school, const Policy& policy, const PersonId& person,
                                  const RoleId& wanted);

// The first entry of `wanted` that `person` may act as at `now`: `owner` when they are it, a role they hold,
// or a role delegated to them. Their own rights come before delegated ones.
[[nodiscard]] std::optional<Authority> authority(const SchoolState& school, const Policy& policy,
                                                 const PersonId& person, const std::vector<ActorName>& wanted,
                                                 const UnitId& unit, const PersonId& owner, Instant now);

// The document's owner while they may still be one: who holds the type's owner role (in any unit), or has it
// delegated. Empty once they do not: rights end with the role that gave them.
[[nodiscard]] PersonId acting_owner(const SchoolState& school, const Policy& policy, const Document& document,
                                    Instant now);

// Every person who is one of `wanted` by an assignment of their own, by id, without those who have left.
[[nodiscard]] std::vector<PersonId> holders(const SchoolState& school, const Policy& policy,
                                            const std::vector<ActorName>& wanted, const UnitId& unit,
                                            const PersonId& owner);

// The same whatever the unit: for a document that does not have one yet.
[[nodiscard]] std::vector<PersonId> holders_anywhere(const SchoolState& school, const Policy& policy,
                                                     const std::vector<ActorName>& wanted);

// "Tổ trưởng chuyên môn, Ban giám hiệu": their titles, for messages.
[[nodiscard]] Title title_of(const Policy& policy, const ActorName& actor);
[[nodiscard]] Title titles_of(const Policy& policy, const std::vector<ActorName>& actors);

}  // namespace quyche
