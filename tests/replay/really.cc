#include "tests/replay/really.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/replay/command_of.h"
#include "engine/replay/recorded_hooks.h"
#include "engine/school/evolve.h"
#include "engine/view/late.h"

namespace quyche::test {
namespace {

class Runner {
 public:
  explicit Runner(const WhatIfQuestion& question) : q_(question) {}
  Real real;

  void give(const Event& event) {
    if (begun_ || begin(event)) return follow(event);
    fold(event);
  }
  void wait(Instant until) {
    NoHooks hooks;
    for (auto due = next_due(world()); due && *due <= until; due = next_due(world())) {
      const Instant now = std::max(*due, real.state.last_at);
      const auto events = decide(world(), Command{{}, {}, std::nullopt, Tick{}}, now, hooks);
      CHECK(events && !events->empty(), "a tick at next_due gives events");
      for (const Event& event : *events) evolve(real.state, event);
    }
  }

 private:
  [[nodiscard]] World world() const { return {q_.policies, real.state}; }
  void fold(Event event) {
    event.seq = real.state.last_seq + 1;
    evolve(real.state, event);
  }
  bool begin(Event event) {
    if (q_.since && event.at < *q_.since) return false;
    begun_ = true;
    auto next = q_.fresh.begin();
    if (real.state.open()) {
      wait(*q_.since);
      event.at = *q_.since;
    } else {
      event.policy = *next++;
      fold(event);
    }
    for (; next != q_.fresh.end(); ++next) {
      event.body = PolicyAdopted{*next};
      fold(event);
    }
    return true;
  }
  void follow(const Event& event) {
    const EventPart part = part_of(event.body);
    if (part == EventPart::consequence || std::holds_alternative<SchoolOpened>(event.body)) return;
    wait(event.at);
    if (part == EventPart::moment || std::holds_alternative<PolicyAdopted>(event.body)) return;
    if (document_of(event.body) == nullptr) return fold(event);
    Command command = *command_of(event);
    if (auto* sign = std::get_if<Sign>(&command.body)) sign->content = std::nullopt;
    KnownHooks hooks(hooks_of(event.body));
    const auto events = decide(world(), command, event.at, hooks);
    if (!events) ++real.refused;
    if (events)
      for (const Event& one : *events) evolve(real.state, one);
  }

  const WhatIfQuestion& q_;
  bool begun_ = false;
};

template <class Set>
std::size_t only_in(const Set& one, const Set& other) {
  return static_cast<std::size_t>(
      std::count_if(one.begin(), one.end(), [&](const auto& item) { return !other.contains(item); }));
}

}  // namespace

Lateness lateness_of(const World& world) {
  Lateness out;
  for (const LateItem& item : late_items(world)) {
    if (item.document.empty())
      out.owed.insert({item.type, duty_period_of(item), item.person});
    else
      out.documents.insert(item.document);
  }
  return out;
}

Lateness lateness_of(const std::vector<Event>& log, const PolicyBook& policies) {
  SchoolState state;
  for (const Event& event : log) evolve(state, event);
  return lateness_of(World{policies, state});
}

Real really_run(const std::vector<Event>& log, const WhatIfQuestion& question) {
  Runner runner(question);
  for (const Event& event : log) runner.give(event);
  return std::move(runner.real);
}

void expect_agreement(const std::vector<Event>& log, const WhatIfQuestion& question, const std::string& why) {
  SCOPED_TRACE(why);
  WhatIf play(question, {});
  for (const Event& event : log) play.add(event);
  const WhatIfResult said = play.finish();
  const auto total = [&](Change change) { return said.totals[static_cast<std::size_t>(change)]; };
  const Real real = really_run(log, question);
  const Lateness before = lateness_of(log, question.policies);
  const Lateness after = lateness_of(World{question.policies, real.state});
  EXPECT_EQ(said.late_recorded, before.documents.size());
  EXPECT_EQ(said.late_now, after.documents.size());
  EXPECT_EQ(total(Change::late) + total(Change::late_after), only_in(after.documents, before.documents));
  EXPECT_EQ(total(Change::no_longer_late) + total(Change::gone), only_in(before.documents, after.documents));
  EXPECT_EQ(total(Change::owed), only_in(after.owed, before.owed));
  EXPECT_EQ(total(Change::no_longer_owed), only_in(before.owed, after.owed));
  EXPECT_EQ(total(Change::refused) + total(Change::follows) + total(Change::unneeded), real.refused);
  EXPECT_EQ(wrong_sum(said), "");
}

std::string wrong_sum(const WhatIfResult& result) {
  const auto total = [&](Change change) { return result.totals[static_cast<std::size_t>(change)]; };
  const std::uint64_t came = total(Change::late) + total(Change::late_after);
  const std::uint64_t left = total(Change::no_longer_late) + total(Change::gone);
  if (result.late_recorded + came == result.late_now + left) return "";
  return std::to_string(result.late_recorded) + " recorded - " + std::to_string(left) + " + " +
         std::to_string(came) + " is not " + std::to_string(result.late_now);
}

}  // namespace quyche::test
