#include "rules/policy/ambiguity.h"

#include <set>
#include <vector>

#include "engine/due/window.h"

namespace quyche::rules {
namespace {

void add_field(const DuePoint& point, std::set<FieldId>& fields) {
  if (const auto* field = std::get_if<FieldDate>(&point.from)) fields.insert(field->field);
}

std::set<FieldId> fields_of(const Due& due) {
  std::set<FieldId> fields;
  for (const DueTerm& term : due.terms) {
    add_field(term.point, fields);
    if (term.since) add_field(*term.since, fields);
  }
  return fields;
}

// The days that a document may be dated.
std::vector<Date> days_of(const Policy& policy) {
  std::vector<Date> teaching;
  std::vector<Date> rest;
  const auto add = [&](Date first, Date last, const TeachingYear* year) {
    for (Date day = first; day <= last; day = day.plus_days(1))
      (year != nullptr && year->teaches(Week::of(day)) ? teaching : rest).push_back(day);
  };
  if (policy.calendar) {
    for (const auto& [school_year, teaching_year] : policy.calendar->school_years)
      add(policy.school_year_starts.in(school_year.first_year),
          policy.school_year_starts.in(school_year.first_year + 1).plus_days(-1), &teaching_year);
  }
  if (rest.empty()) add(policy.effective_from, policy.effective_from.plus_days(365), nullptr);
  teaching.insert(teaching.end(), rest.begin(), rest.end());
  return teaching;
}

}  // namespace

std::optional<Difference> first_difference(const Due& one, const Due& other, const DocumentType& type,
                                           const Policy& policy) {
  const std::set<FieldId> fields = fields_of(one);
  std::set<SchoolYear> seen;
  DueAnchors anchors;
  anchors.school_year_starts = policy.school_year_starts;
  anchors.zone = policy.zone;
  anchors.calendar = policy.calendar ? &*policy.calendar : nullptr;
  for (const Date day : days_of(policy)) {
    anchors.school_year = SchoolYear::of(day, policy.school_year_starts);
    if (fields.empty() && !seen.insert(anchors.school_year).second) continue;
    Date anchor = day;
    for (const FieldId& id : fields) {
      const Field* field = type.field(id);
      const bool week = field != nullptr && field->type == FieldType::week;
      anchor = week ? Week::of(day).monday() : day;
      anchors.dates.insert_or_assign(id, AnchorDate(anchor));
    }
    const auto first = due_window(one, anchors);
    const auto second = due_window(other, anchors);
    if (first && second && first->last_day != second->last_day)
      return Difference{fields.empty() ? anchors.school_year.text() : anchor.text(), first->last_day,
                        second->last_day};
  }
  return std::nullopt;
}

}  // namespace quyche::rules
