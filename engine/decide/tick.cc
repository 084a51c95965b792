// What time itself does: reminders, missed deadlines, duties that closed. One moment a tick, the earliest
// first.
#include <algorithm>

#include "engine/decide/deciding.h"
#include "engine/decide/duties.h"
#include "engine/decide/effects.h"

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

}  // namespace

void decide_tick(Deciding& d) {
  const Timer* timer = d.school().timers.empty() ? nullptr : &*d.school().timers.begin();
  const auto duty = next_duty(d.world);
  const bool timer_first = timer != nullptr && (!duty || timer->at <= duty->closes);
  if (timer_first && timer->at <= d.now)
    decide_timer(d, *timer);
  else if (!timer_first && duty && duty->closes <= d.now)
    decide_duty(d, *duty);
}

}  // namespace deciding

std::optional<Instant> next_due(const World& world) {
  std::optional<Instant> next;
  if (!world.school.timers.empty()) next = world.school.timers.begin()->at;
  if (const auto duty = next_duty(world); duty && (!next || duty->closes < *next)) next = duty->closes;
  return next;
}

}  // namespace quyche
