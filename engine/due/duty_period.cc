#include "engine/due/duty_period.h"

#include <string>

namespace quyche {
namespace {

bool only(const Duty& duty, Frequency frequency) {
  return duty.every.size() == 1 && duty.every.front().every == frequency;
}

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }
std::string month_text(Date day) { return two_digits(day.month()) + "/" + std::to_string(day.year()); }
std::string day_text(Date day) { return two_digits(day.day()) + "/" + month_text(day); }

Title said(std::string_view label, const std::string& arg) {
  const std::string args[] = {arg};
  return {render(label, Lang::vi, args), render(label, Lang::en, args)};
}

}  // namespace

bool of_school_weeks(const Duty& duty) { return only(duty, Frequency::school_week); }
bool of_school_years(const Duty& duty) { return only(duty, Frequency::school_year); }

DutyPeriod duty_period_at(const Duty& duty, Date day, MonthDay school_year_starts, const Calendar* calendar) {
  const SchoolYear year = SchoolYear::of(day, school_year_starts);
  if (of_school_weeks(duty)) return {year, Week::of(day), std::nullopt};
  if (of_school_years(duty)) return {year, std::nullopt, std::nullopt};
  // A week or month may have begun in the school year before.
  for (const SchoolYear one : {year, SchoolYear{year.first_year - 1}})
    if (const auto found = period_at(duty.every, day, {one, school_year_starts, calendar}))
      return {one, std::nullopt, found->first};
  return {year, std::nullopt, std::nullopt};
}

Title duty_period_title(const DutyPeriod& period, const Duty* duty, MonthDay school_year_starts,
                        const Calendar* calendar) {
  if (period.week) return said("label.week", period.week->text());
  if (!period.first) return period.school_year.text();
  const Date first = *period.first;
  if (duty == nullptr) return said("label.period_from", day_text(first));
  if (only(*duty, Frequency::week)) return said("label.week", Week::of(first).text());
  if (only(*duty, Frequency::month)) return said("label.month", month_text(first));
  if (only(*duty, Frequency::day) || only(*duty, Frequency::working_day))
    return said("label.day", day_text(first));
  const auto found = period_at(duty->every, first, {period.school_year, school_year_starts, calendar});
  return found ? said("label.period_to", day_text(found->last)) : said("label.period_from", day_text(first));
}

}  // namespace quyche
