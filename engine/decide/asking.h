// Which of a school's policies asks for a period of a duty, and when that closes. Internal to decide/duties
// and decide/duty_history.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/decide/duties.h"
#include "engine/due/deadline.h"
#include "engine/due/recurrence.h"

namespace quyche::asking {

// A period, and the day that says which policy it is a duty of: the one in force then.
struct Owed {
  DutyPeriod period;
  std::optional<Date> counted_on;  // absent: the last day of the due point's window
};

// A policy with those adopted after it, which take the days on which they hold.
struct Holding {
  PolicyInForce own;
  std::vector<const Policy*> newer;
  [[nodiscard]] const Policy& policy() const { return *own.policy; }
  [[nodiscard]] bool on(Date day) const {
    return holds(policy(), day) &&
           std::none_of(newer.begin(), newer.end(), [&](const Policy* p) { return holds(*p, day); });
  }
};

// Every policy among the first `count` that the school has adopted, the newest first.
[[nodiscard]] std::vector<Holding> all_holding(const World& world, std::size_t count);

// Days between which the first day of a period lies.
struct Days {
  Date from = Date::from_days(-1'000'000);
  Date to = Date::from_days(1'000'000);
};

// The first days of the periods that can close in [after, until]; all days where the due line says no bound.
[[nodiscard]] Days days_closing(const Policy& policy, const DocumentType& type, const Deadline& deadline,
                                Instant after, std::optional<Instant> until);

// When nobody wrote a document for the period: its window under the policy, whoever asks.
[[nodiscard]] std::optional<DueWindow> window_of(const Policy& policy, const DocumentType& type,
                                                 const Deadline& deadline, const DutyPeriod& period);

// Whether the periods lie within the days of their school year, so that a year far off need not be listed.
[[nodiscard]] bool within_the_year(const Duty& duty);

// Calls visit(owed) for the periods of the duty that begin within `days`, in order. `visit` may bring
// `days.to` nearer.
template <class Visit>
void each_period(const Policy& policy, const Duty& duty, const Days& days, Visit visit) {
  if (!policy.calendar || duty.every.empty()) return;
  const bool yearly = of_school_years(duty);
  const bool weekly = of_school_weeks(duty);
  for (const auto& [year, teaching] : policy.calendar->school_years) {
    if (yearly) {
      visit(Owed{{year, std::nullopt, std::nullopt}, std::nullopt});
      continue;
    }
    const Date year_begins = policy.school_year_starts.in(year.first_year);
    const Date year_ends = policy.school_year_starts.in(year.first_year + 1);
    if (within_the_year(duty) && (year_ends < days.from || year_begins > days.to)) continue;
    const YearContext context{year, policy.school_year_starts, &*policy.calendar};
    for (const RecurringPeriod& period : periods_of(duty.every, context)) {
      if (period.first < days.from) continue;
      if (period.first > days.to) break;
      if (weekly)
        visit(Owed{{year, Week::of(period.first), std::nullopt}, period.first});
      else
        visit(Owed{{year, std::nullopt, period.first}, period.last});
    }
  }
}

// A duty as one policy has it.
struct DutyOf {
  const DocumentType* type = nullptr;
  const Deadline* deadline = nullptr;
};

[[nodiscard]] std::optional<DutyOf> duty_of(const Policy& policy, const DutyKey& key);

// Which of the policies asks for a period, and when it closes.
struct Closing {
  std::size_t by = 0;  // its place among them
  DutyOf duty;
  Instant at;
};

// A period is asked for once: where two policies would, by the one under which it closes first.
[[nodiscard]] std::optional<Closing> closing_of(const std::vector<Holding>& all, const DutyKey& key,
                                                const DutyPeriod& period);
// When all[by] closes a period, if it is the one that asks for it.
[[nodiscard]] std::optional<Instant> closes(const std::vector<Holding>& all, std::size_t by,
                                            const DutyOf& duty, const Owed& owed);

[[nodiscard]] DutyDue due_of(const Holding& holding, const DutyOf& duty, const DutyPeriod& period,
                             Instant at);

}  // namespace quyche::asking
