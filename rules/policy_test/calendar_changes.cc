#include "rules/policy_test/calendar_changes.h"

#include <algorithm>

#include "engine/base/limits.h"

namespace quyche::rules::policy_test {
namespace {

// `spans` with the days of [first, last] cut out of them.
template <class Item>
std::vector<Item> cut_out(const std::vector<Item>& spans, Date first, Date last) {
  std::vector<Item> out;
  for (const Item& span : spans) {
    if (span.last < first || span.first > last) {
      out.push_back(span);
      continue;
    }
    if (span.first < first) {
      out.push_back(span);
      out.back().last = first.plus_days(-1);
    }
    if (span.last > last) {
      out.push_back(span);
      out.back().first = last.plus_days(1);
    }
  }
  return out;
}

template <class Item>
void lay_over(std::vector<Item>& spans, const Item& item) {
  spans = cut_out(spans, item.first, item.last);
  const auto at =
      std::find_if(spans.begin(), spans.end(), [&](const Item& other) { return other.first > item.first; });
  spans.insert(at, item);
}

void take_off(Calendar& calendar, Week week) {
  for (auto& [year, teaching] : calendar.school_years) {
    const bool inside = teaching.first <= week && week <= teaching.last;
    if (inside && teaching.teaches(week)) teaching.except.push_back(week);
  }
}

}  // namespace

std::shared_ptr<const Policy> with_changes(const std::shared_ptr<const Policy>& policy,
                                           const CalendarChanges& changes) {
  if (changes.empty()) return policy;
  auto out = std::make_shared<Policy>(*policy);
  if (!out->calendar) out->calendar = Calendar{CalendarId{"given"}, {}, {}, {}, {}, {}, {}, {}};
  Calendar& calendar = *out->calendar;
  for (const DaySpan& span : changes.days) lay_over(calendar.days, span);
  if (changes.mode) {
    calendar.modes.clear();
    if (*changes.mode != Mode::in_person)
      calendar.modes.push_back({*Date::from_civil(limits::date_year_min, 1, 1),
                                *Date::from_civil(limits::date_year_max, 12, 31), *changes.mode, ""});
  }
  for (const ModeSpan& span : changes.modes) {
    if (span.mode == Mode::in_person)
      calendar.modes = cut_out(calendar.modes, span.first, span.last);
    else
      lay_over(calendar.modes, span);
  }
  for (const Week week : changes.weeks_off) take_off(calendar, week);
  return out;
}

}  // namespace quyche::rules::policy_test
