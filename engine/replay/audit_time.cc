// What time itself did, and what it should have done.
#include <algorithm>

#include "engine/base/overload.h"
#include "engine/decide/duty_history.h"
#include "engine/replay/audit.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

const DeadlineState* deadline_of(const SchoolState& school, const DocumentId& id,
                                 const DeadlineId& deadline) {
  const Document* document = school.document(id);
  if (document == nullptr) return nullptr;
  const auto at = document->deadlines.find(deadline);
  return at == document->deadlines.end() ? nullptr : &at->second;
}

// Whether the event is what this moment gives first, however it may differ in the rest.
bool is_of(const SchoolState& school, const Moment& moment, const Event& event) {
  const auto same = [](const auto* body, const Timer& timer) {
    return body != nullptr && body->document == timer.document && body->deadline == timer.deadline;
  };
  return std::visit(Overload{
                        [&](const Timer& timer) {
                          const DeadlineState* state = deadline_of(school, timer.document, timer.deadline);
                          const bool reminder = state != nullptr && timer.at < state->due.closes;
                          return reminder ? same(std::get_if<Reminded>(&event.body), timer)
                                          : same(std::get_if<DeadlineMissed>(&event.body), timer);
                        },
                        [&](const DutyDue& due) {
                          const auto* body = std::get_if<DutyClosed>(&event.body);
                          return body != nullptr && body->type == due.type->id &&
                                 body->deadline == due.deadline->id &&
                                 duty_period_of(*body) == duty_period_of(due);
                        },
                        [&](const TakeOverDue& due) {
                          const auto* body = std::get_if<PolicyAdopted>(&event.body);
                          return body != nullptr && body->policy == due.id;
                        },
                    },
                    moment);
}

}  // namespace

// Time's own events, and a policy that takes over on its first day.
bool Audit::is_moment(const Event& first) const {
  if (part_of(first.body) == EventPart::moment) return true;
  const auto* adopted = std::get_if<PolicyAdopted>(&first.body);
  if (adopted == nullptr || !by_itself(first)) return false;
  const auto due = next_take_over(world());
  return due && due->id == adopted->policy && due->at <= first.at;
}

// Whether time has yet to do this by then, now or after something else.
bool Audit::to_come(const Event& first) const {
  return std::visit(Overload{
                        [&](const Reminded& body) {
                          const DeadlineState* state = deadline_of(state_, body.document, body.deadline);
                          return state != nullptr && state->status == DeadlineStatus::pending &&
                                 state->reminded < state->due.remind.size() &&
                                 state->due.remind[state->reminded] <= first.at;
                        },
                        [&](const DeadlineMissed& body) {
                          const DeadlineState* state = deadline_of(state_, body.document, body.deadline);
                          return state != nullptr && state->status == DeadlineStatus::pending &&
                                 state->due.closes <= first.at;
                        },
                        [&](const DutyClosed& body) {
                          const auto due = DutyHistory(world()).to_come(state_, {body.type, body.deadline},
                                                                        duty_period_of(body));
                          return due && due->closes <= first.at;
                        },
                        [&](const auto&) { return is_moment(first); },
                    },
                    first.body);
}

std::size_t Audit::judge_time(const Group& group) {
  ++counts_.moments;
  const Event& first = group.events.front();
  const auto ripe = [&]() -> std::optional<Moment> {
    auto due = clockwork_.next(world());
    return due && moment_at(*due) <= first.at && first.at >= state_.last_at ? std::move(due) : std::nullopt;
  };
  auto due = ripe();
  // What should have come before it was not recorded, or comes later.
  if (due && !is_of(state_, *due, first) && to_come(first))
    for (; due && !is_of(state_, *due, first); due = ripe()) note_overdue(first, *due);
  if (!due) {
    report({Wrong::untimely, first.seq, first, {}, {}, {}});
    return 0;
  }
  const std::vector<Event> expected = decide_moment(world(), *due, first.at);
  const std::size_t all = expected.size();
  if (all >= group.events.size() || !std::equal(expected.begin(), expected.end(), group.events.begin())) {
    compare(group, expected);
    return 0;
  }
  for (const Event& event : expected) fold(event);
  const std::span<const Event> rest = std::span(group.events).subspan(all);
  if (!headless(rest)) report({Wrong::differs, rest.front().seq, rest.front(), {}, {}, {}});
  return all;
}

// It has been folded, when it was found to be overdue.
std::size_t Audit::pass(const Event& first) {
  state_.last_seq = first.seq;
  state_.last_at = first.at;
  return 1;
}

// What follows from a moment, without the moment itself: that is what is missing.
bool Audit::headless(std::span<const Event> events) {
  const Event& first = events.front();
  if (!by_itself(first) || first.at < state_.last_at) return false;
  const auto due = clockwork_.next(world());
  if (!due || moment_at(*due) > first.at) return false;
  const std::vector<Event> expected = decide_moment(world(), *due, first.at);
  if (expected.size() != events.size() + 1) return false;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (expected[i + 1].body != events[i].body) return false;
  note_overdue(first, *due);
  return true;
}

// What was reported as overdue and then did come: it has been found, and folded.
bool Audit::came_late(const Group& group) {
  const Event& first = group.events.front();
  const auto due = clockwork_.next(world());
  if (due && moment_at(*due) <= first.at && is_of(state_, *due, first)) return false;  // the one after it
  const auto at = std::find_if(overdue_.begin(), overdue_.end(),
                               [&](const Event& expected) { return expected.body == first.body; });
  if (at == overdue_.end()) return false;
  ++counts_.moments;
  overdue_.erase(at);
  return true;
}

// Each is reported once and then counts as done, without what would have followed from it: the history went
// on without.
void Audit::note_overdue(const Event& before, const Moment& due) {
  const Event expected = decide_moment(world(), due, before.at).front();
  report({Wrong::overdue, before.seq, before, expected, {}, {}});
  overdue_.push_back(expected);
  evolve(state_, expected);
  --state_.last_seq;
}

// What time should have done before `before`.
void Audit::note_overdue(const Event& before) {
  if (before.at < state_.last_at) return;  // refused for that
  for (auto due = clockwork_.next(world()); due && moment_at(*due) <= before.at;
       due = clockwork_.next(world()))
    note_overdue(before, *due);
}

}  // namespace quyche
