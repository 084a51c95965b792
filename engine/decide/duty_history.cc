#include "engine/decide/duty_history.h"

#include <algorithm>

#include "engine/decide/asking.h"

namespace quyche {

using namespace asking;

// The days until a school adopts another policy, and which policies it has in them.
struct DutyHistory::Stage {
  Instant since;
  std::vector<Holding> all;
};

DutyHistory::DutyHistory(const World& world) : opened_(world.school.opened_at) {
  const std::vector<Adoption>& adopted = world.school.adopted;
  for (std::size_t i = 0; i < adopted.size(); ++i) {
    // What is adopted while the school opens is there from the first; what takes over by itself was adopted.
    const bool next_opens = i + 1 < adopted.size() && adopted[i + 1].since == opened_;
    const bool again = i > 0 && adopted[i] == adopted[i - 1];
    if (!next_opens && !again) stages_.push_back({adopted[i].since, all_holding(world, i + 1)});
  }
}

DutyHistory::~DutyHistory() = default;
DutyHistory::DutyHistory(DutyHistory&&) noexcept = default;
DutyHistory& DutyHistory::operator=(DutyHistory&&) noexcept = default;

// Whether any of the policies' windows for the period closes so, whoever asks: spares looking the period up
// in their calendars.
template <class Wanted>
bool DutyHistory::any_window(std::size_t stage, const DutyKey& duty, const DutyPeriod& period,
                             Wanted wanted) const {
  const std::vector<Holding>& all = stages_[stage].all;
  return std::any_of(all.begin(), all.end(), [&](const Holding& holding) {
    const auto own = duty_of(holding.policy(), duty);
    const auto window = own ? window_of(holding.policy(), *own->type, *own->deadline, period) : std::nullopt;
    return window && wanted(window->closes);
  });
}

// Whether it closes in the stage: what the stage's own policies close in it, and what those before would
// still have closed. A deadline that came with a newer policy asks for nothing that closed before it was
// there.
bool DutyHistory::asked(std::size_t stage, const DutyKey& duty, const DutyPeriod& period, Instant at) const {
  if (stage == 0) return at > opened_;
  const Instant since = stages_[stage].since;
  if (at >= since) return true;
  if (!any_window(stage - 1, duty, period, [&](Instant other) { return other > since; })) return false;
  const auto before = closing_of(stages_[stage - 1].all, duty, period);
  return before && before->at > since;
}

bool DutyHistory::closed_before(const DutyKey& duty, const DutyPeriod& period) const {
  for (std::size_t i = 0; i + 1 < stages_.size(); ++i) {
    const Instant until = stages_[i + 1].since;
    if (!any_window(i, duty, period, [&](Instant at) { return at <= until; })) continue;
    const auto closing = closing_of(stages_[i].all, duty, period);
    if (closing && closing->at <= until && asked(i, duty, period, closing->at)) return true;
  }
  return false;
}

namespace {

// Where the periods begin that the policies before may still have had to close when the newest came.
Days days_before(const std::vector<Holding>& all, const DutyKey& key, Instant since, Days days) {
  for (const Holding& holding : all)
    if (const auto own = duty_of(holding.policy(), key))
      days.from = std::min(
          days.from, days_closing(holding.policy(), *own->type, *own->deadline, since, std::nullopt).from);
  return days;
}

}  // namespace

// The first period of the duty under the policy all[by] that is asked for, has not closed, and closes before
// `found`.
void DutyHistory::find_next(const SchoolState& school, std::size_t by, const DocumentType& type,
                            const Deadline& deadline, std::optional<DutyDue>& found) const {
  const std::size_t newest = stages_.size() - 1;
  const Stage& stage = stages_[newest];
  const Holding& holding = stage.all[by];
  const DutyKey key{type.id, deadline.id};
  const auto settled = school.duties_closed.find(key);
  const bool begun = settled != school.duties_closed.end();
  const Instant after = begun ? settled->second.until : newest == 0 ? opened_ : stage.since;
  const auto horizon = [&] {
    const Days days = days_closing(holding.policy(), type, deadline, after,
                                   found ? std::optional(found->closes) : std::nullopt);
    return begun || newest == 0 ? days : days_before(stages_[newest - 1].all, key, stage.since, days);
  };
  Days days = horizon();
  each_period(holding.policy(), *type.duty, days, [&](const Owed& owed) {
    const auto at = closes(stage.all, by, {&type, &deadline}, owed);
    if (!at || (found && *at >= found->closes)) return;
    if (closed_in_newest(school, key, *at, owed.period) || !asked(newest, key, owed.period, *at) ||
        closed_before(key, owed.period))
      return;
    found = due_of(holding, {&type, &deadline}, owed.period, *at);
    days = horizon();
  });
}

std::optional<DutyDue> DutyHistory::next(const SchoolState& school) const {
  std::optional<DutyDue> found;
  if (stages_.empty()) return found;
  const std::vector<Holding>& all = stages_.back().all;
  for (std::size_t by = 0; by < all.size(); ++by)
    for (const DocumentType& type : all[by].policy().documents)
      for (const Deadline& deadline : type.deadlines)
        if (type.duty) find_next(school, by, type, deadline, found);
  return found;
}

std::optional<DutyDue> DutyHistory::to_come(const SchoolState& school, const DutyKey& duty,
                                            const DutyPeriod& period) const {
  if (stages_.empty()) return std::nullopt;
  const std::vector<Holding>& all = stages_.back().all;
  const auto closing = closing_of(all, duty, period);
  if (!closing || closed_in_newest(school, duty, closing->at, period) ||
      !asked(stages_.size() - 1, duty, period, closing->at) || closed_before(duty, period))
    return std::nullopt;
  return due_of(all[closing->by], closing->duty, period, closing->at);
}

bool DutyHistory::closed_in_newest(const SchoolState& school, const DutyKey& duty, Instant closes,
                                   const DutyPeriod& period) {
  const auto settled = school.duties_closed.find(duty);
  if (settled == school.duties_closed.end()) return false;
  const auto& [until, at_until] = settled->second;
  if (std::find(at_until.begin(), at_until.end(), period) != at_until.end()) return true;
  return closes < until;
}

}  // namespace quyche
