// The due points of the district's regulation, in the words of its clauses and by hand. (The general reading
// of due lines has its own oracle, tests/oracle.)
#include <algorithm>

#include "tests/sim/model.h"

namespace quyche::sim {
namespace {

constexpr ZoneOffset zone{7 * 60};

// 24:00 of a day is where the next begins.
Instant end_of(Date day) { return Instant::start_of(day.plus_days(1), zone); }
Date day(int year, int month, int number) { return *Date::from_civil(year, month, number); }

std::optional<Date> date_in(const FieldValues& fields, const char* name) {
  const auto at = fields.find(FieldId{name});
  if (at == fields.end()) return std::nullopt;
  const auto* date = at->second.get<DateValue>();
  return date == nullptr ? std::nullopt : std::optional(date->value);
}

const TeachingYear* teaching(const Rules& rules, SchoolYear year) {
  for (const auto& [known, one] : rules.policy->calendar->school_years)
    if (known == year) return &one;
  return nullptr;
}

Date monday(Date date) {
  while (date.weekday() != Weekday::monday) date = date.plus_days(-1);
  return date;
}

}  // namespace

SchoolYear school_year_of(Date date) { return SchoolYear{date.month() >= 8 ? date.year() : date.year() - 1}; }

std::optional<Date> monday_of(const DocumentTypeId& type, const FieldValues& fields) {
  if (type.value != "lesson_plan") return std::nullopt;
  const auto lesson = date_in(fields, "lesson_date");
  return lesson ? std::optional(monday(*lesson)) : std::nullopt;
}

std::optional<Instant> closes_at(const Rules& rules, const DocumentTypeId& type, const DeadlineId& deadline,
                                 const FieldValues& fields, SchoolYear year) {
  const std::string what = type.value + "/" + deadline.value;
  const auto end_of_field = [&](const char* name, int days) -> std::optional<Instant> {
    const auto date = date_in(fields, name);
    return date ? std::optional(end_of(date->plus_days(days))) : std::nullopt;
  };
  // Điều 12: "trước ít nhất 03 ngày trước khi thực hiện", a difference of dates.
  if (what == "lesson_plan/three_days_ahead") return end_of_field("lesson_date", -rules.plan_days);
  // Điều 12: "trước ngày 05/9", to the end of 4 September.
  if (what == "team_plan/before_school_year" || what == "school_plan/before_school_year")
    return end_of(day(year.first_year, 9, 4));
  // Điều 12: "trước ngày 31/5", to the end of 30 May.
  if (what == "report_card/before_year_end" || what == "class_summary/before_year_end")
    return end_of(day(year.first_year + 1, 5, 30));
  // Điều 9.4: the first day of the school year, as its calendar has it (a working day in every year it
  // knows).
  if (what == "initial_data/year_start") {
    const TeachingYear* known = teaching(rules, year);
    if (known == nullptr || !known->first_day) return std::nullopt;
    return end_of(*known->first_day);
  }
  // Điều 10.5: "ngay", the day it was seen. Điều 16.3: the last day of access.
  if (what == "incident_report/at_once") return end_of_field("seen_on", 0);
  if (what == "access_grant/ends_in_time") return end_of_field("last_day", 0);
  return std::nullopt;
}

std::vector<MDuty> duties_of(const Rules& rules) {
  std::vector<MDuty> all;
  for (const auto& [year, known] : rules.policy->calendar->school_years) {
    for (const char* yearly :
         {"team_plan/before_school_year", "school_plan/before_school_year", "initial_data/year_start"}) {
      const std::string what = yearly;
      const DocumentTypeId type{what.substr(0, what.find('/'))};
      const DeadlineId deadline{what.substr(what.find('/') + 1)};
      if (const auto closes = closes_at(rules, type, deadline, {}, year))
        all.push_back({rules.id, type, deadline, year, std::nullopt, *closes});
    }
    // Every week with teaching; a period nobody wrote a plan for is measured from its Monday.
    for (Date week = known.first.monday(); week <= known.last.monday(); week = week.plus_days(7)) {
      const bool skipped = std::any_of(known.except.begin(), known.except.end(),
                                       [&](const Week& one) { return one.monday() == week; });
      if (skipped) continue;
      all.push_back({rules.id, DocumentTypeId{"lesson_plan"}, DeadlineId{"three_days_ahead"}, year, week,
                     end_of(week.plus_days(-rules.plan_days))});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const MDuty& a, const MDuty& b) { return a.closes < b.closes; });
  return all;
}

}  // namespace quyche::sim
