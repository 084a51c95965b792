// What waits for a person: documents they can move on, documents of theirs that wait for others, and duties
// they owe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/decide/decide.h"

namespace quyche {

enum class InboxKind {
  duty,     // owed, and there is no document yet
  own,      // their own document: they can move it on
  waiting,  // another's document: they can move it on
};

struct InboxItem {
  InboxKind kind = InboxKind::own;
  DocumentTypeId type;
  DocumentId document;  // empty for a duty
  PersonId owner;
  StateId state;
  std::optional<Week> week;
  std::optional<Date> period;
  SchoolYear school_year;
  std::vector<ActionId> actions;  // that move it on; other possible actions come after
  std::vector<Unmet>
      unmet;  // what is still missing for the first action, other than what the action itself brings
  std::optional<Instant> closes;  // the earliest deadline that is still open or missed
  DeadlineId deadline;
  Clause clause;  // of that deadline
  bool late = false;
  bool locked = false;
};

inline constexpr int inbox_ahead_days = 14;   // duties that close within this time are shown
inline constexpr int inbox_behind_days = 28;  // and those that closed within this time without a document

// Late ones first, then by closing time; documents without a deadline last. `at` lies at or after the last
// event.
[[nodiscard]] std::vector<InboxItem> inbox(const World& world, const PersonId& person, Instant at);

}  // namespace quyche
