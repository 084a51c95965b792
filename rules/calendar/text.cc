#include "rules/calendar/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "rules/calendar/lunar.h"

namespace quyche::rules {
namespace {

constexpr int span_days_max = 60;
constexpr int known_days_max = 3'660;

// Holidays whose day the moon says.
enum class Holiday { tet, hung_kings };
constexpr auto names_of(Holiday) { return std::to_array<std::string_view>({"tet", "hung_kings"}); }

enum class RestDay { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
constexpr auto names_of(RestDay) {
  return std::to_array<std::string_view>(
      {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
}

int days_between(Date from, Date to) { return to.days_since_1970() - from.days_since_1970(); }

void check_length(Date first, Date last, const Node& node, int most, const Place& place) {
  const int days = days_between(first, last) + 1;
  if (days < 1 || days > most) place.error("Q352", node, {first.text(), last.text(), std::to_string(most)});
}

// A holiday must hold the day that the lunar calendar gives it in that year, or name it as moved.
void check_holiday(Holiday holiday, const SpanText& span, std::optional<Date> instead_of, const Node& node,
                   const Place& place) {
  const bool tet = holiday == Holiday::tet;
  const int year = tet ? span.last.year() : span.first.year();
  const auto day = solar_of({year, tet ? 1 : 3, tet ? 1 : 10});
  if (!day) return;
  const bool held = span.first <= *day && *day <= span.last;
  if (!held && instead_of != day) place.error("Q359", node, {span.id, day->text(), tet ? "1/1" : "10/3"});
}

void read_days(SpanText& span, Keys& keys, const Node& key, const Place& place) {
  const std::size_t errors = place.findings.errors();
  if (const Node* on = keys.take("on")) {
    span.first = span.last = date(*on, place.in("on"));
    return;
  }
  const Node* from = keys.require("from");
  const Node* to = keys.require("to");
  if (from == nullptr || to == nullptr) return;
  span.first = date(*from, place.in("from"));
  span.last = date(*to, place.in("to"));
  if (place.findings.errors() == errors) check_length(span.first, span.last, key, span_days_max, place);
}

SpanText read_span(SpanKind kind, const Node& key, const Node& value, const Place& place) {
  SpanText span;
  span.kind = kind;
  span.at = {key.span, place.path};
  span.id = id<Id<struct SpanTag>>(key, place).value;
  Keys keys(value, place);
  if (!keys.ok()) return span;
  const std::size_t errors = place.findings.errors();
  read_days(span, keys, key, place);
  const bool days_read = place.findings.errors() == errors;
  if (kind == SpanKind::mode)
    if (const Node* mode = keys.require("mode")) span.mode = word<Mode>(*mode, place.in("mode"));
  if (const Node* node = keys.take("title")) span.title = title(*node, place.in("title"));
  if (const Node* node = keys.require("cite")) span.cite = scalar(*node, place.in("cite")).value_or("");
  span.decision = read_decision(keys, key, place);
  span.verified = read_verified(keys, key, place);
  if (kind == SpanKind::off) {
    std::optional<Date> instead_of;
    if (const Node* node = keys.take("instead_of")) instead_of = date(*node, place.in("instead_of"));
    if (const Node* node = keys.take("holiday")) {
      const Place here = place.in("holiday");
      const std::size_t before = place.findings.errors();
      const auto holiday = word<Holiday>(*node, here);
      if (days_read && place.findings.errors() == before)
        check_holiday(holiday, span, instead_of, *node, here);
    }
  }
  keys.finish();
  return span;
}

std::vector<int> read_rest_days(const Node& node, const Place& place) {
  std::vector<int> days;
  for (const Node* item : scalars(node, place))
    days.push_back(static_cast<int>(word<RestDay>(*item, place)) + 1);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  if (days.size() == 7) place.error("Q357", node);
  return days;
}

void read_known(CalendarText& text, const Node& node, const Place& place) {
  const std::size_t errors = place.findings.errors();
  Keys keys(node, place);
  KnownText known;
  known.at = {node.span, place.path};
  if (const Node* from = keys.require("from")) known.first = date(*from, place.in("from"));
  if (const Node* to = keys.require("to")) known.last = date(*to, place.in("to"));
  keys.finish();
  if (place.findings.errors() != errors) return;
  check_length(known.first, known.last, node, known_days_max, place);
  if (place.findings.errors() == errors) text.known.push_back(std::move(known));
}

// Where `at` stands, as people look it up: policies/calendars/vn/2025.yaml:12.
std::string place_of(const Written& at) {
  return at.span.source->name() + ":" + std::to_string(at.span.source->position(at.span.offset).line);
}

// Takes what a file says for the whole calendar; another file that says something else is reported.
template <class T>
void say(std::optional<Said<T>>& said, T value, const Node& node, const Place& place,
         const std::string& name) {
  if (!said)
    said = Said<T>{std::move(value), {node.span, place.path}};
  else if (!(said->value == value))
    place.error("Q358", node, {name, place_of(said->at)});
}

void read_header(CalendarText& text, Keys& keys, const Place& place) {
  if (const Node* node = keys.require("calendar")) {
    const auto found = id<CalendarId>(*node, place.in("calendar"));
    if (is_id(found.value) && found != text.id)
      place.in("calendar").error("Q334", *node, {node->span.source->name(), found.value, text.id.value});
  }
  if (const Node* node = keys.take("title"))
    say(text.title, title(*node, place.in("title")), *node, place.in("title"), "title");
  if (const Node* node = keys.take("under")) {
    auto above = id<CalendarId>(*node, place.in("under"));
    if (is_id(above.value)) say(text.under, std::move(above), *node, place.in("under"), "under");
  }
  if (const Node* node = keys.take("rest_days")) {
    auto days = read_rest_days(*node, place.in("rest_days"));
    say(text.rest_days, std::move(days), *node, place.in("rest_days"), "rest_days");
  }
  if (const Node* node = keys.take("known")) read_known(text, *node, place.in("known"));
}

void read_spans(CalendarText& text, SpanKind kind, const Node* node, const Place& place) {
  if (node == nullptr) return;
  each_entry(*node, place, [&](const Node& key, const Node& value) {
    text.spans.push_back(read_span(kind, key, value, place.in(key.text)));
  });
}

void read_file(CalendarText& text, const Node& root, const Place& place) {
  Keys keys(root, place);
  if (!keys.ok()) return;
  read_header(text, keys, place);
  read_spans(text, SpanKind::off, keys.take("days_off"), place.in("days_off"));
  read_spans(text, SpanKind::working, keys.take("working_days"), place.in("working_days"));
  read_spans(text, SpanKind::mode, keys.take("teaching_modes"), place.in("teaching_modes"));
  if (const Node* years = keys.take("school_years")) {
    each_entry(*years, place.in("school_years"), [&](const Node& key, const Node& value) {
      if (auto year = read_year(key, value, place.in("school_years").in(key.text)))
        text.years.push_back(std::move(*year));
    });
  }
  keys.finish();
}

// Ids name spans for `replaces`, so they are unique among all files.
void check_ids(const CalendarText& text, Findings& findings) {
  std::map<std::string, const SpanText*> seen;
  for (const SpanText& span : text.spans) {
    const auto [at, is_new] = seen.emplace(span.id, &span);
    if (is_new) continue;
    const Place place{findings, span.at.path, ""};
    place.report(Severity::error, "Q358", span.at.span, {span.id, place_of(at->second->at)});
  }
}

}  // namespace

std::string id_in(const Node& root) {
  const Node* node = root.find("calendar");
  return node == nullptr || node->kind != yaml::Kind::scalar ? "" : node->text;
}

Decision read_decision(Keys& keys, const Node& key, const Place& place) {
  Decision out;
  if (const Node* node = keys.take("decided")) out.decided = date(*node, place.in("decided"));
  if (const Node* node = keys.take("replaces")) {
    out.replaces = scalar(*node, place.in("replaces")).value_or("");
    out.replaces_at = {node->span, place.in("replaces").path};
    // From which day it counts instead of the other must be known.
    if (!out.decided) place.error("Q203", key, {"decided"});
  }
  return out;
}

bool read_verified(Keys& keys, const Node& key, const Place& place) {
  const Node* node = keys.take("verified");
  if (node == nullptr) return true;
  const std::size_t errors = place.findings.errors();
  const bool verified = flag(*node, place.in("verified"));
  if (!verified && place.findings.errors() == errors)
    place.report(Severity::note, "Q330", key.span, {key.text});
  return verified;
}

CalendarText read_text(const CalendarId& id, const std::vector<CalendarTree>& trees, Findings& findings) {
  CalendarText text;
  text.id = id;
  const Place place{findings, "", ""};
  for (const CalendarTree& tree : trees) read_file(text, tree.root, place);
  if (!text.title && !trees.empty()) place.error("Q203", trees.front().root, {"title"});
  check_ids(text, findings);
  return text;
}

}  // namespace quyche::rules
