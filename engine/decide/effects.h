// What follows from an event: control documents opened, locks, flags, notices, deadlines met. Internal to
// decide/.
#pragma once

#include <vector>

#include "engine/decide/deciding.h"

namespace quyche::deciding {

// An id for a new document that neither the school nor this decision has used: <type>-<number>.
[[nodiscard]] DocumentId free_document_id(const Deciding& d, const DocumentTypeId& type);

// Completes `created` (state, period, due points) and emits it.
void emit_created(Deciding& d, const Policy& policy, const PolicyId& policy_id, const DocumentType& type,
                  Created created, const PersonId& on_behalf_of);

// Emits what `effects` do when they follow from something that happened to `document`. `actor` is empty when
// time acted.
void apply_effects(Deciding& d, const Document& document, const std::vector<Effect>& effects,
                   const PersonId& actor, const Clause& clause);

// `after` is the document once the decision's events so far are applied: emits deadlines met or open again.
void settle_deadlines(Deciding& d, const Document& after, const DocumentType& type);
// The same where `document` has just moved to `to` and that is not applied yet.
void settle_deadlines(Deciding& d, const Document& document, const DocumentType& type, const StateId& to);

}  // namespace quyche::deciding
