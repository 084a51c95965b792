// What becomes of open documents when a policy that takes them over takes effect. Used by decisions, by ticks
// and by `adopt --dry-run`, so that the rehearsal shows exactly what a decision would do.
#pragma once

#include <optional>
#include <vector>

#include "engine/decide/decide.h"

namespace quyche {

// Why an open document keeps its policy although the new one takes over.
enum class Kept { same_policy, no_type, no_state };

// Whether `document`, whose policy is `from`, still moves: it is in no final state.
[[nodiscard]] bool is_open(const Policy& from, const Document& document);

// Every open document of the school, by id.
[[nodiscard]] std::vector<const Document*> open_documents(const World& world);

// Nothing when `policy` can take the document over.
[[nodiscard]] std::optional<Kept> kept(const PolicyId& id, const Policy& policy, const Document& document);

// The due points that the document gets, and the deadlines that it loses. What was late stays so.
[[nodiscard]] PolicyChanged change_to(const Policy& policy, const Document& document, Instant now);

// A policy that was adopted ahead and takes open documents over on its first day.
struct TakeOverDue {
  PolicyId id;
  const Policy* policy = nullptr;
  Instant at;
};
[[nodiscard]] std::optional<TakeOverDue> next_take_over(const World& world);

// When time will next act on the school itself rather than on a document: a duty that closes, a policy that
// takes over. Changes only with SchoolState::duty_epoch.
[[nodiscard]] std::optional<Instant> next_of_school(const World& world);

}  // namespace quyche
