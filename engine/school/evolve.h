// Folding events into state. Total: every event that was ever stored applies, in order, without any policy.
#pragma once

#include "engine/event/event.h"
#include "engine/school/school_state.h"

namespace quyche {

// Events come in the order of their seq, without gaps (CHECK).
void evolve(SchoolState& state, const Event& event);

// The part that concerns no document. Leaves last_seq and last_at as they are.
void evolve_school(SchoolState& state, const Event& event);

// What time will do to the document, the earliest first.
[[nodiscard]] std::vector<Timer> timers_of(const Document& document);

// The part that concerns one document, for looking ahead: what would this event make of it?
void evolve_document(Document& document, const Event& event);
// The same for a fold of one document's events: the first creates it.
void evolve_document(std::optional<Document>& document, const Event& event);

}  // namespace quyche
