#include "adapters/cli/document_dates.h"

#include <algorithm>

#include "adapters/cli/due_words.h"
#include "adapters/cli/words.h"

namespace quyche::cli {
namespace {

// By the names of field types, so that one that is added is at worst refused with a message.
std::string type_name(const Field& field) {
  return std::string(names_of(field.type)[static_cast<std::size_t>(field.type)]);
}
bool is_dated(const Field& field) {
  const std::string name = type_name(field);
  return name == "date" || name == "week" || name == "date_time";
}

std::optional<AnchorDate> anchor_of(const Field& field, const std::string& text) {
  const std::string name = type_name(field);
  if (name == "week") {
    const auto week = Week::parse(text);
    return week ? std::optional(AnchorDate(week->monday())) : std::nullopt;
  }
  if (name == "date_time")
    if (const auto time = LocalTime::parse(text)) return AnchorDate(*time);
  const auto day = Date::parse(text);
  return day ? std::optional(AnchorDate(*day)) : std::nullopt;
}

// Reads one FIELD=DATE into `dates`, or says what is wrong with it.
bool set_one(Context& context, const DocumentType& type, const std::string& text, DocumentDates& dates) {
  const std::size_t sign = text.find('=');
  const FieldId id{text.substr(0, sign)};
  if (sign == std::string::npos) {
    context.wrong_use("cli.explain.set_form", {text});
    return false;
  }
  const Field* field = type.field(id);
  if (field == nullptr) {
    std::string known;
    for (const Field& one : type.fields)
      if (is_dated(one)) known += (known.empty() ? "" : ", ") + one.id.value;
    context.wrong_use("Q305", {id.value, known.empty() ? "-" : known});
    return false;
  }
  if (!is_dated(*field)) {
    context.wrong_use("Q315", {id.value});
    return false;
  }
  const auto anchor = anchor_of(*field, text.substr(sign + 1));
  if (!anchor) {
    context.wrong_use("Q205",
                      {text.substr(sign + 1), type_name(*field) == "week" ? "2024-W41" : "2024-10-07"});
    return false;
  }
  dates.anchors.dates.insert_or_assign(id, *anchor);
  return true;
}

// The first school year of the calendar in which the policy is in force, else the one in which that begins.
SchoolYear first_year(const Policy& policy) {
  const SchoolYear from = SchoolYear::of(policy.effective_from, policy.school_year_starts);
  if (policy.calendar)
    for (const auto& [year, teaching] : policy.calendar->school_years)
      if (year >= from) return year;
  return from;
}

// The Monday of the fifth teaching week, when a school year is under way, or of the first later one that the
// policy is in force on; in October without a calendar.
Date example_day(const Policy& policy, SchoolYear year) {
  const TeachingYear* teaching = policy.calendar ? policy.calendar->year(year) : nullptr;
  if (teaching == nullptr) return Week::of(*Date::from_civil(year.first_year, 10, 7)).monday();
  Week week = teaching->first;
  for (int taught = 0; week < teaching->last; week = week.plus_weeks(1)) {
    taught += teaching->teaches(week) ? 1 : 0;
    if (taught >= 5 && teaching->teaches(week) && week.monday() >= policy.effective_from) break;
  }
  return week.monday();
}

SchoolYear year_of(const Policy& policy, const DocumentType& type, const DueAnchors& anchors) {
  auto at = type.duty ? anchors.dates.find(type.duty->dated_by) : anchors.dates.end();
  if (at == anchors.dates.end()) at = anchors.dates.begin();
  if (at == anchors.dates.end()) return first_year(policy);
  return SchoolYear::of(at->second.day, policy.school_year_starts);
}

}  // namespace

std::optional<DocumentDates> document_dates(Context& context, const Policy& policy, const DocumentType& type,
                                            const std::vector<std::string>& set,
                                            const std::string& school_year) {
  DocumentDates dates;
  dates.given = !set.empty() || !school_year.empty();
  dates.anchors = {{}, {}, policy.school_year_starts, policy.zone, policy.calendar_or_null()};
  const bool read = std::all_of(set.begin(), set.end(),
                                [&](const std::string& text) { return set_one(context, type, text, dates); });
  if (!read) return std::nullopt;
  dates.anchors.school_year = year_of(policy, type, dates.anchors);
  if (!school_year.empty()) {
    const auto year = SchoolYear::parse(school_year);
    if (!year) {
      context.wrong_use("Q205", {school_year, "2024-2025"});
      return std::nullopt;
    }
    dates.anchors.school_year = *year;
  }
  if (set.empty())
    for (const Field& field : type.fields)
      if (is_dated(field))
        dates.anchors.dates.insert_or_assign(field.id, example_day(policy, dates.anchors.school_year));
  return dates;
}

std::string dates_words(const Context& context, const DocumentType& type, const DocumentDates& dates) {
  std::string out;
  for (const auto& [id, anchor] : dates.anchors.dates) {
    const Field* field = type.field(id);
    out += (out.empty() ? "" : ", ") + name_of_item(*field, context.lang) + ' ' +
           day_words(anchor.day, context.lang) + (anchor.time ? ' ' + anchor.time->text() : "");
  }
  return out + (out.empty() ? "" : ", ") +
         context.say("explain.school_year", {dates.anchors.school_year.text()});
}

}  // namespace quyche::cli
