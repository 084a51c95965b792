// Would the rules of that day have produced this history? Every recorded command is decided again, on the
// state before it, under the policies its events name and with the verdicts they carry.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/replay/clockwork.h"
#include "engine/replay/command_of.h"
#include "engine/replay/recorded_hooks.h"

namespace quyche {

enum class Wrong {
  refused,     // the rules refuse the command
  differs,     // they give another event than the recorded one, or none
  overdue,     // time should have acted before this event
  untimely,    // time acted although nothing was due
  groundless,  // follows from nothing before it, or names what no stored policy holds
  verdict,     // a script gives another verdict today (only when scripts are run again)
};
// Q550 to Q555.
[[nodiscard]] std::string_view code_of(Wrong wrong);

// One event that the rules of that day would not have produced. The audit goes on with the history as it was
// recorded, so that each thing is found once.
struct AuditFinding {
  Wrong what = Wrong::refused;
  std::uint64_t seq = 0;
  std::optional<Event> recorded;  // the event at `seq`
  std::optional<Event> expected;  // what would have been there; nothing when refused, or when nothing would
  Refusal refusal;                // when it is refused
  std::string detail;             // what a groundless event names; what a script says today
};

struct AuditCounts {
  std::uint64_t events = 0;
  std::uint64_t commands = 0;          // decided again
  std::uint64_t moments = 0;           // of time
  std::uint64_t verdicts = 0;          // of scripts, taken as recorded or run again
  std::uint64_t verdicts_unknown = 0;  // could not be run again: a text was erased
  std::uint64_t findings = 0;          // all of them, kept or not
};

// One school. Not thread safe; `policies` is only read.
class Audit {
 public:
  // `rerun` may be null; it outlives the audit.
  explicit Audit(const PolicyBook& policies, Rerun* rerun = nullptr) : policies_(policies), rerun_(rerun) {}

  // The next event; the first has seq 1 and none is left out (CHECK).
  void add(Event event);
  void finish();

  [[nodiscard]] const AuditCounts& counts() const { return counts_; }
  // By seq; the first limits::findings_per_school_max of them.
  [[nodiscard]] const std::vector<AuditFinding>& findings() const { return findings_; }
  // As the events left it.
  [[nodiscard]] const SchoolState& school() const { return state_; }

 private:
  using Expected = Result<std::vector<Event>, Refusal>;
  [[nodiscard]] World world() const { return {policies_, state_}; }
  void judge(const Group& group);
  void judge_time(const Group& group);
  void judge_command(const Group& group, const Command& command);
  void compare(const Group& group, const Expected& expected);
  void note_overdue(const Event& before);
  void fold(const Event& event);
  [[nodiscard]] std::optional<std::string> missing_ground(const Event& event) const;
  void report(AuditFinding finding);

  const PolicyBook& policies_;
  Rerun* rerun_;
  SchoolState state_;
  Grouping grouping_;
  AuditCounts counts_;
  std::vector<AuditFinding> findings_;
  std::uint64_t reported_ = 0;  // the seq of the newest finding
  std::set<DocumentId> lost_;   // documents that cannot be judged: their type is in no policy they name
  Clockwork clockwork_;
};

}  // namespace quyche
