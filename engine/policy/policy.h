// A policy: what a school must follow. Immutable; its id is the SHA-256 of its canonical JSON, which is also
// how it is stored, so that a history can be decided again in twenty years without the YAML it came from.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/result.h"
#include "engine/digest/sha256.h"
#include "engine/policy/calendar.h"
#include "engine/policy/document_type.h"
#include "engine/policy/parameter.h"
#include "engine/policy/text.h"
#include "engine/time/instant.h"
#include "engine/time/week.h"

namespace quyche {

using PolicyId = Digest;

// A role, or (when any_of is given) a group of roles.
enum class Within { school, unit };
constexpr auto names_of(Within) { return std::to_array<std::string_view>({"school", "unit"}); }
struct Role {
  RoleId id;
  Title title;
  Within within = Within::school;  // unit: holds for the documents of the holder's unit only
  std::vector<RoleId> any_of;
  std::vector<RoleId> delegate_to;  // to whom a holder may delegate the role; empty: not at all
  Clause cite;
  bool operator==(const Role&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io("within", self.within);
    io("any_of", self.any_of);
    io("delegate_to", self.delegate_to);
    io("cite", self.cite);
  }
};

// Who may change the school itself.
struct Power {
  std::vector<RoleId> by;
  Clause cite;
  bool operator==(const Power&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("by", self.by);
    io("cite", self.cite);
  }
};
struct Administration {
  Power people;  // units, people, roles
  Power policy;  // adopting another policy
  bool operator==(const Administration&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io("people", self.people);
    io("policy", self.policy);
  }
};

struct Script {
  std::string name;  // the path as the policy writes it
  std::string text;
  bool operator==(const Script&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("name", self.name);
    io.required("text", self.text);
  }
};

// What becomes of documents that are open when the policy takes effect: they keep theirs, or follow this one.
enum class OpenDocuments { keep, take_over };
constexpr auto names_of(OpenDocuments) { return std::to_array<std::string_view>({"keep", "take_over"}); }

struct Policy {
  RegulationId regulation;
  Title title;
  std::string issuer;
  Date effective_from;
  std::optional<Date> effective_to;  // last day
  ZoneOffset zone;
  MonthDay school_year_starts;
  std::optional<Calendar> calendar;
  Administration administration;
  std::vector<Parameter> parameters;
  std::vector<Role> roles;
  std::vector<DocumentType> documents;
  std::map<Digest, Script> scripts;
  OpenDocuments open_documents = OpenDocuments::keep;

  [[nodiscard]] const Calendar* calendar_or_null() const { return calendar ? &*calendar : nullptr; }
  [[nodiscard]] const Role* role(const RoleId& wanted) const;
  [[nodiscard]] const DocumentType* document(const DocumentTypeId& wanted) const;
  // Every role that counts as `role`: itself and, for a group, its members.
  [[nodiscard]] bool counts_as(const RoleId& held, const RoleId& wanted) const;
  bool operator==(const Policy&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("regulation", self.regulation);
    io("title", self.title);
    io("issuer", self.issuer);
    io.required("effective_from", self.effective_from);
    io("effective_to", self.effective_to);
    io.required("zone", self.zone);
    io.required("school_year_starts", self.school_year_starts);
    io("calendar", self.calendar);
    io("administration", self.administration);
    io("parameters", self.parameters);
    io("roles", self.roles);
    io("documents", self.documents);
    io("scripts", self.scripts);
    io("open_documents", self.open_documents);
  }
};

// The canonical JSON of a policy and back. Reading is strict: unknown keys and bad values are errors (Q506).
[[nodiscard]] std::string canonical_policy(const Policy& policy);
[[nodiscard]] Outcome<Policy> read_canonical_policy(std::string_view bytes);
[[nodiscard]] PolicyId policy_id(const Policy& policy);

// The policies that a school's events name, by id. A policy once in the book never changes.
class PolicyBook {
 public:
  void add(const PolicyId& id, std::shared_ptr<const Policy> policy);
  [[nodiscard]] const Policy* find(const PolicyId& id) const;

 private:
  std::map<PolicyId, std::shared_ptr<const Policy>> policies_;
};

}  // namespace quyche
