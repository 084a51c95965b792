#include "rules/analysis/days.h"

namespace quyche::rules {
namespace {

void add_fields(const DuePoint& point, std::set<FieldId>& fields) {
  if (const auto* field = std::get_if<FieldDate>(&point.from)) fields.insert(field->field);
}

bool duty_dated(const DocumentType& type, const FieldId& field) {
  return type.duty && !field.empty() && type.duty->dated_by == field;
}

bool taught(const Calendar& calendar, SchoolYear year, Date day) {
  const TeachingYear* known = calendar.year(year);
  return known == nullptr || known->teaches(Week::of(day));
}

}  // namespace

std::vector<SchoolYear> years_of(const Policy& policy) {
  std::vector<SchoolYear> years;
  if (policy.calendar)
    for (const auto& [year, teaching] : policy.calendar->school_years) years.push_back(year);
  if (years.empty()) years.push_back(SchoolYear::of(policy.effective_from, policy.school_year_starts));
  return years;
}

std::set<FieldId> fields_of(const Due& due) {
  std::set<FieldId> fields;
  for (const DueTerm& term : due.terms) {
    add_fields(term.point, fields);
    if (term.since) add_fields(*term.since, fields);
  }
  return fields;
}

void each_day(const Policy& policy, const DocumentType& type, const FieldId& field,
              const std::function<bool(Date, const DueAnchors&)>& visit) {
  const bool teaching_only = policy.calendar && duty_dated(type, field);
  for (const SchoolYear year : years_of(policy)) {
    DueAnchors anchors{{}, year, policy.school_year_starts, policy.zone, policy.calendar_or_null()};
    const Date first = year.occurrence(policy.school_year_starts, policy.school_year_starts);
    const Date next = policy.school_year_starts.in(first.year() + 1);
    for (Date day = first; day < next; day = day.plus_days(1)) {
      if (teaching_only && !taught(*policy.calendar, year, day)) continue;
      if (!field.empty()) anchors.dates.insert_or_assign(field, AnchorDate(day));
      if (!visit(day, anchors)) return;
      if (field.empty()) break;
    }
  }
}

bool every_day_counts(const DocumentType& type, const std::vector<const Due*>& dues) {
  std::set<FieldId> fields;
  bool other = false;
  for (const Due* due : dues) {
    for (const DueTerm& term : due->terms) {
      const auto note = [&](const DuePoint& point) {
        if (std::holds_alternative<FieldDate>(point.from))
          add_fields(point, fields);
        else
          other = true;
      };
      note(term.point);
      if (term.since) note(*term.since);
    }
  }
  return fields.empty() || !other || duty_dated(type, *fields.begin());
}

std::string day_text(Date day, const FieldId& field, MonthDay school_year_starts) {
  return field.empty() ? SchoolYear::of(day, school_year_starts).text() : day.text();
}

std::string time_text(Instant at, ZoneOffset zone) {
  std::string text = at.text(zone).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string closing_text(Instant closes, ZoneOffset zone) {
  const Date day = closes.date(zone);
  if (closes != Instant::start_of(day, zone)) return time_text(closes, zone);
  return day.plus_days(-1).text() + " 24:00";
}

}  // namespace quyche::rules
