// What a policy says that cannot work: actions nobody can take, states nobody can reach, deadlines nobody can
// meet. Runs over a policy that was lowered without errors; each check has its own .cc here.
#pragma once

#include "engine/policy/policy.h"
#include "rules/diagnostics/diagnostic.h"
#include "rules/yaml/node.h"

namespace quyche::rules {

// `root` is the tree that `policy` was lowered from; findings point into it.
void analyse(const Policy& policy, const yaml::Node& root, Findings& findings);

}  // namespace quyche::rules
