// The typed content of documents and the due points that follow from it. Internal to decide/.
#pragma once

#include <optional>
#include <vector>

#include "engine/decide/deciding.h"
#include "engine/due/duty_period.h"
#include "engine/due/window.h"

namespace quyche::deciding {

// The value that `input` gives to `field`; refuses what does not fit its type. Nothing for an emptied field.
[[nodiscard]] std::optional<FieldValue> typed(Deciding& d, const Field& field, const FieldInput& input);

// The day that `input` names as a value of `field`; nothing when it names none or does not fit its type.
[[nodiscard]] std::optional<Date> day_in(const Field& field, const FieldInput& input);

// Types all inputs; refuses unknown fields. `cleared` gets the emptied ones.
[[nodiscard]] FieldValues typed_all(Deciding& d, const DocumentType& type, const FieldInputs& inputs,
                                    std::vector<FieldId>* cleared);

// The dates a due line can be measured from.
[[nodiscard]] DueAnchors anchors_of(const Policy& policy, const FieldValues& fields, SchoolYear school_year);

// Which period of its duty a document with these fields settles, and its school year.
[[nodiscard]] DutyPeriod period_of(const Policy& policy, const DocumentType& type, const FieldValues& fields,
                                   Date today);

// The due points of all deadlines that apply and whose dates are known. Reminders that lie in the past
// already are left out.
[[nodiscard]] std::vector<DueAt> dues_of(const DocumentType& type, const DueAnchors& anchors, Instant now);
// The deadlines that `document` has and that do not apply under these dates: no longer waited for. What was
// late stays so.
[[nodiscard]] std::vector<DeadlineId> lapsed_of(const DocumentType& type, const DueAnchors& anchors,
                                                const Document& document);

}  // namespace quyche::deciding
