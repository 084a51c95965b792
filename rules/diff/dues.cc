#include "rules/diff/dues.h"

#include <set>

#include "engine/due/window.h"
#include "rules/analysis/days.h"

namespace quyche::rules {
namespace {

constexpr std::size_t examples_max = 3;

// A year of everything that a calendar can say, so that two lines that agree only because a calendar says
// little are told apart.
Policy with_full_calendar(Policy policy) {
  Calendar calendar;
  calendar.rest_days = {6, 7};
  const Date from = *Date::from_civil(2024, 8, 1);
  for (int i = 0; i < 700; i += 11)
    calendar.days.push_back({"d", from.plus_days(i), from.plus_days(i + i % 3), DayKind::off, {}, "", true});
  calendar.modes.push_back({from.plus_days(60), from.plus_days(90), Mode::online, ""});
  for (int year = 2024; year <= 2025; ++year) {
    TeachingYear teaching;
    const Date first = *Date::from_civil(year, 9, 2);
    teaching.first = Week::of(first);
    teaching.last = teaching.first.plus_weeks(37);
    for (const int week : {3, 8, 9, 20}) teaching.except.push_back(teaching.first.plus_weeks(week));
    teaching.first_day = first.plus_days(-4);
    teaching.last_day = first.plus_days(268);
    teaching.semesters = {{first, first.plus_days(130), {}},
                          {first.plus_days(137), first.plus_days(262), {}}};
    calendar.school_years[SchoolYear{year}] = teaching;
  }
  policy.calendar = std::move(calendar);
  return policy;
}

// The one field that both lines are measured from; nothing when their dates cannot be set side by side.
std::optional<FieldId> common_field(const Due& one, const Due& other) {
  std::set<FieldId> fields = fields_of(one);
  fields.merge(fields_of(other));
  if (fields.size() > 1) return std::nullopt;
  return fields.empty() ? FieldId() : *fields.begin();
}

bool earlier(const std::optional<DueWindow>& one, const std::optional<DueWindow>& other) {
  return one && other && one->closes < other->closes;
}

class Comparison {
 public:
  Comparison(const DueSide& before, const DueSide& after, const FieldId& field)
      : before_(before), after_(after), field_(field) {}

  // Over the days of `days`' calendar; each line with the calendar of its own policy.
  void run(const Policy& old_policy, const Policy& new_policy) {
    const Policy& days = new_policy.calendar || !old_policy.calendar ? new_policy : old_policy;
    each_day(days, after_.type, field_, [&](Date day, const DueAnchors& anchors) {
      const auto one = window(before_.due, old_policy, anchors);
      const auto two = window(after_.due, new_policy, anchors);
      if (one == two) return true;
      out.same = false;
      stricter_ = stricter_ || earlier(two, one) || (!one && two);
      looser_ = looser_ || earlier(one, two) || (one && !two);
      if (one && two && out.examples.size() < examples_max)
        out.examples.push_back(
            {field_, day, anchors.school_year, one->opens, one->closes, two->opens, two->closes});
      return true;
    });
    out.strictness = stricter_ && looser_ ? Strictness::mixed
                     : stricter_          ? Strictness::stricter
                     : looser_            ? Strictness::looser
                                          : Strictness::same;
  }

  DueComparison out;

 private:
  static std::optional<DueWindow> window(const Due& due, const Policy& policy, DueAnchors anchors) {
    anchors.school_year_starts = policy.school_year_starts;
    anchors.zone = policy.zone;
    anchors.calendar = policy.calendar_or_null();
    const auto found = due_window(due, anchors);
    return found ? std::optional(*found) : std::nullopt;
  }

  const DueSide& before_;
  const DueSide& after_;
  const FieldId& field_;
  bool stricter_ = false;
  bool looser_ = false;
};

}  // namespace

DueComparison compare_dues(const DueSide& before, const DueSide& after) {
  const auto field = common_field(before.due, after.due);
  DueComparison unlike;
  unlike.same = false;
  if (!field) return unlike;
  Comparison real(before, after, *field);
  real.run(before.policy, after.policy);
  Comparison full(before, after, *field);
  full.run(with_full_calendar(before.policy), with_full_calendar(after.policy));
  real.out.same = real.out.same && full.out.same;
  if (real.out.examples.empty()) real.out.strictness = full.out.strictness;
  return real.out;
}

}  // namespace quyche::rules
