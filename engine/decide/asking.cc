#include "engine/decide/asking.h"

#include "engine/due/reach.h"

namespace quyche::asking {

std::vector<Holding> all_holding(const World& world, std::size_t count) {
  std::vector<Holding> out;
  std::vector<const Policy*> newer;
  const std::vector<Adoption>& adopted = world.school.adopted;
  for (std::size_t i = count; i-- > 0;) {
    const Policy* policy = world.policies.find(adopted[i].policy);
    if (policy == nullptr) continue;
    out.push_back({{adopted[i].policy, policy}, newer});
    newer.push_back(policy);
  }
  return out;
}

Days days_closing(const Policy& policy, const DocumentType& type, const Deadline& deadline, Instant after,
                  std::optional<Instant> until) {
  const auto reach = due_reach(deadline.due, type.duty->dated_by, policy.calendar_or_null());
  Days days;
  if (!reach) return days;
  days.from = after.date(policy.zone).plus_days(-*reach - 1);
  if (until) days.to = until->date(policy.zone).plus_days(*reach + 1);
  return days;
}

std::optional<DueWindow> window_of(const Policy& policy, const DocumentType& type, const Deadline& deadline,
                                   const DutyPeriod& period) {
  DueAnchors anchors{
      {}, period.school_year, policy.school_year_starts, policy.zone, policy.calendar_or_null()};
  if (const auto first = period.first_day()) anchors.dates.emplace(type.duty->dated_by, *first);
  const auto window = deadline_window(deadline, anchors);
  return window ? std::optional(*window) : std::nullopt;
}

bool within_the_year(const Duty& duty) {
  const Frequency every = duty.every.front().every;
  return duty.every.size() == 1 && (every == Frequency::day || every == Frequency::working_day ||
                                    every == Frequency::week || every == Frequency::month);
}

std::optional<DutyOf> duty_of(const Policy& policy, const DutyKey& key) {
  const DocumentType* type = policy.document(key.first);
  if (type == nullptr || !type->duty) return std::nullopt;
  const Deadline* deadline = type->deadline(key.second);
  return deadline == nullptr ? std::nullopt : std::optional(DutyOf{type, deadline});
}

namespace {

// The same period, where the policy's duty has it.
std::optional<Owed> same_period(const Policy& policy, const Duty& duty, const DutyPeriod& wanted) {
  Days days;
  if (const auto first = wanted.first_day()) days = {*first, *first};
  std::optional<Owed> found;
  each_period(policy, duty, days, [&](const Owed& owed) {
    if (owed.period == wanted) found = owed;
  });
  return found;
}

// A period of a school year is counted on a day that each policy's due line says anew, and so may fall
// between two policies. Then the one in force on the latest of those days asks for it.
std::optional<Closing> closing_of_year(const std::vector<Holding>& all, const DutyKey& key,
                                       const DutyPeriod& period) {
  std::optional<Date> latest;
  const auto window = [&](const Holding& holding) -> std::optional<DueWindow> {
    const auto duty = duty_of(holding.policy(), key);
    if (!duty || !same_period(holding.policy(), *duty->type->duty, period)) return std::nullopt;
    return window_of(holding.policy(), *duty->type, *duty->deadline, period);
  };
  for (const Holding& holding : all)
    if (const auto own = window(holding)) latest = std::max(latest.value_or(own->last_day), own->last_day);
  for (std::size_t i = 0; latest && i < all.size(); ++i)
    if (all[i].on(*latest))
      if (const auto own = window(all[i])) return Closing{i, *duty_of(all[i].policy(), key), own->closes};
  return std::nullopt;
}

}  // namespace

std::optional<Closing> closing_of(const std::vector<Holding>& all, const DutyKey& key,
                                  const DutyPeriod& period) {
  std::optional<Closing> first;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto duty = duty_of(all[i].policy(), key);
    if (!duty) continue;
    const auto owed = same_period(all[i].policy(), *duty->type->duty, period);
    const auto window =
        owed ? window_of(all[i].policy(), *duty->type, *duty->deadline, period) : std::nullopt;
    // Nobody owes a document for a time in which the policy does not let one be created.
    if (!window || !all[i].on(owed->counted_on.value_or(window->last_day))) continue;
    if (!first || window->closes < first->at) first = Closing{i, *duty, window->closes};
  }
  if (!first && !period.first_day()) return closing_of_year(all, key, period);
  return first;
}

namespace {

// Whether another policy could ask for the period too. Weeks are counted on their first day, which one policy
// has; other periods on a last day that may be another under another policy, which matters only when policies
// change around it.
bool contested(const std::vector<Holding>& all, std::size_t by, const DutyKey& key, const Owed& owed) {
  constexpr int period_days_max = 400;
  if (owed.period.week) return false;
  const auto first = owed.period.first_day();
  if (!first) return all.size() > 1;
  const auto near = [&](Date day) { return *first <= day && day <= first->plus_days(period_days_max); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Policy& policy = all[i].policy();
    if (i == by || !duty_of(policy, key)) continue;
    if (near(policy.effective_from) || (policy.effective_to && near(*policy.effective_to))) return true;
  }
  return false;
}

}  // namespace

std::optional<Instant> closes(const std::vector<Holding>& all, std::size_t by, const DutyOf& duty,
                              const Owed& owed) {
  const DutyKey key{duty.type->id, duty.deadline->id};
  if (contested(all, by, key, owed)) {
    const auto closing = closing_of(all, key, owed.period);
    return closing && closing->by == by ? std::optional(closing->at) : std::nullopt;
  }
  if (owed.counted_on && !all[by].on(*owed.counted_on)) return std::nullopt;
  const auto window = window_of(all[by].policy(), *duty.type, *duty.deadline, owed.period);
  if (!window || (!owed.counted_on && !all[by].on(window->last_day))) return std::nullopt;
  return window->closes;
}

DutyDue due_of(const Holding& holding, const DutyOf& duty, const DutyPeriod& period, Instant at) {
  return {holding.own, duty.type, duty.deadline, period.school_year, period.week, period.first, at};
}

}  // namespace quyche::asking
