// Which parts of a policy its tests exercise: actions, requirements, deadlines, clauses.
#pragma once

#include <string>
#include <vector>

#include "rules/policy_test/rehearsal.h"

namespace quyche::rules::policy_test {

struct ActionCovered {
  DocumentTypeId type;
  ActionId action;
  bool taken = false;
};
struct NeedCovered {
  DocumentTypeId type;
  ActionId action;  // empty: a need of signing
  Requirement need;
  bool met = false;      // a command was accepted with it
  bool refused = false;  // a command was refused, and it did not hold
};
struct DeadlineCovered {
  DocumentTypeId type;
  DeadlineId deadline;
  bool met = false;
  bool missed = false;
};
struct ClauseCovered {
  Clause clause;
  bool decided = false;  // an event or a condition of a refusal stands under it
};

// Every part of one policy, in its order.
struct Coverage {
  std::vector<ActionCovered> actions;
  std::vector<NeedCovered> needs;
  std::vector<DeadlineCovered> deadlines;
  std::vector<ClauseCovered> clauses;
};
[[nodiscard]] Coverage nothing_covered(const Policy& policy);

// How the needs of an action or a signature stand before the command is decided.
struct Attempt {
  DocumentTypeId type;
  ActionId action;
  std::vector<bool> holds;  // as the policy lists the needs
  bool known = false;       // the command is about needs at all
};
[[nodiscard]] Attempt attempt(Rehearsal& school, const Command& command, Instant now);

void cover(Coverage& coverage, const SchoolState& school, const Event& event);
void cover(Coverage& coverage, const Refusal& refusal);
void cover(Coverage& coverage, const Attempt& attempt, bool accepted);

}  // namespace quyche::rules::policy_test
