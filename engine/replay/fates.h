// What became of each recorded document in the played school, where that is worth a word. Internal to
// replay/.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "engine/replay/outcomes.h"
#include "engine/replay/twins.h"
#include "engine/school/school_state.h"

namespace quyche::replay {

// The first deadline that a document missed.
struct Lateness {
  Clause clause;
  DeadlineId deadline;
  Instant closes;
  std::uint64_t seq = 0;  // of the recorded event; 0: only played
};

struct Fate {
  UnitId unit;
  PersonId owner;
  bool gone = false;     // it is not there: its creation was refused, or what opened it did not happen
  bool refused = false;  // a command on it was refused
  bool left = false;     // a command on it could not be tried: from here on the two go apart
  std::optional<Lateness> recorded;
  std::optional<Lateness> now;
  [[nodiscard]] bool apart() const { return gone || refused || left; }
};

class Fates {
 public:
  explicit Fates(const Twins& twins) : twins_(twins) {}

  // By the recorded id.
  [[nodiscard]] Fate& of(const DocumentId& recorded) { return fates_[recorded]; }
  [[nodiscard]] const Fate* find(const DocumentId& recorded) const;
  [[nodiscard]] bool gone(const DocumentId& recorded) const;
  [[nodiscard]] bool apart(const DocumentId& recorded) const;

  void late_recorded(const DocumentId& recorded, Lateness lateness);
  void late_now(const DocumentId& played, Lateness lateness);
  // Call after Twins has paired a document that the played school opened before.
  void paired(const DocumentId& recorded, const DocumentId& played);

  // Counts what is late in one of the two and not in the other.
  void settle(const SchoolState& played, Outcomes& outcomes) const;

 private:
  const Twins& twins_;
  std::unordered_map<DocumentId, Fate> fates_;
  std::unordered_map<DocumentId, Lateness> late_only_here_;  // by played id
};

}  // namespace quyche::replay
