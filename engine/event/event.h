// What happened, one event a fact. docs/events.md describes the stored form, which never changes once
// written.
//
// An event holds opaque ids, hashes and commitments only; names and free text lie in the vault
// (engine/vault).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/id.h"
#include "engine/digest/sha256.h"
#include "engine/event/field_value.h"
#include "engine/policy/policy.h"
#include "engine/policy/text.h"
#include "engine/time/instant.h"
#include "engine/time/week.h"

namespace quyche {

// Where the school's time comes from: the machine's clock, or (imports, rehearsals) the commands themselves.
enum class ClockSource { system, given };
constexpr auto names_of(ClockSource) { return std::to_array<std::string_view>({"system", "given"}); }

struct SchoolOpened {
  static constexpr std::string_view kind = "school_opened";
  ClockSource clock = ClockSource::system;
  bool operator==(const SchoolOpened&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("clock", self.clock);
  }
};

struct UnitAdded {
  static constexpr std::string_view kind = "unit_added";
  UnitId unit;
  bool operator==(const UnitAdded&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("unit", self.unit);
  }
};

struct PersonAdmitted {
  static constexpr std::string_view kind = "person_admitted";
  PersonId person;
  Digest identity;  // commitment to the person's account and name, which lie in the vault
  bool operator==(const PersonAdmitted&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("person", self.person);
    io("identity", self.identity);
  }
};

struct PersonLeft {
  static constexpr std::string_view kind = "person_left";
  PersonId person;
  bool operator==(const PersonLeft&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("person", self.person);
  }
};

struct RoleAssigned {
  static constexpr std::string_view kind = "role_assigned";
  PersonId person;
  RoleId role;
  UnitId unit;  // empty for a role of the whole school
  bool operator==(const RoleAssigned&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("person", self.person);
    io.required("role", self.role);
    io("unit", self.unit);
  }
};

struct RoleEnded {
  static constexpr std::string_view kind = "role_ended";
  PersonId person;
  RoleId role;
  UnitId unit;
  bool operator==(const RoleEnded&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("person", self.person);
    io.required("role", self.role);
    io("unit", self.unit);
  }
};

struct Delegated {
  static constexpr std::string_view kind = "delegated";
  DelegationId delegation;
  PersonId from;
  PersonId to;
  RoleId role;
  Date until;  // last day
  bool operator==(const Delegated&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("delegation", self.delegation);
    io.required("from", self.from);
    io.required("to", self.to);
    io.required("role", self.role);
    io.required("until", self.until);
  }
};

struct DelegationEnded {
  static constexpr std::string_view kind = "delegation_ended";
  DelegationId delegation;
  bool operator==(const DelegationEnded&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("delegation", self.delegation);
  }
};

// From here on new documents follow `policy` on its effective days; open documents keep theirs.
struct PolicyAdopted {
  static constexpr std::string_view kind = "policy_adopted";
  PolicyId policy;
  bool operator==(const PolicyAdopted&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("policy", self.policy);
  }
};

// The key that signs the school's checkpoints from here on, in the form of C2SP signed notes.
struct KeyAdopted {
  static constexpr std::string_view kind = "key_adopted";
  std::string key;    // verifier key: "name+hash+base64"
  bool lost = false;  // the key before it was lost: it does not sign the checkpoint that hands over
  // Where the data were put back from a copy on purpose: the checkpoint that had been signed last and that
  // this log does not continue. The size is 0 everywhere else.
  std::uint64_t abandoned_size = 0;
  Digest abandoned_root;
  bool operator==(const KeyAdopted&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("key", self.key);
    io("lost", self.lost);
    io("abandoned_size", self.abandoned_size);
    io("abandoned_root", self.abandoned_root);
  }
};

// Name, account and free texts of this person were removed from the vault.
struct PersonErased {
  static constexpr std::string_view kind = "person_erased";
  PersonId person;
  bool operator==(const PersonErased&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("person", self.person);
  }
};

// A due point as it was computed, so that a history shows the deadlines then in force and needs no policy to
// fold.
struct DueAt {
  DeadlineId deadline;
  std::optional<Instant> opens;
  Instant closes;  // the first instant that is late
  std::vector<Instant> remind;
  bool operator==(const DueAt&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("deadline", self.deadline);
    io("opens", self.opens);
    io.required("closes", self.closes);
    io("remind", self.remind);
  }
};

struct Created {
  static constexpr std::string_view kind = "created";
  DocumentId document;
  DocumentTypeId type;
  StateId state;
  PersonId owner;
  UnitId unit;
  SchoolYear school_year;
  std::optional<Week> week;    // the duty's week that this document settles
  std::optional<Date> period;  // the first day of the duty's period, where the duty is of no school weeks
  FieldValues fields;
  std::vector<DocumentId> about;
  DocumentId opened_by;  // the document whose action opened this one
  std::vector<DueAt> dues;
  bool operator==(const Created&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("type", self.type);
    io.required("state", self.state);
    io.required("owner", self.owner);
    io("unit", self.unit);
    io.required("school_year", self.school_year);
    io("week", self.week);
    io("period", self.period);
    io("fields", self.fields);
    io("about", self.about);
    io("opened_by", self.opened_by);
    io("dues", self.dues);
  }
};

struct Edited {
  static constexpr std::string_view kind = "edited";
  DocumentId document;
  FieldValues fields;            // new values
  std::vector<FieldId> cleared;  // emptied
  std::optional<Week> week;
  std::optional<Date> period;
  SchoolYear school_year;
  std::vector<DueAt> dues;         // all due points, when the edit moved one
  std::vector<DeadlineId> lapsed;  // deadlines that no longer apply: the school teaches in another way then
  DocumentId unlocked_by;          // the control document whose single unlock this edit used up
  bool operator==(const Edited&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io("fields", self.fields);
    io("cleared", self.cleared);
    io("week", self.week);
    io("period", self.period);
    io.required("school_year", self.school_year);
    io("dues", self.dues);
    io("lapsed", self.lapsed);
    io("unlocked_by", self.unlocked_by);
  }
};

struct Attached {
  static constexpr std::string_view kind = "attached";
  DocumentId document;
  SlotId slot;
  Digest content;  // SHA-256 of the file
  bool operator==(const Attached&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("slot", self.slot);
    io.required("content", self.content);
  }
};

// A hook's verdict that let the command pass, so that replay needs no script engine.
struct HookRecord {
  Digest script;
  bool ok = false;
  bool operator==(const HookRecord&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("script", self.script);
    io.required("ok", self.ok);
  }
};

// An e-signature as a fact: the signing service checked it, the engine records what it was over.
struct Signed {
  static constexpr std::string_view kind = "signed";
  DocumentId document;
  Digest content;      // the document's content digest that was signed
  Digest signature;    // SHA-256 of the signature file
  Digest certificate;  // SHA-256 of the certificate; all zero when not given
  std::vector<HookRecord> hooks;
  bool operator==(const Signed&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("content", self.content);
    io.required("signature", self.signature);
    io("certificate", self.certificate);
    io("hooks", self.hooks);
  }
};

struct Attested {
  static constexpr std::string_view kind = "attested";
  DocumentId document;
  PaperStepId step;
  Digest evidence;  // SHA-256 of a scan; all zero when none
  bool operator==(const Attested&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("step", self.step);
    io("evidence", self.evidence);
  }
};

// One of several approvals that an action needs; the document has not moved yet.
struct SignedOff {
  static constexpr std::string_view kind = "signed_off";
  DocumentId document;
  ActionId action;
  std::vector<ActorName> capacities;  // the entries of the approval rule this person stands for
  Digest reason;                      // commitment; all zero when none was given
  std::vector<HookRecord> hooks;
  bool operator==(const SignedOff&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("action", self.action);
    io("capacities", self.capacities);
    io("reason", self.reason);
    io("hooks", self.hooks);
  }
};

struct Acted {
  static constexpr std::string_view kind = "acted";
  DocumentId document;
  ActionId action;
  StateId from;
  StateId to;
  std::vector<ActorName> capacities;
  Digest reason;
  std::vector<HookRecord> hooks;
  bool operator==(const Acted&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("action", self.action);
    io.required("from", self.from);
    io.required("to", self.to);
    io("capacities", self.capacities);
    io("reason", self.reason);
    io("hooks", self.hooks);
  }
};

struct Locked {
  static constexpr std::string_view kind = "locked";
  DocumentId document;
  DocumentId by;  // the control document
  bool operator==(const Locked&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("by", self.by);
  }
};

struct Unlocked {
  static constexpr std::string_view kind = "unlocked";
  DocumentId document;
  DocumentId by;
  bool operator==(const Unlocked&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("by", self.by);
  }
};

struct UnlockedOnce {
  static constexpr std::string_view kind = "unlocked_once";
  DocumentId document;
  DocumentId by;
  PersonId person;  // who may use it
  FieldId field;    // the one field that may change; empty: any
  bool operator==(const UnlockedOnce&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("by", self.by);
    io.required("person", self.person);
    io("field", self.field);
  }
};

struct Flagged {
  static constexpr std::string_view kind = "flagged";
  DocumentId document;
  FlagId flag;
  bool operator==(const Flagged&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("flag", self.flag);
  }
};

struct Notified {
  static constexpr std::string_view kind = "notified";
  DocumentId document;
  std::vector<PersonId> people;
  bool operator==(const Notified&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("people", self.people);
  }
};

// An open document follows the event's policy from here on, because that policy takes over open documents.
struct PolicyChanged {
  static constexpr std::string_view kind = "policy_changed";
  DocumentId document;
  std::vector<DueAt> dues;         // all due points under the new policy
  std::vector<DeadlineId> lapsed;  // deadlines that no longer apply
  bool operator==(const PolicyChanged&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io("dues", self.dues);
    io("lapsed", self.lapsed);
  }
};

// All states that a deadline counts have been reached.
struct DeadlineMet {
  static constexpr std::string_view kind = "deadline_met";
  DocumentId document;
  DeadlineId deadline;
  Instant closes;
  bool late = false;
  bool operator==(const DeadlineMet&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("deadline", self.deadline);
    io.required("closes", self.closes);
    io("late", self.late);
  }
};

// A deadline that was met is open again, because the document went back before it closed.
struct DeadlineReopened {
  static constexpr std::string_view kind = "deadline_reopened";
  DocumentId document;
  DeadlineId deadline;
  bool operator==(const DeadlineReopened&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("deadline", self.deadline);
  }
};

struct DeadlineMissed {
  static constexpr std::string_view kind = "deadline_missed";
  DocumentId document;
  DeadlineId deadline;
  Instant closes;
  std::vector<StateId> missing;  // counted states that were not reached
  bool operator==(const DeadlineMissed&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("deadline", self.deadline);
    io.required("closes", self.closes);
    io("missing", self.missing);
  }
};

struct Reminded {
  static constexpr std::string_view kind = "reminded";
  DocumentId document;
  DeadlineId deadline;
  Instant closes;
  PersonId person;
  bool operator==(const Reminded&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("document", self.document);
    io.required("deadline", self.deadline);
    io.required("closes", self.closes);
    io.required("person", self.person);
  }
};

// A duty's deadline passed for one period: who owed a document and has none.
struct DutyClosed {
  static constexpr std::string_view kind = "duty_closed";
  DocumentTypeId type;
  DeadlineId deadline;
  SchoolYear school_year;
  std::optional<Week> week;
  std::optional<Date> period;
  Instant closes;
  std::vector<PersonId> missing;
  bool operator==(const DutyClosed&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("type", self.type);
    io.required("deadline", self.deadline);
    io.required("school_year", self.school_year);
    io("week", self.week);
    io("period", self.period);
    io.required("closes", self.closes);
    io("missing", self.missing);
  }
};

using EventBody =
    std::variant<SchoolOpened, UnitAdded, PersonAdmitted, PersonLeft, RoleAssigned, RoleEnded, Delegated,
                 DelegationEnded, PolicyAdopted, KeyAdopted, PersonErased, Created, Edited, Attached, Signed,
                 Attested, SignedOff, Acted, Locked, Unlocked, UnlockedOnce, Flagged, Notified, PolicyChanged,
                 DeadlineMet, DeadlineReopened, DeadlineMissed, Reminded, DutyClosed>;

struct Event {
  std::uint64_t seq = 0;  // 1, 2, 3 ... within the school
  SchoolId school;
  Instant at;             // when it was decided
  PersonId by;            // who; empty for what time itself does
  PersonId on_behalf_of;  // who delegated the role that was used; empty when the person's own
  PolicyId policy;        // under which policy
  Clause clause;          // and which clause of it
  CommandKey command;     // the idempotency key of the command; empty for what time itself does
  EventBody body;
  bool operator==(const Event&) const = default;
};

// The document an event is about, or null.
[[nodiscard]] const DocumentId* document_of(const EventBody& body);
[[nodiscard]] std::string_view kind_of(const EventBody& body);

}  // namespace quyche
