// A policy test file as read: which regulation, and its cases, each with what is given, what is done and what
// must then hold. docs/tests.md describes the YAML.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/json/value.h"
#include "engine/policy/policy.h"
#include "engine/school/school_state.h"
#include "rules/source/source.h"

namespace quyche::rules::policy_test {

// A clause as an expectation names it; empty when it says that no clause decides.
struct WantedClause {
  Clause clause;
  Span span;
};

// One condition that a refusal must list. It may list more.
struct WantedRefusal {
  std::string code;  // Q4xx
  WantedClause cite;
  Span span;
};

// One step of `when`: a command by one person or by several in turn, or the mere passing of time.
struct Step {
  Span span;
  Instant at;
  std::vector<PersonId> by;            // each gives the command, in this order; empty: time passes until `at`
  json::Object command;                // as docs/commands.md has it, without `key` and `as`
  bool over_present = false;           // a signature that says it is over the present content
  std::vector<WantedRefusal> refused;  // empty: it must be accepted
  std::optional<WantedClause> cite;    // under which an accepted command must be decided
};

struct StateIs {
  DocumentId document;
  StateId state;
};
struct LockIs {
  DocumentId document;
  bool locked = false;
};
// none: the deadline does not apply to the document, or cannot be computed yet.
enum class DueStatus { pending, met, missed, met_late, none };
constexpr auto names_of(DueStatus) {
  return std::to_array<std::string_view>({"pending", "met", "missed", "met_late", "none"});
}
struct DeadlineIs {
  DocumentId document;
  DeadlineId deadline;
  DueStatus status = DueStatus::pending;
  std::optional<Date> first_day;
  std::optional<Date> last_day;
};
struct EventSeen {
  std::string kind;                            // of engine/event
  std::map<std::string, std::string> details;  // members of the event's data, by their names there
  std::vector<PersonId> people;                // all among the event's people
  PersonId by;
  PersonId on_behalf_of;
  std::optional<Instant> at;
  int least = 1;
  std::optional<int> most;
};
// Whether `person` was found without a document when the duty of the period closed.
struct DutyIs {
  DocumentTypeId type;
  DeadlineId deadline;  // empty: any of the type's
  PersonId person;
  std::optional<Week> week;
  std::optional<SchoolYear> school_year;
  bool missing = false;
};
struct InboxIs {
  PersonId person;
  std::string what;  // a document, or a document type
  ActionId action;   // empty: any
  bool there = false;
};

struct Expectation {
  Span span;
  std::variant<StateIs, LockIs, DeadlineIs, EventSeen, DutyIs, InboxIs> what;
  WantedClause cite;
};

struct GivenPerson {
  PersonId id;
  std::string name;
  std::vector<Assignment> roles;
};

struct Case {
  std::string name;
  Title title;
  Span span;
  std::vector<std::string> covers;                   // requirement ids of the regulation
  Instant as_of;                                     // when the school opens; nothing happens before
  std::size_t version = 0;                           // of Suite::versions
  std::shared_ptr<const Policy> policy;              // that version, with what the case says of the calendar
  std::vector<std::shared_ptr<const Policy>> later;  // what its steps adopt
  std::vector<GivenPerson> people;
  std::vector<Step> when;
  std::vector<Expectation> then;
};

struct Version {
  std::string path;
  std::shared_ptr<const Policy> policy;
};

struct Suite {
  SourcePtr source;
  RegulationId regulation;
  std::vector<Version> versions;  // of the regulation, by the day they come into force
  // Ids of `requirements:` in the regulation's files and in those it stands under; empty when they list none.
  std::vector<std::string> requirements;
  std::vector<Case> cases;  // at least one
};

}  // namespace quyche::rules::policy_test
