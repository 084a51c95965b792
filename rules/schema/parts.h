// The larger shapes of a regulation, each with its parts in a .cc of its own. Internal to rules/schema.
#pragma once

#include "rules/schema/values.h"

namespace quyche::rules::schema {

extern const Shape workflow;       // workflow.cc: {states, actions}
extern const Shape needs;          // needs.cc: a list of requirements
extern const Shape signing_needs;  // the same, without those that an e-signature cannot wait for
extern const Shape effects;        // effects.cc: one mapping, or a list of them
extern const Shape document;       // document.cc

}  // namespace quyche::rules::schema
