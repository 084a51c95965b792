// What must hold before an action: each kind of requirement, and the rule of several approvals. Internal to
// decide/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/decide/deciding.h"

namespace quyche::deciding {

// What a requirement is judged on.
struct Judged {
  const Document& document;
  const DocumentType& type;
  const Policy& policy;
  ActionId action;  // empty for signing
  PersonId actor;
  bool reason_given = false;
};

// Refuses (on d) what does not hold of `needs`, except approvals, which judge_approvals decides. Hook
// verdicts that pass are added to `hooks`.
void judge(Deciding& d, const Judged& judged, const std::vector<Requirement>& needs,
           std::vector<HookRecord>* hooks);

// The clause of the order that locks a document: of the newest control document's type.
[[nodiscard]] Clause lock_clause(const Deciding& d, const Document& document, const DocumentType& type);

// Refuses when the document is locked: names the orders that lock it.
void refuse_if_locked(Deciding& d, const Document& document, const DocumentType& type);

// What one more sign-off by `actor` means for an approval rule.
struct ApprovalOutcome {
  std::vector<ActorName> capacities;  // entries that the actor can stand for; empty: none
  bool already = false;               // the actor has signed off before
  bool complete = false;              // with this one the rule is met
  std::vector<ActorName> waiting;     // entries still open after it
};
[[nodiscard]] ApprovalOutcome judge_approvals(const SchoolState& school, const Policy& policy,
                                              const Document& document, const ActionId& action,
                                              const Approvals& rule, const PersonId& actor, Instant now);

// The input that hooks get (docs/hooks.md).
[[nodiscard]] json::Value hook_input(const Judged& judged, const SchoolState& school, Instant now);

}  // namespace quyche::deciding
