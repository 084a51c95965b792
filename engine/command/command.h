// What people and programs ask for: a closed set. docs/commands.md describes the JSON form.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/id.h"
#include "engine/digest/sha256.h"
#include "engine/event/event.h"

namespace quyche {

// A text as a caller gave it, with the commitment that may go into the log in its place. The engine is pure,
// so the salt behind the commitment comes from outside (adapters/vault).
struct TextInput {
  std::string text;
  Digest commitment;
  // Only in commands derived from events (engine/replay): the text was judged when the event was decided,
  // neither blank nor too long, and is not at hand. `text` is then empty. Nobody can send such a command.
  bool recorded = false;
  [[nodiscard]] bool blank() const {
    return !recorded && text.find_first_not_of(" \t\r\n") == std::string::npos;
  }
  bool operator==(const TextInput&) const = default;
};

// A field's new value as the caller gave it; the document type gives it its type. null empties the field.
struct NoValue {
  bool operator==(const NoValue&) const = default;
};
using FieldInput = std::variant<NoValue, bool, std::int64_t, TextInput>;
using FieldInputs = std::map<FieldId, FieldInput>;

struct OpenSchool {
  static constexpr std::string_view name = "open_school";
  SchoolId school;
  PolicyId policy;
  ClockSource clock = ClockSource::system;
};
struct AddUnit {
  static constexpr std::string_view name = "add_unit";
  UnitId unit;
};
struct AdmitPerson {
  static constexpr std::string_view name = "admit_person";
  PersonId person;     // empty: the engine numbers them p0001, p0002 ...
  TextInput identity;  // {"account","name"} as JSON text
};
struct RemovePerson {
  static constexpr std::string_view name = "remove_person";
  PersonId person;
};
struct AssignRole {
  static constexpr std::string_view name = "assign_role";
  PersonId person;
  RoleId role;
  UnitId unit;
};
struct EndRole {
  static constexpr std::string_view name = "end_role";
  PersonId person;
  RoleId role;
  UnitId unit;
};
struct Delegate {
  static constexpr std::string_view name = "delegate";
  DelegationId delegation;
  PersonId to;
  RoleId role;
  Date until;
};
struct EndDelegation {
  static constexpr std::string_view name = "end_delegation";
  DelegationId delegation;
};
struct AdoptPolicy {
  static constexpr std::string_view name = "adopt_policy";
  PolicyId policy;
};
// The key that signs checkpoints from now on; only quyche itself gives it.
struct AdoptKey {
  static constexpr std::string_view name = "adopt_key";
  std::string key;    // a verifier key, checked by the caller
  bool lost = false;  // the key in force was lost and does not hand over
  // Of the checkpoint that was signed last, where the data were put back from a copy (KeyAdopted).
  std::uint64_t abandoned_size = 0;
  Digest abandoned_root;
};
// Removes what the vault holds of a person who has left.
struct ErasePerson {
  static constexpr std::string_view name = "erase_person";
  PersonId person;
};
struct Create {
  static constexpr std::string_view name = "create";
  DocumentTypeId type;
  DocumentId document;  // empty: the engine numbers it
  UnitId unit;          // empty: the only unit of the owner, or none
  FieldInputs fields;
  std::vector<DocumentId> about;
};
struct Edit {
  static constexpr std::string_view name = "edit";
  DocumentId document;
  FieldInputs fields;
};
struct Attach {
  static constexpr std::string_view name = "attach";
  DocumentId document;
  SlotId slot;
  Digest content;
};
struct Sign {
  static constexpr std::string_view name = "sign";
  DocumentId document;
  std::optional<Digest> content;  // what was signed; checked against the document when given
  Digest signature;
  Digest certificate;
};
struct Attest {
  static constexpr std::string_view name = "attest";
  DocumentId document;
  PaperStepId step;
  Digest evidence;
};
struct Act {
  static constexpr std::string_view name = "act";
  DocumentId document;
  ActionId action;
  std::optional<TextInput> reason;
};
// Time itself: what fell due until now. The office issues it; nobody else can.
struct Tick {
  static constexpr std::string_view name = "tick";
};

using CommandBody =
    std::variant<OpenSchool, AddUnit, AdmitPerson, RemovePerson, AssignRole, EndRole, Delegate, EndDelegation,
                 AdoptPolicy, AdoptKey, ErasePerson, Create, Edit, Attach, Sign, Attest, Act, Tick>;

struct Command {
  CommandKey key;  // idempotency key; empty for what quyche itself does
  PersonId as;     // who asks; empty: quyche itself (opening a school, tick)
  std::optional<std::uint64_t>
      version;  // of the document, when the caller wants to be sure it saw the newest
  CommandBody body;
};

// The opaque id of the n-th person of a school: p0001, p0002 ...
[[nodiscard]] PersonId numbered_person(std::size_t n);

[[nodiscard]] std::string_view name_of(const CommandBody& body);
// Every text that came with the command; those whose commitment an event holds go into the vault.
[[nodiscard]] std::vector<const TextInput*> texts_of(const Command& command);

}  // namespace quyche
