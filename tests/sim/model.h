// A school by the plainest of means: vectors, and loops over them. A second implementation of what commands
// may do and of what time does, beside engine/school and engine/decide, to disagree with them.
//
// It reads the events of the log and keeps its own account: states, versions, which deadlines are met, missed
// or open, who owes what. Where the log says something that follows from what was before, it works that out
// itself and compares. It shares types with the engine (ids, dates, events, policies), no code. The due
// points are those of one regulation, written out by hand (due_points.cc).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/command/command.h"
#include "engine/event/event.h"
#include "engine/policy/policy.h"

namespace quyche::sim {

// A policy of the district, and the one number in which the district's policies differ.
struct Rules {
  PolicyId id;
  const Policy* policy = nullptr;
  int plan_days = 3;  // a lesson plan is due so many days ahead
};

struct MDeadline {
  DeadlineId id;
  Instant closes;
  std::vector<Instant> remind;  // those still to come when it was set
  std::size_t reminded = 0;
  enum class Status { open, met, missed, met_late } status = Status::open;
  [[nodiscard]] bool late() const { return status == Status::missed || status == Status::met_late; }
};

struct MSignOff {
  ActionId action;
  PersonId by;
  PersonId voice;  // whose role was used
  std::vector<ActorName> entries;
};

struct MDocument {
  DocumentId id;
  DocumentTypeId type;
  PolicyId policy;
  PersonId owner;
  UnitId unit;
  StateId state;
  std::uint64_t version = 0;
  std::uint64_t content = 0;  // grows with every edit and attachment
  SchoolYear year;
  std::optional<Date> week;  // the Monday of the week whose duty it settles
  FieldValues fields;
  std::vector<SlotId> attached;
  std::vector<DocumentId> about;
  std::vector<StateId> run;  // the states of the present run, in the order of their first visit
  std::vector<std::pair<ActionId, PersonId>> last_actors;
  std::vector<MSignOff> sign_offs;
  std::vector<std::pair<PersonId, std::uint64_t>> signatures;  // by whom, on which content
  std::vector<std::pair<PaperStepId, std::uint64_t>> attestations;
  std::vector<DocumentId> locks;
  std::vector<DocumentId> unlocks;  // single unlocks that wait, by their order; see `may_edit`
  std::vector<MDeadline> deadlines;
  [[nodiscard]] bool late() const;
};

struct MRole {
  RoleId role;
  UnitId unit;
};
struct MPerson {
  PersonId id;
  bool left = false;
  bool erased = false;
  std::vector<MRole> roles;
};
struct MDelegation {
  DelegationId id;
  PersonId from;
  PersonId to;
  RoleId role;
  Instant since;
  Date until;
  bool ended = false;
};

// A period of a duty: of a week (its Monday) or of a whole school year.
struct MDuty {
  PolicyId policy;
  DocumentTypeId type;
  DeadlineId deadline;
  SchoolYear year;
  std::optional<Date> week;
  Instant closes;
};

// What time is to do next.
struct Firing {
  Instant due;
  const MDocument* document = nullptr;  // null: a duty closes
  DeadlineId deadline;
  bool reminder = false;
};

enum class Verdict { accept, refuse, open };  // open: the model does not say

class Model {
 public:
  Model(SchoolId school, std::vector<Rules> rules) : school_(std::move(school)), rules_(std::move(rules)) {}

  // The next event of the log. Whatever is wrong with it is a problem.
  void take(const Event& event);
  // The time of a request has come: whatever was due by then must be in the log.
  void time_is(Instant now);

  // What will come of the command; `hook` says what the hooks will.
  [[nodiscard]] Verdict judge(const Command& command, Instant now) const;

  [[nodiscard]] std::optional<Firing> next_firing() const;

  [[nodiscard]] const std::vector<MDocument>& documents() const { return documents_; }
  [[nodiscard]] const std::vector<MPerson>& people() const { return people_; }
  [[nodiscard]] const std::vector<MDelegation>& delegations() const { return delegations_; }
  [[nodiscard]] const MDocument* document(const DocumentId& id) const;
  [[nodiscard]] const MPerson* person(const PersonId& id) const;
  [[nodiscard]] const Rules& rules_of(const PolicyId& id) const;
  [[nodiscard]] const Rules& newest() const { return rules_of(adopted_.back().first); }
  [[nodiscard]] Instant last_at() const { return last_at_; }
  [[nodiscard]] const std::vector<UnitId>& units() const { return units_; }
  [[nodiscard]] bool may_act(const PersonId& who, const std::vector<ActorName>& by, const MDocument& document,
                             Instant now) const;
  [[nodiscard]] const std::vector<MDuty>& duties() const { return duties_; }  // still to close, by time
  // Who owes a document of the type for the period and has none, by id.
  [[nodiscard]] std::vector<PersonId> owing(const MDuty& duty) const;
  // The duties that closed with somebody missing, as "type week who who".
  [[nodiscard]] const std::vector<std::string>& missed_duties() const { return missed_duties_; }

  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

 private:
  void problem(const Event* event, const std::string& what);
  void expect(bool holds, const Event& event, const std::string& what) {
    if (!holds) problem(&event, what);
  }
  void take_created(const Event& event, const Created& body);
  void take_edited(const Event& event, const Edited& body);
  void take_acted(const Event& event, const Acted& body);
  void take_signed_off(const Event& event, const SignedOff& body);
  void take_firing(const Event& event);
  void take_people(const Event& event);
  void set_dues(MDocument& document, Instant now, const std::vector<DueAt>& told, const Event& event);
  void settle(MDocument& document, Instant now);
  MDocument* find(const DocumentId& id);
  MPerson* find_person(const PersonId& id);
  void add_duties(const PolicyId& policy, Instant since);

  // rules.cc
  [[nodiscard]] bool counts_as(const Rules& rules, const RoleId& held, const RoleId& wanted) const;
  [[nodiscard]] bool holds(const Rules& rules, const PersonId& who, const RoleId& role,
                           const UnitId* unit) const;
  [[nodiscard]] std::optional<PersonId> lender(const Rules& rules, const PersonId& who, const RoleId& wanted,
                                               const UnitId* unit, Instant now) const;
  [[nodiscard]] bool still_owns(const MDocument& document, Instant now) const;
  // Whose voice `who` speaks with as `entry` for the document; nothing: with none.
  [[nodiscard]] std::optional<PersonId> voice(const PersonId& who, const ActorName& entry,
                                              const MDocument& document, Instant now, bool owner_as_is) const;
  [[nodiscard]] bool met(const Requirement& need, const MDocument& document, const PersonId& who, bool reason,
                         Instant now, const Action& action) const;
  [[nodiscard]] bool may_take(const MDocument& document, const Action& action, const PersonId& who,
                              bool reason, Instant now, bool hooks) const;
  [[nodiscard]] Verdict judge_act(const Act& act, const PersonId& who, Instant now) const;
  [[nodiscard]] Verdict judge_create(const Create& create, const PersonId& who, Instant now) const;
  [[nodiscard]] Verdict judge_attach(const Attach& attach, const PersonId& who, Instant now) const;
  [[nodiscard]] Verdict judge_people(const Command& command, Instant now) const;

  SchoolId school_;
  std::vector<Rules> rules_;
  std::vector<std::pair<PolicyId, Instant>> adopted_;
  std::vector<UnitId> units_;
  std::vector<MPerson> people_;
  std::vector<MDelegation> delegations_;
  std::vector<MDocument> documents_;
  std::vector<MDuty> duties_;  // still to close, by time
  std::set<std::string> closed_duties_;
  std::vector<std::string> missed_duties_;
  std::uint64_t last_seq_ = 0;
  Instant last_at_;
  CommandKey last_command_;
  // What a command's events have yet to say: deadlines that its action met or opened again.
  std::vector<std::string> to_announce_;
  std::vector<std::string> problems_;
};

// due_points.cc: when a deadline closes for a document with these fields, and for a period of a duty.
[[nodiscard]] std::optional<Instant> closes_at(const Rules& rules, const DocumentTypeId& type,
                                               const DeadlineId& deadline, const FieldValues& fields,
                                               SchoolYear year);
[[nodiscard]] std::vector<MDuty> duties_of(const Rules& rules);
[[nodiscard]] std::optional<Date> monday_of(const DocumentTypeId& type, const FieldValues& fields);
[[nodiscard]] SchoolYear school_year_of(Date day);

}  // namespace quyche::sim
