// The same recorded commands under another policy: what would have been late, refused, missing?
//
// A second school is played beside the recorded history: people, units, roles and delegations are taken as
// they were recorded; every command on a document is decided under the new policy; time acts on the second
// school by itself. What that cannot know is counted, not guessed.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/decide/duties.h"

namespace quyche {

// What is asked. Shared by all schools of a run; only read while they are played.
struct WhatIfQuestion {
  PolicyBook policies;           // those that the history names, and the new ones
  std::vector<PolicyId> fresh;   // the new policy's versions, in order
  std::vector<DutyDue> duties;   // every period that can close under them
  std::optional<Instant> since;  // before it the history is as it was; nothing: from the beginning
};

// `versions` of one regulation, in order; they hold on all days, the first also before its own and the last
// also after: the question is what if they had been there. `recorded` are the policies of the history.
[[nodiscard]] WhatIfQuestion what_if_question(const PolicyBook& recorded,
                                              const std::vector<std::shared_ptr<const Policy>>& versions,
                                              std::optional<Instant> since);

// What can come of a document, a command or a duty that was something else in the record.
enum class Change {
  late,             // a document is late that was not
  late_after,       // the same, after one of its commands was refused: a consequence
  no_longer_late,   // and the reverse, the document being there
  gone,             // a document was late that is not there now
  refused,          // a command is refused that was accepted; the first of its document
  follows,          // a later command of a document whose earlier one was refused, or about such a document
  owed,             // a person owes a document for a period and to the end has none, and had one or owed none
  no_longer_owed,   // and the reverse
  unneeded,         // a command for what has happened already: fewer steps are asked for
  verdict_unknown,  // a script of the new policy gave no verdict then; taken as passed
  text_unknown,     // an erased text, or the way a date was written, would decide; not tried
  no_counterpart,   // its type, action, field ... is not in the new policy; not tried
};
inline constexpr std::size_t outcomes = 12;
[[nodiscard]] std::string_view name_of(Change outcome);

struct WhatIfExample {
  DocumentId document;    // as recorded; empty for duties
  std::uint64_t seq = 0;  // of the recorded event; 0: there is none
  PersonId person;        // who acted, or who owes
  std::string command;    // "act approve"
  Refusal refusal;        // when refused
  DeadlineId deadline;    // when late, or owed
  std::optional<Instant> closes;
};

// Where an outcome is counted: by unit (empty: none) and clause (empty: none), and what it is about: a code
// of a refusal, a script, "type/action", the type that is owed.
struct WhatIfPlace {
  Change outcome = Change::late;
  UnitId unit;
  Clause clause;
  std::string what;
  bool operator<(const WhatIfPlace& other) const;
};

struct WhatIfCell {
  std::uint64_t count = 0;
  std::vector<WhatIfExample> examples;  // the first limits::examples_max
};

struct WhatIfResult {
  SchoolId school;
  std::uint64_t events = 0;
  std::uint64_t documents = 0;                   // recorded, since then
  std::uint64_t commands = 0;                    // on documents since then, tried or not
  std::uint64_t late_recorded = 0;               // documents of the whole history
  std::uint64_t late_now = 0;                    // the same as played; recorded - those left + new ones
  std::uint64_t opened = 0;                      // control documents that only the new policy opens
  std::array<std::uint64_t, outcomes> totals{};  // a command refused for two clauses counts once here
  // The same by unit; under no unit: of the whole school.
  std::map<UnitId, std::array<std::uint64_t, outcomes>> units;
  std::map<WhatIfPlace, WhatIfCell> places;
};

// One school, one event after the other. Not thread safe.
class WhatIf {
 public:
  // A text behind its commitment; nothing when it was erased. Asked only where the new policy would read it.
  using Texts = std::function<std::optional<std::string>(const Digest&)>;

  // `question` outlives it.
  WhatIf(const WhatIfQuestion& question, Texts texts);
  ~WhatIf();
  void add(const Event& event);
  // Once, after the last event.
  [[nodiscard]] WhatIfResult finish();

 private:
  class Play;
  std::unique_ptr<Play> play_;
};

}  // namespace quyche
