// A document step by step, from its events alone, and how it stood at a moment. The question has two times
// (docs/questions.md): the events that are given are what was known, `as_of` is the moment that is asked
// about. Folding needs no policy: one that is not in the book costs clauses and names of scripts only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/event/event.h"
#include "engine/school/document.h"

namespace quyche {

struct TracedEvent {
  Event event;
  Digest leaf;  // of the event's bytes in the school's Merkle tree
};

// pending: time is left. lapsed: by what is known, the deadline does not apply to the document.
enum class Judgement { pending, met, missed, met_late, lapsed };
constexpr auto names_of(Judgement) {
  return std::to_array<std::string_view>({"pending", "met", "missed", "met_late", "lapsed"});
}

// A deadline at a moment.
struct DeadlineThen {
  DeadlineId id;
  Clause clause;
  std::optional<Instant> opens;
  Instant closes;  // the first instant that is late
  Judgement judgement = Judgement::pending;
  std::optional<Instant> completed;  // when what it counts had been reached
  // Closing less completion, or less the moment while it is not complete: above zero that much was left, else
  // that much late. None once lapsed.
  std::optional<std::int64_t> margin_ms;
  std::optional<Instant> recorded;  // when the log said so; none: it does not yet, or pending
  bool operator==(const DeadlineThen&) const = default;
};

struct FieldChange {
  FieldId field;
  std::optional<FieldValue> before;
  std::optional<FieldValue> after;
};
struct SlotChange {
  SlotId slot;
  Digest before;  // all zero: nothing was attached
  Digest after;
};
struct DueChange {
  DeadlineId deadline;
  std::optional<Instant> before;  // closing
  std::optional<Instant> after;
};
struct HookSeen {
  Digest script;
  std::string name;  // as the policy writes it; empty when the policy is not known
  bool ok = false;
};

enum class EvidenceKind { signature, attestation };
constexpr auto names_of(EvidenceKind) {
  return std::to_array<std::string_view>({"signature", "attestation"});
}
// A signature or an attested step on paper. It counts for the content that it was given on.
struct Evidence {
  EvidenceKind kind = EvidenceKind::signature;
  std::uint64_t seq = 0;  // of the event that gave it
  PersonId by;
  Instant at;
  PaperStepId step;  // of an attestation
  // The event that changed the content afterwards, and when; none: it counts.
  std::optional<std::uint64_t> lost_seq;
  std::optional<Instant> lost_at;
  [[nodiscard]] bool counts_at(Instant moment) const { return !lost_at || *lost_at > moment; }
};

struct TraceStep {
  Event event;
  Digest leaf;
  // It followed from the command of the step before it, or came in the same tick as it.
  bool follows = false;
  bool of_document = true;  // false: a duty that closed without this document
  bool after_as_of = false;
  StateId before;  // empty: there was no document
  StateId after;
  std::vector<FieldChange> fields;
  std::vector<SlotChange> attachments;
  std::vector<DueChange> dues;
  std::vector<HookSeen> hooks;
  std::vector<std::uint64_t> evidence_lost;  // seqs of the evidence that counts no more
  std::size_t sign_offs_lost = 0;
  std::vector<DeadlineThen> deadlines;  // in force after it, judged at its own moment
  std::size_t locks = 0;                // after it
  std::uint64_t version = 0;
  Digest content;  // what an e-signature would be over after it; all zero without a document
};

struct Trace {
  Instant as_of;
  std::vector<TraceStep> steps;         // every event that is known, in order
  std::optional<Document> known;        // by everything that is known; none: no event creates it
  std::optional<Document> then;         // by what had happened at `as_of`; none: it did not exist yet
  std::vector<DeadlineThen> deadlines;  // judged at `as_of`
  std::vector<Evidence> evidence;       // given until `as_of`; lost_seq may lie after it
};

// `events` are those about the document, with the duties that closed without it among them, by seq. A
// duty_closed that does not concern the document's owner, type and period is passed over.
[[nodiscard]] Trace trace_document(const PolicyBook& policies, std::span<const TracedEvent> events,
                                   Instant as_of);

}  // namespace quyche
