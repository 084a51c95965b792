// What must hold before an action (`needs`). A closed set; adding a kind must break every visit of it.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/id.h"
#include "engine/digest/sha256.h"
#include "engine/policy/due.h"
#include "engine/policy/text.h"

namespace quyche {

// Who: a role or a group of roles; or one of the words `owner` (the document's owner) and `actor` (who acts).
using ActorName = RoleId;
inline constexpr std::string_view actor_owner = "owner";
inline constexpr std::string_view actor_self = "actor";

struct FieldFilled {
  static constexpr std::string_view kind = "field";
  FieldId field;
  bool operator==(const FieldFilled&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("field", self.field);
  }
};

struct AttachmentPresent {
  static constexpr std::string_view kind = "attachment";
  SlotId slot;
  bool operator==(const AttachmentPresent&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("slot", self.slot);
  }
};

// Each of `by` has signed the document as it now stands; a signature on earlier content does not count.
struct SignedBy {
  static constexpr std::string_view kind = "signed_by";
  std::vector<ActorName> by;
  bool operator==(const SignedBy&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("by", self.by);
  }
};

// The action takes several people. Each takes the action once; the one that completes the rule moves the
// document, the ones before are recorded as sign-offs. all_of: one person for each entry. any_of: one person
// for any entry. at_least: `count` people, each for some entry. One person stands for one entry unless
// same_person is allowed.
enum class ApprovalRule { all_of, any_of, at_least };
constexpr auto names_of(ApprovalRule) {
  return std::to_array<std::string_view>({"all_of", "any_of", "at_least"});
}
struct Approvals {
  static constexpr std::string_view kind = "approvals";
  ApprovalRule rule = ApprovalRule::all_of;
  int count = 0;  // people wanted, for at_least
  std::vector<ActorName> of;
  bool same_person = false;
  bool operator==(const Approvals&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("rule", self.rule);
    io("count", self.count);
    io.required("of", self.of);
    io("same_person", self.same_person);
  }
};

// Steps on paper that someone has attested for the present content, in this order.
struct PaperStepsDone {
  static constexpr std::string_view kind = "paper";
  std::vector<PaperStepId> steps;
  bool operator==(const PaperStepsDone&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("steps", self.steps);
  }
};

// Another document of the same school year is in one of these states; `same` narrows which.
enum class SameAs { owner, unit };
constexpr auto names_of(SameAs) { return std::to_array<std::string_view>({"owner", "unit"}); }
struct DocumentIn {
  static constexpr std::string_view kind = "document";
  DocumentTypeId type;
  std::vector<StateId> in;
  std::vector<SameAs> same;
  bool operator==(const DocumentIn&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("type", self.type);
    io.required("in", self.in);
    io("same", self.same);
  }
};

// Every document that this control document is about is in one of these states.
struct AboutIn {
  static constexpr std::string_view kind = "about";
  std::vector<StateId> in;
  bool operator==(const AboutIn&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("in", self.in);
  }
};

struct ReasonGiven {
  static constexpr std::string_view kind = "reason";
  bool operator==(const ReasonGiven&) const = default;
  template <class Io, class Self>
  static void describe(Io&, Self&) {}
};

// The actor is not whoever last took one of `actions`, nor the owner when `owner` is set.
struct NotSamePerson {
  static constexpr std::string_view kind = "not_same_person_as";
  std::vector<ActionId> actions;
  bool owner = false;
  bool operator==(const NotSamePerson&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("actions", self.actions);
    io("owner", self.owner);
  }
};

// Now lies in [opens, closes): from 00:00 of the first day that `opens` names, to where `closes` closes.
struct TimeWindow {
  static constexpr std::string_view kind = "window";
  std::optional<Due> opens;
  std::optional<Due> closes;
  bool operator==(const TimeWindow&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("opens", self.opens);
    io("closes", self.closes);
  }
};

struct HookPasses {
  static constexpr std::string_view kind = "hook";
  Digest script;
  bool operator==(const HookPasses&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("script", self.script);
  }
};

using RequirementBody = std::variant<FieldFilled, AttachmentPresent, SignedBy, Approvals, PaperStepsDone,
                                     DocumentIn, AboutIn, ReasonGiven, NotSamePerson, TimeWindow, HookPasses>;

struct Requirement {
  RequirementBody what;
  Clause cite;  // of this requirement, or of the action that it stands in
  bool operator==(const Requirement&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("what", self.what);
    io("cite", self.cite);
  }
};

}  // namespace quyche
