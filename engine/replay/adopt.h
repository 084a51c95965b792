// What adopting another policy would do, before it is done.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/decide/take_over.h"

namespace quyche {

enum class DueFate {
  kept,     // closes at the same instant
  moved,    // closes at another
  added,    // only the new policy asks for it
  dropped,  // only the old one did
  settled,  // was late already: stays as it was
};

struct DuePreview {
  DeadlineId deadline;
  Clause clause;  // of the policy that asks for it, the new one before the old one
  DueFate fate = DueFate::kept;
  std::optional<Instant> from;
  std::optional<Instant> to;
  bool missed = false;  // has closed without what it counts: late as soon as the policy takes over
};

// One open document that follows another policy.
struct DocumentPreview {
  DocumentId document;
  DocumentTypeId type;
  StateId state;
  PersonId owner;
  std::optional<Kept> kept;      // why it keeps its policy although the new one takes over
  std::vector<DuePreview> dues;  // by deadline; empty when it keeps its policy
};

// A duty as it will close from `now` on, within adopt_horizon_days.
struct DutyPreview {
  DocumentTypeId type;
  DeadlineId deadline;
  Clause clause;
  std::size_t added = 0;         // periods that only the new policy asks for
  std::size_t dropped = 0;       // only the old
  std::size_t moved = 0;         // that close at another instant
  std::size_t at_once = 0;       // that have closed under the new policy, and still had to under the old
  std::optional<Instant> first;  // the first of them
  std::size_t people = 0;        // who owe it now
};

struct AdoptionPreview {
  bool takes_over = false;                 // open documents follow the new policy
  Instant at;                              // from when: now, or its first day
  std::size_t open = 0;                    // open documents, all of them
  std::vector<DocumentPreview> documents;  // those that follow another policy, by id
  // Of the open documents and of the people: what the new policy does not have, and how often.
  std::map<DocumentTypeId, std::size_t> types;
  std::map<std::pair<DocumentTypeId, StateId>, std::size_t> states;
  std::map<RoleId, std::size_t> roles;
  std::vector<DutyPreview> duties;  // those that change
};

inline constexpr int adopt_horizon_days = 366;

// Everything that falls due by then, as if somebody were there at every moment.
void let_time_pass(const PolicyBook& policies, SchoolState& school, Instant until);

// The policy `id` of the book is adopted, as quyche itself would: `school` goes on under it. REQUIRES: the
// school is open, and `now` is not before its last event.
void rehearse_adoption(const PolicyBook& policies, SchoolState& school, const PolicyId& id, Instant now);

// What adopting the policy `id` of the book at `now` would do. `school` is worked on: it is left under the
// policy on its first day, before it takes over. REQUIRES: as rehearse_adoption; what fell due by `now` has
// been done.
[[nodiscard]] AdoptionPreview preview_adoption(const PolicyBook& policies, SchoolState& school,
                                               const PolicyId& id, Instant now);

}  // namespace quyche
