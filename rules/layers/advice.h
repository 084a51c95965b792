// `advises_against`: norms of a layer above that are no prohibitions. What goes against one is allowed, and
// warned about with both clauses.
#pragma once

#include "rules/policy/lowering.h"

namespace quyche::rules {

// Reads the key's shape, reporting what is wrong.
void check_advice(Lowering& lowering, const Node& node, const Place& place);

// Warns where the last layer of the chain adds what a layer above advises against (Q371, Q372).
void check_against_advice(const Policy& policy, const Chain& chain, Findings& findings);

}  // namespace quyche::rules
