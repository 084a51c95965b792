// Duties: who owes which document for which period, and when that is late. Used by ticks and by views.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/due/duty_period.h"
#include "engine/school/in_force.h"

namespace quyche {

// One period of a duty under one of its deadlines.
struct DutyDue {
  PolicyInForce from;
  const DocumentType* type = nullptr;
  const Deadline* deadline = nullptr;
  SchoolYear school_year;
  std::optional<Week> week;
  std::optional<Date> period;
  Instant closes;
};

// Every period of every duty whose deadline closes in (after, until], by closing time. Only what the calendar
// of the policy in force knows; a duty whose due line needs more than the period's first day has none.
[[nodiscard]] std::vector<DutyDue> duties_between(const Policy& policy, Instant after, Instant until);
// The same under every policy that the school has adopted, each for the days on which it holds, without what
// had closed before the newest was adopted.
[[nodiscard]] std::vector<DutyDue> duties_between(const World& world, Instant after, Instant until);

// The next one that has not been settled, or nothing (duty_history.h).
[[nodiscard]] std::optional<DutyDue> next_duty(const World& world);

// When the deadline closes for a period that nobody wrote a document for. Nothing where it does not apply or
// is measured from more than the period's first day.
[[nodiscard]] std::optional<Instant> duty_closes(const Policy& policy, const DocumentType& type,
                                                 const Deadline& deadline, const DutyPeriod& period);

// Whether time has closed this period of the duty, which closes at `closes`.
[[nodiscard]] bool duty_settled(const World& world, const DutyKey& duty, Instant closes,
                                const DutyPeriod& period);

// Whether `person` has a document that settles this period of the duty.
[[nodiscard]] bool has_document(const SchoolState& school, const PersonId& person, const DocumentTypeId& type,
                                const DutyPeriod& period);

// Who has a document that settles this period of the duty.
[[nodiscard]] std::set<PersonId> with_document(const SchoolState& school, const DocumentTypeId& type,
                                               const DutyPeriod& period);

// Who owes it and has no document for it, by id, as roles and documents stand in `school`.
[[nodiscard]] std::vector<PersonId> owing(const SchoolState& school, const Policy& policy,
                                          const DutyDue& due);

}  // namespace quyche
