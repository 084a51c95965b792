// A document as its events left it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "engine/base/id.h"
#include "engine/digest/sha256.h"
#include "engine/event/event.h"

namespace quyche {

// Evidence counts for the content it was given on: `content_version` grows with every edit and attachment.
struct Signature {
  PersonId by;
  Instant at;
  Digest signature;
  std::uint64_t content_version = 0;
  bool operator==(const Signature&) const = default;
};
struct Attestation {
  PaperStepId step;
  PersonId by;
  Instant at;
  std::uint64_t content_version = 0;
  bool operator==(const Attestation&) const = default;
};
struct SignOff {
  ActionId action;
  PersonId by;
  Instant at;
  std::vector<ActorName> capacities;
  PersonId on_behalf_of;  // whose delegated role was used; empty: their own
  bool operator==(const SignOff&) const = default;
};

enum class DeadlineStatus { pending, met, missed, met_late };
struct DeadlineState {
  DueAt due;
  DeadlineStatus status = DeadlineStatus::pending;
  std::size_t reminded = 0;  // how many of due.remind are behind
  bool operator==(const DeadlineState&) const = default;
};

struct SingleUnlock {
  DocumentId by;
  PersonId person;
  FieldId field;
  bool operator==(const SingleUnlock&) const = default;
};

// `order` is the document's version then: two states can be reached within one millisecond.
struct Reached {
  Instant at;
  std::uint64_t order = 0;
  bool operator==(const Reached&) const = default;
};

struct Document {
  DocumentId id;
  DocumentTypeId type;
  PolicyId policy;  // that it was created under
  PersonId owner;
  UnitId unit;
  StateId state;
  SchoolYear school_year;
  std::optional<Week> week;           // of the duty that it settles
  std::optional<Date> period;         // or the first day of that period
  std::uint64_t version = 0;          // number of events about it; commands may name it
  std::uint64_t content_version = 0;  // grows when fields or attachments change
  Instant created_at;
  FieldValues fields;
  std::map<SlotId, Digest> attachments;
  std::vector<DocumentId> about;
  DocumentId opened_by;

  // When each state of the present run was reached; going back forgets what came after.
  std::map<StateId, Reached> reached;
  std::map<ActionId, std::set<PersonId>> last_actors;  // who took each action last, all who signed off
  std::vector<Signature> signatures;
  std::vector<Attestation> attestations;
  std::vector<SignOff> sign_offs;  // in the present state
  std::set<DocumentId> locks;      // the control documents that lock it
  std::vector<SingleUnlock> single_unlocks;
  std::set<FlagId> flags;
  std::map<DeadlineId, DeadlineState> deadlines;

  [[nodiscard]] bool locked() const { return !locks.empty(); }
  bool operator==(const Document&) const = default;
};

// SHA-256 of the canonical JSON of {"attachments","document","fields","type"}: what an e-signature is over.
[[nodiscard]] Digest content_digest(const Document& document);

// The current state as JSON, for the store and for programs (docs/store.md).
[[nodiscard]] std::string document_json(const Document& document);

}  // namespace quyche
