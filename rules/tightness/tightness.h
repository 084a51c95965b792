// Whether a regulation only tightens what stands above it. What the layer above lists as `open` or
// `delegated` for a document may change freely; everything else may only become stricter: earlier, by fewer
// people, with more required. Deadlines are compared on every day of the calendar's school years.
#pragma once

#include "engine/policy/policy.h"
#include "rules/layers/layer.h"

namespace quyche::rules {

// `below` is `above` with the layer `leaf` merged over it. Reports Q372-Q378 at the leaf's own lines.
void check_tightness(const Policy& above, const Policy& below, const Layer& leaf, Findings& findings);

// At level school every delegated slot must be filled (Q379), and every number of the policy above given
// (Q349). `above` is null when there is none.
void check_delegated(const Policy* above, const Policy& policy, const Layer& leaf, Findings& findings);

}  // namespace quyche::rules
