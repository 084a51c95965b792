// What time itself does: reminders, missed deadlines, duties that closed, policies that take over. One moment
// a tick, the earliest first.
#include "engine/base/overload.h"
#include "engine/decide/deciding.h"
#include "engine/decide/duties.h"
#include "engine/decide/effects.h"
#include "engine/decide/moment.h"

namespace quyche {
namespace deciding {
namespace {

void decide_timer(Deciding& d, const Timer& timer) {
  const Document* found = d.school().document(timer.document);
  if (found == nullptr) return;  // it could not be loaded: Documents::fault()
  const Document& document = *found;
  const DocumentType* type = d.policy_of(document).document(document.type);
  const Deadline* deadline = type->deadline(timer.deadline);
  const DeadlineState& state = document.deadlines.at(timer.deadline);
  const Clause cite = deadline == nullptr ? type->cite : deadline->cite;
  if (timer.at < state.due.closes) {
    d.emit(Reminded{document.id, timer.deadline, state.due.closes, document.owner}, document.policy, cite);
    return;
  }
  DeadlineMissed missed{document.id, timer.deadline, state.due.closes, {}};
  if (deadline != nullptr) {
    for (const StateId& counted : deadline->counts)
      if (!document.reached.contains(counted)) missed.missing.push_back(counted);
  }
  d.emit(std::move(missed), document.policy, cite);
  if (deadline != nullptr) apply_effects(d, document, deadline->when_missed, {}, cite);
}

void decide_duty(Deciding& d, const DutyDue& due) {
  d.emit(DutyClosed{due.type->id, due.deadline->id, due.school_year, due.week, due.period, due.closes,
                    owing(d.school(), *due.from.policy, due)},
         due.from.id, due.deadline->cite);
}

// The policy is adopted once more, now by its own first day.
void decide_take_over(Deciding& d, const TakeOverDue& due) {
  d.emit(PolicyAdopted{due.id}, due.id, due.policy->administration.policy.cite);
  take_over(d, due.id, *due.policy);
}

void decide_one(Deciding& d, const Moment& moment) {
  std::visit(Overload{
                 [&](const Timer& timer) { decide_timer(d, timer); },
                 [&](const DutyDue& due) { decide_duty(d, due); },
                 [&](const TakeOverDue& due) { decide_take_over(d, due); },
             },
             moment);
}

}  // namespace

void decide_tick(Deciding& d) {
  const auto moment = next_moment(d.world);
  if (moment && moment_at(*moment) <= d.now) decide_one(d, *moment);
}

}  // namespace deciding

Instant moment_at(const Moment& moment) {
  return std::visit(Overload{
                        [](const Timer& timer) { return timer.at; },
                        [](const DutyDue& due) { return due.closes; },
                        [](const TakeOverDue& due) { return due.at; },
                    },
                    moment);
}

std::optional<Moment> next_moment(const World& world) {
  std::optional<Moment> next;
  const auto offer = [&](auto found) {
    if (found && (!next || moment_at(Moment(*found)) < moment_at(*next))) next = *found;
  };
  // At one moment: what the days before asked for, then what a new policy makes of it.
  if (!world.school.timers.empty()) next = *world.school.timers.begin();
  offer(next_duty(world));
  offer(next_take_over(world));
  return next;
}

std::vector<Event> decide_moment(const World& world, const Moment& moment, Instant now) {
  NoHooks hooks;  // time runs none
  const Command tick{{}, {}, std::nullopt, Tick{}};
  deciding::Deciding d{world, tick, now, hooks, {}, {}};
  deciding::decide_one(d, moment);
  return std::move(d.events);
}

std::optional<Instant> next_due(const World& world) {
  const auto next = next_moment(world);
  return next ? std::optional(moment_at(*next)) : std::nullopt;
}

}  // namespace quyche
