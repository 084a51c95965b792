#include "engine/due/recurrence.h"

#include <algorithm>

namespace quyche {
namespace {

constexpr int days_searched_max = 2'000;  // for a working day

Date month_first(Date day) { return day.plus_days(1 - day.day()); }
Date month_last(Date day) {
  const Date in_next = month_first(day).plus_days(31);
  return in_next.plus_days(-in_next.day());
}

Date first_day(const YearContext& year) { return year.school_year_starts.in(year.school_year.first_year); }
Date last_day(const YearContext& year) {
  return year.school_year_starts.in(year.school_year.first_year + 1).plus_days(-1);
}

bool day_off(const YearContext& year, Date day) {
  return year.calendar != nullptr && year.calendar->day_off(day);
}

// The last working day of [first, last]; its last day when there is none.
Date last_working(const YearContext& year, Date first, Date last) {
  for (Date day = last; day >= first; day = day.plus_days(-1))
    if (!day_off(year, day)) return day;
  return last;
}

Date day_in_week(const Recurrence& one, Week week, const YearContext& year) {
  if (one.working) return last_working(year, week.monday(), week.monday().plus_days(6));
  if (one.weekday != 0) return week.day(static_cast<Weekday>(one.weekday));
  return part_of_week(one.at, week);
}
Date day_in_month(const Recurrence& one, Date day, const YearContext& year) {
  if (one.working) return last_working(year, month_first(day), month_last(day));
  return part_of_month(one.at, day);
}

// Days that a recurrence of semesters or of the school year names.
void add_year_days(const Recurrence& one, const YearContext& year, std::vector<Date>& days) {
  const auto add = [&](int semester) {
    if (one.working) {
      const auto last = year_part(Part::end, semester, year);
      const auto first = year_part(Part::start, semester, year);
      if (last) days.push_back(last_working(year, first.value_or(first_day(year)), *last));
    } else if (const auto day = year_part(one.at, semester, year)) {
      days.push_back(*day);
    }
  };
  if (one.every == Frequency::school_year) return add(0);
  const TeachingYear* teaching = year.calendar == nullptr ? nullptr : year.calendar->year(year.school_year);
  const int semesters = teaching == nullptr ? 0 : static_cast<int>(teaching->semesters.size());
  for (int semester = 1; semester <= semesters; ++semester) add(semester);
}

bool of_the_year(const Recurrence& one) {
  return one.every == Frequency::semester || one.every == Frequency::school_year;
}

std::vector<RecurringPeriod> natural_periods(const Recurrence& one, const YearContext& year) {
  std::vector<RecurringPeriod> out;
  const Date first = first_day(year);
  const Date last = last_day(year);
  switch (one.every) {
    case Frequency::day:
    case Frequency::working_day:
      for (Date day = first; day <= last; day = day.plus_days(1))
        if (one.every == Frequency::day || !day_off(year, day)) out.push_back({day, day, day});
      break;
    case Frequency::week: {
      // Weeks that begin in the school year.
      for (Week week = Week::of(first.plus_days(6)); week.monday() <= last; week = week.plus_weeks(1))
        out.push_back({week.monday(), week.monday().plus_days(6), day_in_week(one, week, year)});
      break;
    }
    case Frequency::school_week: {
      const TeachingYear* teaching =
          year.calendar == nullptr ? nullptr : year.calendar->year(year.school_year);
      if (teaching == nullptr) break;
      for (Week week = teaching->first; week <= teaching->last; week = week.plus_weeks(1))
        if (teaching->teaches(week))
          out.push_back({week.monday(), week.monday().plus_days(6), day_in_week(one, week, year)});
      break;
    }
    case Frequency::month:
      for (Date day = month_first(first); day <= last; day = month_last(day).plus_days(1))
        if (day >= first) out.push_back({day, month_last(day), day_in_month(one, day, year)});
      break;
    case Frequency::semester:
    case Frequency::school_year: break;
  }
  return out;
}

// Where named days each end a period.
std::vector<RecurringPeriod> periods_between(std::vector<Date> days, const YearContext& year) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<RecurringPeriod> out;
  Date from = first_day(year);
  for (const Date day : days) {
    if (day < from) continue;
    out.push_back({from, day, day});
    from = day.plus_days(1);
  }
  return out;
}

std::optional<Date> next_named(const Recurrence& one, Date day, const YearContext& year) {
  switch (one.every) {
    case Frequency::day: return day;
    case Frequency::working_day:
      for (int i = 0; i < days_searched_max; ++i)
        if (!day_off(year, day.plus_days(i))) return day.plus_days(i);
      return std::nullopt;
    case Frequency::week:
    case Frequency::school_week: return day_in_week(one, Week::of(day), year);
    case Frequency::month: return day_in_month(one, day, year);
    case Frequency::semester:
    case Frequency::school_year: break;
  }
  std::vector<Date> days;
  add_year_days(one, year, days);
  std::sort(days.begin(), days.end());
  const auto at = std::lower_bound(days.begin(), days.end(), day);
  return at == days.end() ? std::nullopt : std::optional(*at);
}

}  // namespace

std::optional<Date> year_part(Part part, int semester, const YearContext& year) {
  const TeachingYear* teaching = year.calendar == nullptr ? nullptr : year.calendar->year(year.school_year);
  if (teaching == nullptr) return std::nullopt;
  if (semester == 0) {
    if (part == Part::start) return teaching->first_day;
    if (part == Part::end) return teaching->last_day;
    if (!teaching->first_day || !teaching->last_day) return std::nullopt;
    return Semester{*teaching->first_day, *teaching->last_day, {}}.middle_day();
  }
  if (semester < 0 || static_cast<std::size_t>(semester) > teaching->semesters.size()) return std::nullopt;
  const Semester& found = teaching->semesters[static_cast<std::size_t>(semester) - 1];
  switch (part) {
    case Part::start: return found.first;
    case Part::middle: return found.middle_day();
    case Part::end: return found.last;
  }
  return std::nullopt;
}

Date part_of_month(Part part, Date day) {
  switch (part) {
    case Part::start: return month_first(day);
    case Part::middle: return month_first(day).plus_days(14);
    case Part::end: break;
  }
  return month_last(day);
}

Date part_of_week(Part part, Week week) {
  switch (part) {
    case Part::start: return week.monday();
    case Part::middle: return week.day(Weekday::wednesday);
    case Part::end: break;
  }
  return week.day(Weekday::sunday);
}

std::vector<RecurringPeriod> periods_of(const std::vector<Recurrence>& every, const YearContext& year) {
  if (every.size() == 1 && !of_the_year(every.front())) return natural_periods(every.front(), year);
  std::vector<Date> days;
  for (const Recurrence& one : every) {
    if (of_the_year(one)) {
      add_year_days(one, year, days);
      continue;
    }
    for (const RecurringPeriod& period : natural_periods(one, year)) days.push_back(period.day);
  }
  return periods_between(std::move(days), year);
}

std::optional<RecurringPeriod> period_at(const std::vector<Recurrence>& every, Date day,
                                         const YearContext& year) {
  const std::vector<RecurringPeriod> periods = periods_of(every, year);
  const auto after = std::upper_bound(periods.begin(), periods.end(), day,
                                      [](Date d, const RecurringPeriod& p) { return d < p.first; });
  if (after == periods.begin() || std::prev(after)->last < day) return std::nullopt;
  return *std::prev(after);
}

std::optional<Date> recurring_day(const std::vector<Recurrence>& every, Date day, const YearContext& year) {
  std::optional<Date> nearest;
  std::optional<Date> passed;  // the latest of the days behind, when none is ahead
  for (const Recurrence& one : every) {
    const auto named = next_named(one, day, year);
    if (!named) continue;
    auto& best = *named >= day ? nearest : passed;
    if (!best || (*named >= day ? *named < *best : *named > *best)) best = named;
  }
  return nearest ? nearest : passed;
}

}  // namespace quyche
