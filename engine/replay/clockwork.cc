#include "engine/replay/clockwork.h"

#include <algorithm>

#include "engine/decide/duty_history.h"

namespace quyche {

Clockwork::Clockwork(const std::vector<DutyDue>& duties, Instant opened) : duties_(&duties) {
  const auto first = std::upper_bound(duties.begin(), duties.end(), opened,
                                      [](Instant at, const DutyDue& due) { return at < due.closes; });
  next_duty_ = static_cast<std::size_t>(first - duties.begin());
}

std::optional<Moment> Clockwork::next_of_school(const World& world) {
  std::optional<Moment> next;
  if (duties_ == nullptr) {
    if (auto duty = next_duty(world)) next = std::move(*duty);
  } else {
    const auto settled = [&](const DutyDue& due) {
      return DutyHistory::closed_in_newest(world.school, {due.type->id, due.deadline->id}, due.closes,
                                           duty_period_of(due));
    };
    while (next_duty_ < duties_->size() && settled((*duties_)[next_duty_])) ++next_duty_;
    if (next_duty_ < duties_->size()) next = (*duties_)[next_duty_];
  }
  if (const auto taking = next_take_over(world); taking && (!next || taking->at < moment_at(*next)))
    next = *taking;
  return next;
}

const std::optional<Moment>& Clockwork::of_school(const World& world) {
  if (epoch_ != world.school.duty_epoch) {
    next_of_school_ = next_of_school(world);
    epoch_ = world.school.duty_epoch;
  }
  return next_of_school_;
}

std::optional<Moment> Clockwork::next(const World& world) {
  const std::optional<Moment>& of_school = this->of_school(world);
  const auto& timers = world.school.timers;
  if (timers.empty()) return of_school;
  const bool timer_first = !of_school || timers.begin()->at <= moment_at(*of_school);
  return timer_first ? Moment(*timers.begin()) : of_school;
}

std::optional<Instant> Clockwork::next_at(const World& world) {
  const std::optional<Moment>& of_school = this->of_school(world);
  const auto& timers = world.school.timers;
  if (timers.empty()) return of_school ? std::optional(moment_at(*of_school)) : std::nullopt;
  const Instant timer = timers.begin()->at;
  return of_school ? std::min(timer, moment_at(*of_school)) : timer;
}

}  // namespace quyche
