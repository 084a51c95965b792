// Would the rules of that day have produced this history? Every recorded command is decided again, on the
// state before it, under the policies its events name and with the verdicts they carry.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
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
  groundless,  // nobody asked for it and it follows from nothing, or it names what no stored policy holds
  verdict,     // a script gives another verdict today (only when scripts are run again)
  key,         // the key of another command: the same key gives the same answer
  text,        // a text that its command needs is missing
  altered,     // the vault holds another text than the one that was committed to
  unreadable,  // cannot be read at all: what comes behind it is not judged
};
// Q550 to Q555, Q564 to Q567.
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

// Says of a commitment whether its text is another one than was committed to; an erased text is not.
using IsAltered = std::function<bool(const Digest& commitment)>;

// One school. Not thread safe; `policies` is only read.
class Audit {
 public:
  // `rerun` may be null; it outlives the audit. `altered` may be empty: then no text is looked at.
  explicit Audit(const PolicyBook& policies, Rerun* rerun = nullptr, IsAltered altered = {})
      : policies_(policies), rerun_(rerun), altered_(std::move(altered)) {}

  // The next event; the first has seq 1 and none is left out (CHECK).
  void add(Event event);
  void finish();
  // Instead of finish(): the next event is there and cannot be read, for this reason.
  void finish_unreadable(std::string why);

  [[nodiscard]] const AuditCounts& counts() const { return counts_; }
  // By seq; the first limits::findings_per_school_max of them.
  [[nodiscard]] const std::vector<AuditFinding>& findings() const { return findings_; }
  // As the events left it.
  [[nodiscard]] const SchoolState& school() const { return state_; }

 private:
  // Half of a key's SHA-256: enough to know it again, and the same few bytes however long it is.
  using Print = std::array<std::uint64_t, 2>;
  struct PrintHash {
    std::size_t operator()(const Print& print) const { return static_cast<std::size_t>(print[0]); }
  };
  using Expected = Result<std::vector<Event>, Refusal>;
  [[nodiscard]] World world() const { return {policies_, state_}; }
  void judge(const Group& group);
  void judge_texts(const Event& event);
  [[nodiscard]] bool is_moment(const Event& first) const;
  [[nodiscard]] bool to_come(const Event& first) const;
  // How many of the group's events were folded on the way.
  [[nodiscard]] std::size_t judge_time(const Group& group);
  [[nodiscard]] std::size_t pass(const Event& first);
  [[nodiscard]] bool headless(std::span<const Event> events);
  void judge_command(const Group& group, const Command& command);
  void judge_key(const Event& first);
  [[nodiscard]] bool asked_by_nobody(const Event& first);
  void compare(const Group& group, const Expected& expected);
  void note_overdue(const Event& before, const Moment& due);
  void note_overdue(const Event& before);
  [[nodiscard]] bool came_late(const Group& group);
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
  IsAltered altered_;
  std::vector<Event> overdue_;                  // reported; they may still come, late
  std::unordered_set<Print, PrintHash> given_;  // the keys of all commands so far
  bool cut_ = false;                            // the history ends in the middle of the last group
  bool opening_ = true;                         // only such events came as open a school
};

}  // namespace quyche
