// The due points of a school year as a policy gives them before any document is written: for planning ahead.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/policy/policy.h"
#include "engine/time/instant.h"

namespace quyche {

struct YearPoint {
  const Policy* policy = nullptr;
  const DocumentType* type = nullptr;
  const Deadline* deadline = nullptr;
  std::optional<Date> counted_from;  // of a duty that comes several times a year: where its period begins
  std::optional<Instant> opens;
  Instant closes;
  Date last_day;
};

// Why a deadline has no point in the year.
enum class Undated {
  of_document,  // it is measured from dates that each document has of its own
  unknown       // the calendar does not say what it asks
};
struct UndatedDeadline {
  const Policy* policy = nullptr;
  const DocumentType* type = nullptr;
  const Deadline* deadline = nullptr;
  Undated why = Undated::of_document;
};

struct YearPoints {
  std::vector<YearPoint> points;         // by closing time, then as the policy lists them
  std::vector<UndatedDeadline> undated;  // as the policy lists them
};

// All deadlines of all document types while the policy is in force. Pointers are into `policy`.
[[nodiscard]] YearPoints year_points(const Policy& policy, SchoolYear year);

// The same of a regulation that changes in the year: each point by the policy in force on its day. `policies`
// follow each other. A deadline is undated when no policy gives it a point.
[[nodiscard]] YearPoints year_points(std::span<const std::shared_ptr<const Policy>> policies,
                                     SchoolYear year);

// The role that a point or deadline of this type concerns: whoever owes one, else whoever may create one.
[[nodiscard]] const RoleId& owed_by(const DocumentType& type);

// Whether a holder of `role` (of one of its members, when it is a group) owes documents of this type.
[[nodiscard]] bool owes(const Policy& policy, const RoleId& role, const DocumentType& type);

}  // namespace quyche
