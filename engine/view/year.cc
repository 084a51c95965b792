#include "engine/view/year.h"

#include <algorithm>

#include "engine/decide/duties.h"
#include "engine/due/deadline.h"
#include "engine/due/window.h"

namespace quyche {
namespace {

struct Days {
  Date first;
  Date last;
};

Days days_of(const Policy& policy, SchoolYear year) {
  return {policy.school_year_starts.in(year.first_year),
          policy.school_year_starts.in(year.first_year + 1).plus_days(-1)};
}

bool in_force(const Policy& policy, Date day) {
  return policy.effective_from <= day && (!policy.effective_to || day <= *policy.effective_to);
}

struct Candidate {
  Date from;
  DueWindow window;
  bool used = false;
};

// Where periods may begin that a duty's deadline was computed for. duties_between gives closing times only.
class Periods {
 public:
  Periods(const Policy& policy, const DocumentType& type, const Deadline& deadline, SchoolYear year)
      : policy_(policy),
        anchors_{{}, year, policy.school_year_starts, policy.zone, policy.calendar_or_null()} {
    const Days days = days_of(policy, year);
    // Weeks begin before the school year does, or end after it.
    for (Date day = days.first.plus_days(-6); day <= days.last; day = day.plus_days(1)) {
      if (!type.duty->dated_by.empty()) anchors_.dates.insert_or_assign(type.duty->dated_by, AnchorDate(day));
      const auto window = due_window(deadline.due, anchors_);
      if (window) all_.push_back({day, *window});
    }
  }

  // Whether there are periods in the year, and days that the line closes on.
  [[nodiscard]] bool known(const Duty& duty) const {
    if (all_.empty() || !policy_.calendar || policy_.calendar->year(anchors_.school_year) == nullptr)
      return false;
    const YearContext year{anchors_.school_year, policy_.school_year_starts, &*policy_.calendar};
    return of_school_years(duty) || !periods_of(duty.every, year).empty();
  }

  // Keeps Mondays of weeks with teaching alone when each of them is one of `dues`: then those are the weeks.
  void narrow(const std::vector<DutyDue>& dues) {
    const auto due = [&](const Candidate& one) {
      return std::any_of(dues.begin(), dues.end(),
                         [&](const DutyDue& d) { return d.closes == one.window.closes; });
    };
    std::vector<Candidate> mondays;
    for (const Candidate& one : all_)
      if (one.from.weekday() == Weekday::monday && policy_.calendar && taught(Week::of(one.from)) &&
          in_force(policy_, one.from) && due(one))
        mondays.push_back(one);
    if (mondays.size() == dues.size()) all_ = std::move(mondays);
  }

  // The first day not given yet from which the line closes at `closes`.
  [[nodiscard]] const Candidate* next(Instant closes) {
    const auto at = std::find_if(all_.begin(), all_.end(), [&](const Candidate& one) {
      return !one.used && one.window.closes == closes;
    });
    if (at == all_.end()) return nullptr;
    at->used = true;
    return &*at;
  }

 private:
  [[nodiscard]] bool taught(Week week) const {
    const TeachingYear* teaching = policy_.calendar->year(anchors_.school_year);
    return teaching != nullptr && teaching->teaches(week);
  }

  const Policy& policy_;
  DueAnchors anchors_;
  std::vector<Candidate> all_;
};

Date day_before(Instant closes, ZoneOffset zone) { return closes.plus_ms(-1).date(zone); }

void add_duty(const Policy& policy, const DocumentType& type, const Deadline& deadline, SchoolYear year,
              const std::vector<DutyDue>& dues, YearPoints& out) {
  Periods periods(policy, type, deadline, year);
  // Known and without dues: the policy is not in force on them, or the school never teaches in that way.
  if (dues.empty() && !periods.known(*type.duty))
    out.undated.push_back({&policy, &type, &deadline, Undated::unknown});
  periods.narrow(dues);
  for (const DutyDue& due : dues) {
    YearPoint point{&policy, &type, &deadline, {}, {}, due.closes, day_before(due.closes, policy.zone)};
    if (const Candidate* found = periods.next(due.closes)) {
      if (dues.size() > 1) point.counted_from = found->from;
      point.opens = found->window.opens;
    }
    out.points.push_back(point);
  }
}

// A deadline that nobody owes a document for stands for those that are written.
void add_yearly(const Policy& policy, const DocumentType& type, const Deadline& deadline, SchoolYear year,
                YearPoints& out) {
  const DueAnchors anchors{{}, year, policy.school_year_starts, policy.zone, policy.calendar_or_null()};
  const auto window = due_window(deadline.due, anchors);
  if (!window) {
    const bool own = window.error() == DueUnknown::no_date;
    out.undated.push_back({&policy, &type, &deadline, own ? Undated::of_document : Undated::unknown});
    return;
  }
  if (!deadline_window(deadline, anchors)) return;  // the school does not teach in that way then
  // A fixed date comes once, in one school year.
  const Days days = days_of(policy, year);
  const bool inside = days.first <= window->last_day && window->last_day <= days.last;
  if (inside && in_force(policy, window->last_day))
    out.points.push_back({&policy, &type, &deadline, {}, window->opens, window->closes, window->last_day});
}

void sort_by_time(std::vector<YearPoint>& points) {
  std::stable_sort(points.begin(), points.end(),
                   [](const YearPoint& a, const YearPoint& b) { return a.closes < b.closes; });
}

// Of another version of the regulation, perhaps.
template <class One, class Other>
bool same_deadline(const One& one, const Other& other) {
  return one.type->id == other.type->id && one.deadline->id == other.deadline->id;
}
template <class One, class Others>
bool among(const One& one, const Others& others) {
  return std::any_of(others.begin(), others.end(),
                     [&](const auto& other) { return same_deadline(one, other); });
}

}  // namespace

YearPoints year_points(const Policy& policy, SchoolYear year) {
  YearPoints out;
  const Days days = days_of(policy, year);
  const bool any_in_force =
      policy.effective_from <= days.last && (!policy.effective_to || days.first <= *policy.effective_to);
  if (!any_in_force) return out;
  // A due point may lie before or after the school year of its period.
  const std::vector<DutyDue> all =
      duties_between(policy, Instant::start_of(days.first.plus_days(-366), policy.zone),
                     Instant::start_of(days.last.plus_days(366), policy.zone));
  for (const DocumentType& type : policy.documents)
    for (const Deadline& deadline : type.deadlines) {
      if (!type.duty) {
        add_yearly(policy, type, deadline, year, out);
        continue;
      }
      std::vector<DutyDue> dues;
      std::copy_if(all.begin(), all.end(), std::back_inserter(dues), [&](const DutyDue& due) {
        return due.type == &type && due.deadline == &deadline && due.school_year == year;
      });
      add_duty(policy, type, deadline, year, dues, out);
    }
  sort_by_time(out.points);
  return out;
}

YearPoints year_points(std::span<const std::shared_ptr<const Policy>> policies, SchoolYear year) {
  YearPoints out;
  std::vector<UndatedDeadline> undated;
  for (const auto& policy : policies) {
    const YearPoints one = year_points(*policy, year);
    out.points.insert(out.points.end(), one.points.begin(), one.points.end());
    undated.insert(undated.end(), one.undated.begin(), one.undated.end());
  }
  sort_by_time(out.points);
  for (const UndatedDeadline& one : undated)
    if (!among(one, out.points) && !among(one, out.undated)) out.undated.push_back(one);
  return out;
}

const RoleId& owed_by(const DocumentType& type) { return type.duty ? type.duty->each : type.owner; }

bool owes(const Policy& policy, const RoleId& role, const DocumentType& type) {
  const RoleId& who = owed_by(type);
  if (policy.counts_as(role, who)) return true;
  const Role* group = policy.role(role);
  return group != nullptr && std::any_of(group->any_of.begin(), group->any_of.end(),
                                         [&](const RoleId& member) { return policy.counts_as(member, who); });
}

}  // namespace quyche
