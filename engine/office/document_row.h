// A document as the store's index knows it (engine/ports/store.h).
#pragma once

#include "engine/decide/decide.h"
#include "engine/ports/store.h"
#include "engine/school/document.h"

namespace quyche {

[[nodiscard]] StoredDocument document_row(const World& world, const Document& document);

// The period of a duty as the index names it: "2024-W41", "2024-10-07", or empty for the whole school year.
[[nodiscard]] std::string period_key(const DutyPeriod& period);

// What time will do to the document, as canonical JSON: [["2024-10-04T17:00:00.000Z","deadline"], ...] in the
// order of Timer; empty when nothing.
[[nodiscard]] std::string timers_text(const Document& document);
// Fails with Q505 when it is not what timers_text writes.
[[nodiscard]] Outcome<std::vector<Timer>> read_timers(const DocumentId& document, std::string_view text);

}  // namespace quyche
