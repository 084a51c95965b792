#include "engine/decide/duties.h"

#include <algorithm>
#include <set>

#include "engine/due/deadline.h"
#include "engine/due/reach.h"

namespace quyche {
namespace {

// A period, and the day that says which policy it is a duty of: the one in force then.
struct Owed {
  DutyPeriod period;
  std::optional<Date> counted_on;  // absent: the last day of the due point's window
};

std::optional<DueWindow> window_of(const Policy& policy, const DocumentType& type, const Deadline& deadline,
                                   const DutyPeriod& period) {
  DueAnchors anchors{
      {}, period.school_year, policy.school_year_starts, policy.zone, policy.calendar_or_null()};
  if (const auto first = period.first_day()) anchors.dates.emplace(type.duty->dated_by, *first);
  const auto window = deadline_window(deadline, anchors);
  return window ? std::optional(*window) : std::nullopt;
}

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

std::optional<Instant> closes(const Holding& holding, const DocumentType& type, const Deadline& deadline,
                              const Owed& owed) {
  const auto window = window_of(holding.policy(), type, deadline, owed.period);
  if (!window) return std::nullopt;
  // Nobody owes a document for a time in which the policy does not let one be created.
  if (!holding.on(owed.counted_on.value_or(window->last_day))) return std::nullopt;
  return window->closes;
}

// Every policy that the school has adopted, the newest first.
std::vector<Holding> all_holding(const World& world) {
  std::vector<Holding> out;
  std::vector<const Policy*> newer;
  for (auto at = world.school.adopted.rbegin(); at != world.school.adopted.rend(); ++at) {
    const Policy* policy = world.policies.find(at->policy);
    if (policy == nullptr) continue;
    out.push_back({{at->policy, policy}, newer});
    newer.push_back(policy);
  }
  return out;
}

// Days between which the first day of a period lies.
struct Days {
  Date from = Date::from_days(-1'000'000);
  Date to = Date::from_days(1'000'000);
};

// The first days of the periods that can close in [after, until]; all days where the due line says no bound.
Days days_closing(const Policy& policy, const DocumentType& type, const Deadline& deadline, Instant after,
                  std::optional<Instant> until) {
  const auto reach = due_reach(deadline.due, type.duty->dated_by, policy.calendar_or_null());
  Days days;
  if (!reach) return days;
  days.from = after.date(policy.zone).plus_days(-*reach - 1);
  if (until) days.to = until->date(policy.zone).plus_days(*reach + 1);
  return days;
}

// Whether the periods lie within the days of their school year, so that a year far off need not be listed.
bool within_the_year(const Duty& duty) {
  const Frequency every = duty.every.front().every;
  return duty.every.size() == 1 && (every == Frequency::day || every == Frequency::working_day ||
                                    every == Frequency::week || every == Frequency::month);
}

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

DutyDue due_of(const Holding& holding, const DocumentType& type, const Deadline& deadline,
               const DutyPeriod& period, Instant at) {
  return {holding.own, &type, &deadline, period.school_year, period.week, period.first, at};
}

// The first period of the duty under `deadline` that is not settled and closes before `found`.
void find_next(const SchoolState& school, const Holding& holding, Instant since, const DocumentType& type,
               const Deadline& deadline, std::optional<DutyDue>& found) {
  const Policy& policy = holding.policy();
  const DutyKey key{type.id, deadline.id};
  const auto settled = school.duties_closed.find(key);
  const bool asked = settled != school.duties_closed.end();
  // A deadline that came with a newer policy asks for nothing that closed before it was there.
  const Instant after = asked ? std::max(settled->second.until, since) : since;
  const auto horizon = [&] {
    return days_closing(policy, type, deadline, after, found ? std::optional(found->closes) : std::nullopt);
  };
  Days days = horizon();
  each_period(policy, *type.duty, days, [&](const Owed& owed) {
    const auto at = closes(holding, type, deadline, owed);
    if (!at || *at < after || (found && *at >= found->closes)) return;
    if (asked ? duty_settled(school, key, *at, owed.period) : *at == after) return;
    found = due_of(holding, type, deadline, owed.period, *at);
    days = horizon();
  });
}

}  // namespace

namespace {

void add_between(const Holding& holding, Instant after, Instant until, std::vector<DutyDue>& found) {
  for (const DocumentType& type : holding.policy().documents) {
    if (!type.duty) continue;
    for (const Deadline& deadline : type.deadlines) {
      const Days days = days_closing(holding.policy(), type, deadline, after, until);
      each_period(holding.policy(), *type.duty, days, [&](const Owed& owed) {
        const auto at = closes(holding, type, deadline, owed);
        if (at && *at > after && *at <= until)
          found.push_back(due_of(holding, type, deadline, owed.period, *at));
      });
    }
  }
}

std::vector<DutyDue> by_closing(std::vector<DutyDue> found) {
  std::stable_sort(found.begin(), found.end(),
                   [](const DutyDue& a, const DutyDue& b) { return a.closes < b.closes; });
  return found;
}

}  // namespace

std::vector<DutyDue> duties_between(const Policy& policy, Instant after, Instant until) {
  std::vector<DutyDue> found;
  add_between({{{}, &policy}, {}}, after, until, found);
  return by_closing(std::move(found));
}

std::vector<DutyDue> duties_between(const World& world, Instant after, Instant until) {
  std::vector<DutyDue> found;
  for (const Holding& holding : all_holding(world)) add_between(holding, after, until, found);
  return by_closing(std::move(found));
}

std::optional<DutyDue> next_duty(const World& world) {
  const SchoolState& school = world.school;
  if (!school.open()) return std::nullopt;
  std::optional<DutyDue> next;
  const std::vector<Holding> all = all_holding(world);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Instant since = school.adopted[school.adopted.size() - 1 - i].since;
    for (const DocumentType& type : all[i].policy().documents)
      for (const Deadline& deadline : type.deadlines)
        if (type.duty) find_next(school, all[i], since, type, deadline, next);
  }
  return next;
}

std::optional<Instant> duty_closes(const Policy& policy, const DocumentType& type, const Deadline& deadline,
                                   const DutyPeriod& period) {
  const auto window = window_of(policy, type, deadline, period);
  return window ? std::optional(window->closes) : std::nullopt;
}

bool duty_settled(const SchoolState& school, const DutyKey& duty, Instant closes, const DutyPeriod& period) {
  const auto settled = school.duties_closed.find(duty);
  if (settled == school.duties_closed.end()) return false;
  const auto& [until, at_until] = settled->second;
  // A period that closed does not close again under a newer policy that would have let it close later.
  if (std::find(at_until.begin(), at_until.end(), period) != at_until.end()) return true;
  return closes < until;
}

bool has_document(const SchoolState& school, const PersonId& person, const DocumentTypeId& type,
                  const DutyPeriod& period) {
  return school.documents.any_of(type, period.school_year, &period,
                                 [&](const DocumentFacts& document) { return document.owner == person; });
}

std::set<PersonId> with_document(const SchoolState& school, const DocumentTypeId& type,
                                 const DutyPeriod& period) {
  std::set<PersonId> owners;
  (void)school.documents.any_of(type, period.school_year, &period, [&](const DocumentFacts& document) {
    owners.insert(document.owner);
    return false;
  });
  return owners;
}

std::vector<PersonId> owing(const SchoolState& school, const Policy& policy, const DutyDue& due) {
  const std::set<PersonId> settled = with_document(school, due.type->id, duty_period_of(due));
  std::vector<PersonId> people;
  for (const auto& [id, person] : school.people) {
    const bool owes =
        !person.left && std::any_of(person.roles.begin(), person.roles.end(), [&](const Assignment& a) {
          return policy.counts_as(a.role, due.type->duty->each);
        });
    if (owes && !settled.contains(id)) people.push_back(id);
  }
  return people;
}

}  // namespace quyche
