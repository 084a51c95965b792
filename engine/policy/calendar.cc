#include "engine/policy/calendar.h"

#include <algorithm>

namespace quyche {
namespace {

// The span that holds `day`, in a list ordered by first day without overlaps.
template <class Span>
const Span* holding(const std::vector<Span>& spans, Date day) {
  const auto after =
      std::upper_bound(spans.begin(), spans.end(), day, [](Date d, const Span& s) { return d < s.first; });
  if (after == spans.begin()) return nullptr;
  const Span& last = *std::prev(after);
  return day <= last.last ? &last : nullptr;
}

bool among(const std::vector<Week>& weeks, Week week) {
  return std::find(weeks.begin(), weeks.end(), week) != weeks.end();
}

}  // namespace

Date Semester::middle_day() const {
  return middle.value_or(first.plus_days((last.days_since_1970() - first.days_since_1970()) / 2));
}

bool TeachingYear::teaches(Week week) const { return first <= week && week <= last && !among(except, week); }

std::optional<int> TeachingYear::school_number(Week week) const {
  if (!teaches(week)) return std::nullopt;
  int number = 1;
  for (Week w = first; w < week; w = w.plus_weeks(1)) number += among(except, w) ? 0 : 1;
  return number;
}

std::optional<int> TeachingYear::curriculum_number(Week week) const {
  if (!teaches(week) || among(off_curriculum, week)) return std::nullopt;
  int number = 1;
  for (Week w = first; w < week; w = w.plus_weeks(1))
    number += among(except, w) || among(off_curriculum, w) ? 0 : 1;
  return number;
}

const DaySpan* Calendar::span_at(Date day) const { return holding(days, day); }

bool Calendar::day_off(Date day) const {
  if (const DaySpan* span = span_at(day)) return span->kind == DayKind::off;
  const int weekday = static_cast<int>(day.weekday());
  return std::find(rest_days.begin(), rest_days.end(), weekday) != rest_days.end();
}

bool Calendar::known(Date day) const {
  return known_from && known_to && *known_from <= day && day <= *known_to;
}

Mode Calendar::mode_on(Date day) const {
  const ModeSpan* span = holding(modes, day);
  return span == nullptr ? Mode::in_person : span->mode;
}

const TeachingYear* Calendar::year(SchoolYear wanted) const {
  const auto at = school_years.find(wanted);
  return at == school_years.end() ? nullptr : &at->second;
}

bool Calendar::teaches(Week week) const {
  const Date monday = week.monday();
  // A school year named 2024-2025 lies in these two years; at most two such have the week between them.
  for (const int first_year : {monday.year() - 1, monday.year()}) {
    const TeachingYear* found = year(SchoolYear{first_year});
    if (found != nullptr && found->first <= week && week <= found->last) return found->teaches(week);
  }
  // Between two known school years that follow each other there is no teaching.
  const auto after = std::find_if(school_years.begin(), school_years.end(),
                                  [&](const auto& y) { return y.second.first > week; });
  if (after == school_years.begin() || after == school_years.end()) return true;
  return std::prev(after)->first.first_year + 1 != after->first.first_year;
}

}  // namespace quyche
