// A document type: its workflow, fields, evidence, duty and deadlines.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/policy/calendar.h"
#include "engine/policy/due.h"
#include "engine/policy/effect.h"
#include "engine/policy/requirement.h"
#include "engine/policy/text.h"

namespace quyche {

struct State {
  StateId id;
  Title title;
  bool final = false;
  bool editable = false;  // the owner may edit fields and attachments here; the first state always is
  bool operator==(const State&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io("final", self.final);
    io("editable", self.editable);
  }
};

struct Action {
  ActionId id;
  Title title;
  std::vector<StateId> from;
  StateId to;
  std::vector<ActorName> by;
  std::vector<Requirement> needs;
  std::vector<Effect> does;
  Clause cite;
  bool operator==(const Action&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io.required("from", self.from);
    io.required("to", self.to);
    io.required("by", self.by);
    io("needs", self.needs);
    io("does", self.does);
    io("cite", self.cite);
  }
};

struct Workflow {
  std::vector<State> states;  // the first is where documents start
  std::vector<Action> actions;
  [[nodiscard]] const State* state(const StateId& wanted) const;
  [[nodiscard]] const Action* action(const ActionId& wanted) const;
  bool operator==(const Workflow&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("states", self.states);
    io.required("actions", self.actions);
  }
};

// text is free text and goes to the vault; a code is a short word that stays in the log (see
// engine/base/id.h).
enum class FieldType { text, code, integer, boolean, date, date_time, week, choice };
constexpr auto names_of(FieldType) {
  return std::to_array<std::string_view>(
      {"text", "code", "integer", "boolean", "date", "date_time", "week", "choice"});
}
// Whether a due line or a duty can be measured from it.
constexpr bool has_date(FieldType type) {
  return type == FieldType::date || type == FieldType::date_time || type == FieldType::week;
}
struct Field {
  FieldId id;
  Title title;
  FieldType type = FieldType::text;
  std::vector<std::string> called;   // names that due lines use for it
  std::vector<std::string> choices;  // of a choice
  std::vector<StateId> editable_in;  // beyond the editable states, e.g. notes written after teaching
  bool required = false;             // must be given when the document is created
  Clause cite;
  bool operator==(const Field&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io("type", self.type);
    io("called", self.called);
    io("choices", self.choices);
    io("editable_in", self.editable_in);
    io("required", self.required);
    io("cite", self.cite);
  }
};

struct AttachmentSlot {
  SlotId id;
  Title title;
  bool operator==(const AttachmentSlot&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
  }
};

// A step on paper that a person attests: printed, signed on paper, stamped, bound, delivered. Steps are
// listed in their order; one can be attested only after those before it.
struct PaperStep {
  PaperStepId id;
  Title title;
  std::vector<ActorName> by;
  bool evidence_required = false;  // a scan's hash must come with the attestation
  Clause cite;
  bool operator==(const PaperStep&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io.required("by", self.by);
    io("evidence_required", self.evidence_required);
    io("cite", self.cite);
  }
};

// Who may put an e-signature on documents of this type, and what must hold before.
struct Signing {
  std::vector<ActorName> by;
  std::vector<Requirement> needs;
  Clause cite;
  bool operator==(const Signing&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("by", self.by);
    io("needs", self.needs);
    io("cite", self.cite);
  }
};

struct Deadline {
  DeadlineId id;
  Title title;
  std::vector<StateId> counts;  // all of these must have been reached
  Due due;
  // It exists only where the school teaches in this way: on the date in the first field that the due line is
  // measured from, else on its last day. Without a calendar a school always teaches in person.
  std::optional<Mode> mode;
  std::vector<int> remind_days;  // whole days before it closes
  std::vector<Effect> when_missed;
  Clause cite;
  bool operator==(const Deadline&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io.required("counts", self.counts);
    io.required("due", self.due);
    io("mode", self.mode);
    io("remind_days", self.remind_days);
    io("when_missed", self.when_missed);
    io("cite", self.cite);
  }
};

// Who owes a document of this type how often. A document settles the duty of the period that its `dated_by`
// field falls in (for school_year: of its school year). What is due for a period nobody wrote a document for
// is measured from the period's first day.
struct Duty {
  RoleId each;
  std::vector<Recurrence> every;
  FieldId dated_by;  // a date, time or week; may be empty for school_year
  Clause cite;
  bool operator==(const Duty&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("each", self.each);
    io.required("every", self.every);
    io("dated_by", self.dated_by);
    io("cite", self.cite);
  }
};

struct DocumentType {
  DocumentTypeId id;
  Title title;
  Clause cite;
  RoleId owner;                       // who may create one
  bool control = false;               // stands about other documents
  std::vector<DocumentTypeId> about;  // of which types; empty: of any
  Workflow workflow;
  std::vector<Field> fields;
  std::vector<AttachmentSlot> attachments;
  std::vector<PaperStep> paper_steps;
  std::optional<Signing> signing;
  std::optional<Duty> duty;
  std::vector<Deadline> deadlines;
  std::vector<std::string> delegated;  // what the layer below must fill, e.g. deadlines
  std::vector<std::string> open;       // what it may fill

  [[nodiscard]] const Field* field(const FieldId& wanted) const;
  [[nodiscard]] const AttachmentSlot* slot(const SlotId& wanted) const;
  [[nodiscard]] const PaperStep* paper_step(const PaperStepId& wanted) const;
  [[nodiscard]] const Deadline* deadline(const DeadlineId& wanted) const;
  bool operator==(const DocumentType&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io("cite", self.cite);
    io.required("owner", self.owner);
    io("control", self.control);
    io("about", self.about);
    io.required("workflow", self.workflow);
    io("fields", self.fields);
    io("attachments", self.attachments);
    io("paper_steps", self.paper_steps);
    io("signing", self.signing);
    io("duty", self.duty);
    io("deadlines", self.deadlines);
    io("delegated", self.delegated);
    io("open", self.open);
  }
};

}  // namespace quyche
