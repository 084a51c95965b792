#include "engine/decide/take_over.h"

#include <algorithm>

#include "engine/decide/content.h"
#include "engine/decide/deciding.h"
#include "engine/decide/duties.h"
#include "engine/decide/effects.h"
#include "engine/school/evolve.h"
#include "engine/school/in_force.h"

namespace quyche {
namespace {

bool late(const DeadlineState& state) {
  return state.status == DeadlineStatus::missed || state.status == DeadlineStatus::met_late;
}

// When the last of these states was reached; nothing when one was not.
std::optional<Instant> reached_all(const Document& document, const std::vector<StateId>& states) {
  Instant last = document.created_at;
  for (const StateId& state : states) {
    const auto at = document.reached.find(state);
    if (at == document.reached.end()) return std::nullopt;
    last = std::max(last, at->second.at);
  }
  return last;
}

// Adopted ahead, and time has made it take over: it then stands there twice (evolve).
bool took_over(const SchoolState& school, const PolicyId& id, Instant starts) {
  const Adoption* before = nullptr;
  for (const Adoption& adoption : school.adopted) {
    if (adoption.policy != id) continue;
    if (adoption.since >= starts || (before != nullptr && before->since == adoption.since)) return true;
    before = &adoption;
  }
  return false;
}

}  // namespace

bool is_open(const Policy& from, const Document& document) {
  const DocumentType* type = from.document(document.type);
  const State* state = type == nullptr ? nullptr : type->workflow.state(document.state);
  return state == nullptr || !state->final;
}

std::vector<const Document*> open_documents(const World& world) {
  std::vector<DocumentId> ids;
  world.school.documents.each_open([](const DocumentFacts&) { return true; },
                                   [&](const Document& document) { ids.push_back(document.id); });
  std::vector<const Document*> open;
  for (const DocumentId& id : ids) {
    const Document* document = world.school.document(id);
    const Policy* policy = document == nullptr ? nullptr : world.policies.find(document->policy);
    if (policy != nullptr && is_open(*policy, *document)) open.push_back(document);
  }
  return open;
}

std::optional<Kept> kept(const PolicyId& id, const Policy& policy, const Document& document) {
  if (document.policy == id) return Kept::same_policy;
  const DocumentType* type = policy.document(document.type);
  if (type == nullptr) return Kept::no_type;
  if (type->workflow.state(document.state) == nullptr) return Kept::no_state;
  return std::nullopt;
}

PolicyChanged change_to(const Policy& policy, const Document& document, Instant now) {
  const DocumentType& type = *policy.document(document.type);
  PolicyChanged change;
  change.document = document.id;
  change.dues =
      deciding::dues_of(type, deciding::anchors_of(policy, document.fields, document.school_year), now);
  for (const auto& entry : document.deadlines) {
    const bool stays = std::any_of(change.dues.begin(), change.dues.end(),
                                   [&](const DueAt& due) { return due.deadline == entry.first; });
    if (!stays && !late(entry.second)) change.lapsed.push_back(entry.first);
  }
  return change;
}

std::optional<TakeOverDue> next_take_over(const World& world) {
  std::optional<TakeOverDue> next;
  const std::vector<Adoption>& adopted = world.school.adopted;
  for (const Adoption& adoption : adopted) {
    const Policy* policy = world.policies.find(adoption.policy);
    if (policy == nullptr || policy->open_documents != OpenDocuments::take_over) continue;
    const Instant starts = Instant::start_of(policy->effective_from, policy->zone);
    if (took_over(world.school, adoption.policy, starts)) continue;
    // The school's first policy finds nothing to take over; one that a newer replaced has nothing to say.
    if (adopted.front().policy == adoption.policy) continue;
    if (in_force_on(world.policies, world.school, policy->effective_from).id != adoption.policy) continue;
    if (!next || starts < next->at) next = TakeOverDue{adoption.policy, policy, starts};
  }
  return next;
}

std::optional<Instant> next_of_school(const World& world) {
  const auto duty = next_duty(world);
  const auto taking = next_take_over(world);
  if (!taking) return duty ? std::optional(duty->closes) : std::nullopt;
  return duty ? std::min(duty->closes, taking->at) : taking->at;
}

namespace deciding {
namespace {

// A deadline is met when its states were reached in time, however long ago that was.
void settle_taken_over(Deciding& d, const Document& after, const DocumentType& type) {
  for (const auto& [id, state] : after.deadlines) {
    const Deadline* deadline = type.deadline(id);
    if (deadline == nullptr) continue;
    const auto reached = reached_all(after, deadline->counts);
    const bool waiting = state.status == DeadlineStatus::pending || state.status == DeadlineStatus::missed;
    if (reached && waiting) {
      const bool too_late = state.status == DeadlineStatus::missed || *reached >= state.due.closes;
      d.emit(DeadlineMet{after.id, id, state.due.closes, too_late}, after.policy, deadline->cite);
    } else if (!reached && state.status == DeadlineStatus::met && d.now < state.due.closes) {
      d.emit(DeadlineReopened{after.id, id}, after.policy, deadline->cite);
    }
  }
}

}  // namespace

void take_over(Deciding& d, const PolicyId& id, const Policy& policy) {
  for (const Document* document : open_documents(d.world)) {
    if (kept(id, policy, *document)) continue;
    const DocumentType& type = *policy.document(document->type);
    Document after = *document;
    evolve_document(after, d.emit(change_to(policy, *document, d.now), id, type.cite));
    settle_taken_over(d, after, type);
  }
}

}  // namespace deciding
}  // namespace quyche
