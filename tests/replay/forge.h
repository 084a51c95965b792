// Histories that only an audit can tell from honest ones: every event is well formed, in order and folded.
#pragma once

#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/replay/audit.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {

// The small school of the decide tests, with events put into its log that no decision gave.
struct ForgedSchool : School {
  using School::School;

  // Folds and logs it as the next event, at the school's time, under the newest policy.
  Event& forge(const std::string& who, EventBody body, Clause clause = {});
  // Decides, changes what came out, and only then folds it.
  template <class Alter>
  void forge_answer(const std::string& who, CommandBody body, Alter alter) {
    const Command command{CommandKey{"f" + std::to_string(++forged_)}, PersonId{who}, std::nullopt,
                          std::move(body)};
    auto decided = decide(world(), command, now(), hooks);
    CHECK(decided, "what is to be altered is decided first");
    alter(*decided);
    add(std::move(*decided));
  }
  // As they are, numbered on.
  void add(std::vector<Event> events);
  // Takes events out of the log and numbers the rest anew; the state stays as it was.
  void drop(std::size_t index, std::size_t count = 1);
  // The newest event of the log has this seq.
  [[nodiscard]] std::uint64_t last() const { return log.back().seq; }

 private:
  int forged_ = 0;
};

// "Q550 57 (Q406)": code, seq and the refusal's codes of each finding.
[[nodiscard]] std::vector<std::string> audited(const School& school, Rerun* rerun = nullptr,
                                               AuditCounts* counts = nullptr);

}  // namespace quyche::test
