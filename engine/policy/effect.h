// What else an action or a missed deadline does (`does`, `when_missed`). A closed set.
#pragma once

#include <array>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/id.h"
#include "engine/policy/requirement.h"

namespace quyche {

// On which document an effect falls: the one that acts, or those that a control document is about.
enum class Subject { self, about };  // YAML: this, about
constexpr auto names_of(Subject) { return std::to_array<std::string_view>({"self", "about"}); }

// Opens a control document about this one.
struct OpenDocument {
  static constexpr std::string_view kind = "open";
  DocumentTypeId type;
  ActorName owner;  // `owner` or `actor`
  bool operator==(const OpenDocument&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("type", self.type);
    io.required("owner", self.owner);
  }
};

// A locked document can not be edited, signed, attested or acted on until it is unlocked.
struct Lock {
  static constexpr std::string_view kind = "lock";
  Subject subject = Subject::about;
  bool operator==(const Lock&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("subject", self.subject);
  }
};

struct Unlock {
  static constexpr std::string_view kind = "unlock";
  Subject subject = Subject::about;
  bool operator==(const Unlock&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("subject", self.subject);
  }
};

// The control document's owner may edit the document once, whatever its state and locks; then it is as
// before. `field_named_by` is a field of the control document that names the one field which may change.
struct UnlockOnce {
  static constexpr std::string_view kind = "unlock_once";
  Subject subject = Subject::about;
  FieldId field_named_by;  // empty: any field
  bool operator==(const UnlockOnce&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("subject", self.subject);
    io("field_named_by", self.field_named_by);
  }
};

struct SetFlag {
  static constexpr std::string_view kind = "flag";
  FlagId flag;
  Subject subject = Subject::self;
  bool operator==(const SetFlag&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("flag", self.flag);
    io.required("subject", self.subject);
  }
};

struct Notify {
  static constexpr std::string_view kind = "notify";
  std::vector<ActorName> who;
  bool operator==(const Notify&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("who", self.who);
  }
};

using Effect = std::variant<OpenDocument, Lock, Unlock, UnlockOnce, SetFlag, Notify>;

}  // namespace quyche
