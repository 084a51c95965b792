// `people` and `given`: who there is, when the school opens, what the calendar says.
#include <algorithm>

#include "engine/base/limits.h"
#include "rules/policy_test/reading.h"

namespace quyche::rules::policy_test {
namespace {

constexpr std::size_t local_time_bytes = 16;  // 2024-10-07T07:30

std::optional<Instant> parse_time(const std::string& text, ZoneOffset zone) {
  if (const auto local = LocalTime::parse(text)) return local->at(zone);
  if (const auto instant = Instant::parse(text)) return instant;
  if (text.size() <= local_time_bytes) return std::nullopt;
  // People leave out the seconds.
  const auto local = LocalTime::parse(text.substr(0, local_time_bytes));
  const auto offset = ZoneOffset::parse(text.substr(local_time_bytes));
  return local && offset ? std::optional(local->at(*offset)) : std::nullopt;
}

// A role of any version of the regulation; people are given before it is known which one a case is about.
const Role* role_named(const Suite& suite, const std::string& name) {
  for (auto at = suite.versions.rbegin(); at != suite.versions.rend(); ++at)
    if (const Role* role = at->policy->role(RoleId{name})) return role;
  return nullptr;
}

// `team_lead@to-1`.
std::optional<Assignment> assignment(const Suite& suite, const Node& node, const Place& place) {
  const std::size_t at = node.text.find('@');
  const std::string name = node.text.substr(0, at);
  const std::string unit = at == std::string::npos ? "" : node.text.substr(at + 1);
  const Role* role = role_named(suite, name);
  if (role == nullptr) {
    std::vector<std::string> known;
    for (const Role& one : suite.versions.back().policy->roles) known.push_back(one.id.value);
    unknown_name(place, "Q301", node, name, known);
    return std::nullopt;
  }
  if (!role->any_of.empty())
    place.error("Q346", node, {name});
  else if (role->within == Within::unit && unit.empty())
    place.error("Q347", node, {name});
  else if (role->within == Within::school && !unit.empty())
    place.error("Q348", node, {name});
  else if (!unit.empty() && !is_id(unit))
    place.error("Q204", node, {unit});
  return Assignment{role->id, UnitId{unit}};
}

// `an: {roles: [teacher@to-1]}`, `an: [teacher@to-1]` or `an: teacher@to-1`.
GivenPerson read_person(const Suite& suite, const Node& key, const Node& node, const Place& place) {
  GivenPerson person{id<PersonId>(key, place), "", {}};
  const Node* roles = &node;
  if (node.kind == yaml::Kind::mapping) {
    Keys keys(node, place);
    roles = keys.require("roles");
    if (const Node* name = keys.take("name")) person.name = scalar(*name, place.in("name")).value_or("");
    keys.finish();
  }
  const bool none = roles == nullptr || (roles->kind == yaml::Kind::sequence && roles->items.empty());
  if (none) return person;  // someone without any role is a case worth testing
  for (const Node* role : scalars(*roles, place))
    if (auto held = assignment(suite, *role, place)) person.roles.push_back(std::move(*held));
  return person;
}

// A day, or `{from, to}`.
std::optional<std::pair<Date, Date>> days(const Node& node, const Place& place) {
  const std::size_t errors = place.findings.errors();
  std::pair<Date, Date> out;
  if (node.kind == yaml::Kind::mapping) {
    Keys keys(node, place);
    const Node* from = keys.require("from");
    const Node* to = keys.require("to");
    keys.finish();
    if (from == nullptr || to == nullptr) return std::nullopt;
    out = {date(*from, place.in("from")), date(*to, place.in("to"))};
    if (out.second < out.first) place.error("Q332", *to);
  } else {
    const Date day = date(node, place);
    out = {day, day};
  }
  return place.findings.errors() == errors ? std::optional(out) : std::nullopt;
}

template <class Visit>
void each_span(Keys& keys, std::string_view key, const Place& place, Visit visit) {
  const Node* node = keys.take(key);
  if (node == nullptr) return;
  const Place here = place.in(key);
  each_item(*node, here, [&](const Node& item) {
    if (const auto span = days(item, here)) visit(span->first, span->second);
  });
}

void read_calendar(CalendarChanges& changes, const Node& node, const Place& place) {
  Keys keys(node, place);
  const auto day_spans = [&](std::string_view key, DayKind kind) {
    each_span(keys, key, place, [&](Date first, Date last) {
      changes.days.push_back({"given", first, last, kind, {}, "", true});
    });
  };
  const auto mode_spans = [&](std::string_view key, Mode mode) {
    each_span(keys, key, place, [&](Date first, Date last) {
      changes.modes.push_back({first, last, mode, ""});
    });
  };
  day_spans("days_off", DayKind::off);
  day_spans("working_days", DayKind::working);
  mode_spans("online", Mode::online);
  mode_spans("in_person", Mode::in_person);
  if (const Node* weeks = keys.take("weeks_off"))
    for (const Node* item : scalars(*weeks, place.in("weeks_off")))
      changes.weeks_off.push_back(week(*item, place.in("weeks_off")));
  keys.finish();
}

}  // namespace

std::optional<Instant> time(const Node& node, const Place& place, ZoneOffset zone) {
  const auto text = scalar(node, place);
  if (!text) return std::nullopt;
  const auto at = parse_time(*text, zone);
  const int year = at ? at->date(zone).year() : 0;
  if (year >= limits::date_year_min && year <= limits::date_year_max) return at;
  place.error("Q205", node, {*text, "2024-10-07T07:30"});
  return std::nullopt;
}

void read_people(const Suite& suite, Given& given, const Node& node, const Place& place) {
  each_entry(node, place, [&](const Node& key, const Node& value) {
    GivenPerson person = read_person(suite, key, value, place.in(key.text));
    given.people[person.id] = std::move(person);
  });
}

void read_given(const Suite& suite, Given& given, const Node& node, const Place& place) {
  Keys keys(node, place);
  if (const Node* as_of = keys.take("as_of")) {
    if (const auto at = time(*as_of, place.in("as_of"), suite.versions.back().policy->zone))
      given.as_of = *at;
  }
  if (const Node* mode = keys.take("mode")) given.calendar.mode = word<Mode>(*mode, place.in("mode"));
  if (const Node* calendar = keys.take("calendar"))
    read_calendar(given.calendar, *calendar, place.in("calendar"));
  if (const Node* people = keys.take("people")) read_people(suite, given, *people, place.in("people"));
  keys.finish();
}

}  // namespace quyche::rules::policy_test
