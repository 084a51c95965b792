#include "engine/base/limits.h"
#include "rules/policy/load.h"
#include "rules/policy/lowering.h"
#include "rules/yaml/reader.h"

namespace quyche::rules {
namespace {

const std::vector<std::string_view> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                "friday", "saturday", "sunday"};

TeachingYear lower_year(const Node& key, const Node& node, const Place& place) {
  TeachingYear year;
  const std::size_t errors = place.findings.errors();
  Keys keys(node, place);
  const Node* first = keys.require("first_week");
  const Node* last = keys.require("last_week");
  if (first != nullptr) year.first = week(*first, place.in("first_week"));
  if (last != nullptr) year.last = week(*last, place.in("last_week"));
  const bool weeks_read = first != nullptr && last != nullptr && place.findings.errors() == errors;
  if (const Node* except = keys.take("except"))
    for (const Node* item : scalars(*except, place.in("except")))
      year.except.push_back(week(*item, place.in("except")));
  if (const Node* cite = keys.require("cite")) year.cite = scalar(*cite, place.in("cite")).value_or("");
  if (const Node* node_verified = keys.take("verified"))
    year.verified = flag(*node_verified, place.in("verified"));
  keys.finish();
  const bool ordered = year.first <= year.last && year.last <= year.first.plus_weeks(60);
  if (weeks_read && !ordered) place.error("Q329", *last, {year.first.text(), year.last.text()});
  if (!year.verified) place.report(Severity::note, "Q330", key.span, {key.text});
  return year;
}

}  // namespace

std::optional<Calendar> lower_calendar(const Node& root, Findings& findings) {
  const std::size_t errors = findings.errors();
  const Place place{findings, "", ""};
  Calendar calendar;
  Keys keys(root, place);
  if (const Node* node = keys.require("calendar")) calendar.id = id<CalendarId>(*node, place.in("calendar"));
  if (const Node* node = keys.require("title")) calendar.title = title(*node, place.in("title"));
  if (const Node* rest = keys.take("rest_days"))
    for (const Node* item : scalars(*rest, place.in("rest_days")))
      calendar.rest_days.push_back(static_cast<int>(word_index(*item, place.in("rest_days"), weekdays)) + 1);
  if (const Node* years = keys.require("school_years")) {
    each_entry(*years, place.in("school_years"), [&](const Node& key, const Node& value) {
      const Place here = place.in("school_years").in(key.text);
      const auto year = SchoolYear::parse(key.text);
      if (!year) return here.error("Q205", key, {key.text, "2024-2025"});
      calendar.school_years[*year] = lower_year(key, value, here);
    });
  }
  keys.finish();
  if (findings.errors() != errors) return std::nullopt;
  return calendar;
}

std::optional<Calendar> load_calendar(const std::string& path, Findings& findings) {
  const auto source = load_source(path, limits::policy_bytes_max);
  if (!source) {
    findings.add({source.error().code,
                  Severity::error,
                  {std::make_shared<Source>(path, ""), 0, 0},
                  {path, source.error().detail, std::to_string(limits::policy_bytes_max)},
                  "",
                  "",
                  ""});
    return std::nullopt;
  }
  const auto tree = yaml::read(*source, findings);
  return tree ? lower_calendar(*tree, findings) : std::nullopt;
}

}  // namespace quyche::rules
