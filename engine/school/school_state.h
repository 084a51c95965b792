// A school as its events left it: people, roles, units, delegations, documents, and what falls due.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "engine/base/id.h"
#include "engine/due/duty_period.h"
#include "engine/event/event.h"
#include "engine/school/document.h"
#include "engine/school/documents.h"

namespace quyche {

struct Assignment {
  RoleId role;
  UnitId unit;  // empty for a role of the whole school
  auto operator<=>(const Assignment&) const = default;
};

struct Person {
  PersonId id;
  Digest identity;
  bool left = false;
  std::set<Assignment> roles;
  bool operator==(const Person&) const = default;
};

struct Delegation {
  PersonId from;
  PersonId to;
  RoleId role;
  Instant since;
  Date until;
  bool ended = false;
  bool operator==(const Delegation&) const = default;
};

// A moment at which time itself will act on a document: reminders before, the closing of a deadline last.
struct Timer {
  Instant at;
  DocumentId document;
  DeadlineId deadline;
  auto operator<=>(const Timer&) const = default;
};

// A policy that the school took up, and when. It holds on its own effective days; of two that hold on one
// day, the newer does.
struct Adoption {
  PolicyId policy;
  Instant since;
  bool operator==(const Adoption&) const = default;
};

using DutyKey = std::pair<DocumentTypeId, DeadlineId>;
// Up to when a duty's periods have closed since the newest policy was adopted. Several may close at one
// instant (a week's days, all by Friday).
struct DutiesClosed {
  Instant until;
  std::vector<DutyPeriod> at_until;  // which of those that close at that very instant
  bool operator==(const DutiesClosed&) const = default;
};

struct SchoolState {
  SchoolId id;  // empty until opened
  ClockSource clock = ClockSource::system;
  Instant opened_at;
  Instant last_at;  // time of the newest event
  std::uint64_t last_seq = 0;
  std::uint64_t documents_created = 0;
  std::vector<Adoption> adopted;  // in order
  std::set<UnitId> units;
  std::map<PersonId, Person> people;
  std::map<DelegationId, Delegation> delegations;
  Documents documents;
  std::set<Timer> timers;
  std::map<DutyKey, DutiesClosed> duties_closed;
  std::vector<DutyClosed> missed_duties;  // periods that closed with someone missing, by time
  std::uint64_t duty_epoch = 0;           // changes when the next duty to close may be another

  [[nodiscard]] bool open() const { return !id.empty(); }
  [[nodiscard]] const Person* person(const PersonId& wanted) const;
  // Valid until the documents are trimmed.
  [[nodiscard]] const Document* document(const DocumentId& wanted) const { return documents.find(wanted); }
  bool operator==(const SchoolState&) const = default;
};

}  // namespace quyche
