// quyche calendar POLICY --school-year Y: every due point of a school year, for planning ahead.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/ics.h"
#include "adapters/cli/named_file.h"
#include "adapters/cli/table.h"
#include "adapters/cli/words.h"
#include "engine/json/fields.h"
#include "engine/view/year.h"
#include "rules/calendar/load.h"
#include "rules/diagnostics/nearest.h"
#include "rules/policy/load.h"

namespace quyche::cli {
namespace {

struct Wanted {
  std::string path;
  std::string school_year;
  std::string role;
  std::string as_known_on;
  std::string format;
};

void print_problems(Context& context, const rules::Findings& findings) {
  if (context.json())
    context.print_json(json::Object{{"findings", findings_json(findings)}});
  else
    print_findings(context, findings);
  context.exit = Exit::findings;
}

// The policies with their calendars as known on the day asked for. None: that has been said.
rules::Policies load(Context& context, const Wanted& wanted, std::optional<Date> known_on) {
  if (!policy_can_be_read(context, wanted.path)) return {};
  rules::Findings findings;
  rules::Policies policies = rules::load_policies(wanted.path, findings);
  const std::string folder = std::filesystem::path(wanted.path).parent_path().string();
  for (auto& policy : policies) {
    if (!policy->calendar || !known_on) continue;
    Policy known = *policy;
    known.calendar = rules::load_calendar(policy->calendar->id, folder, {known_on}, findings);
    policy = known.calendar ? std::make_shared<const Policy>(std::move(known)) : nullptr;
    if (policy == nullptr) {
      policies.clear();
      break;
    }
  }
  if (policies.empty()) print_problems(context, findings);
  return policies;
}

// One that the school year is about: the first in force in it, else the first.
const Policy& policy_of(const rules::Policies& policies, SchoolYear year) {
  const auto at = std::find_if(policies.begin(), policies.end(), [&](const auto& policy) {
    const Date last = policy->school_year_starts.in(year.first_year + 1).plus_days(-1);
    const Date first = policy->school_year_starts.in(year.first_year);
    return policy->effective_from <= last && (!policy->effective_to || first <= *policy->effective_to);
  });
  return at == policies.end() ? *policies.front() : **at;
}

bool has_year(Context& context, const Policy& policy, SchoolYear year) {
  if (!policy.calendar || policy.calendar->year(year) != nullptr) return true;
  std::string known;
  for (const auto& [one, teaching] : policy.calendar->school_years)
    known += (known.empty() ? "" : ", ") + one.text();
  context.wrong_use("calendar.no_year",
                    {policy.calendar->id.value, year.text(), known.empty() ? "-" : known});
  return false;
}

bool has_role(Context& context, const Policy& policy, const std::string& role) {
  if (role.empty() || policy.role(RoleId{role}) != nullptr) return true;
  std::vector<std::string_view> known;
  std::string list;
  for (const Role& one : policy.roles) {
    known.push_back(one.id.value);
    list += (list.empty() ? "" : ", ") + one.id.value;
  }
  context.wrong_use("Q301", {role, list});
  if (const std::string near = rules::nearest(role, known); !near.empty())
    context.err << context.say("label.did_you_mean", {near}) << '\n';
  return false;
}

void keep_those_of(const std::string& role, YearPoints& year) {
  if (role.empty()) return;
  const auto of_others = [&](const auto& one) { return !owes(*one.policy, RoleId{role}, *one.type); };
  std::erase_if(year.points, of_others);
  std::erase_if(year.undated, of_others);
}

json::Object deadline_json(const DocumentType& type, const Deadline& deadline) {
  return {{"type", type.id.value},
          {"title", json::encode(type.title)},
          {"deadline", deadline.id.value},
          {"counts", json::encode(deadline.counts)},
          {"who", owed_by(type).value},
          {"due", deadline.due.phrase},
          {"clause", json::encode(deadline.cite)}};
}

void print_as_json(Context& context, const Policy& policy, SchoolYear school_year, const YearPoints& year) {
  json::Array points;
  for (const YearPoint& point : year.points) {
    json::Object one = deadline_json(*point.type, *point.deadline);
    one.emplace("closes", json::encode(point.closes));
    one.emplace("last_day", json::encode(point.last_day));
    if (point.opens) one.emplace("opens", json::encode(*point.opens));
    if (point.counted_from) one.emplace("counted_from", json::encode(*point.counted_from));
    points.push_back(std::move(one));
  }
  json::Array undated;
  for (const UndatedDeadline& one : year.undated) {
    json::Object item = deadline_json(*one.type, *one.deadline);
    item.emplace("why", one.why == Undated::unknown ? "unknown" : "of_document");
    undated.push_back(std::move(item));
  }
  context.print_json(json::Object{{"regulation", policy.regulation.value},
                                  {"school_year", json::encode(school_year)},
                                  {"points", std::move(points)},
                                  {"undated", std::move(undated)}});
}

std::string due_cell(const Context& context, const YearPoint& point) {
  const ZoneOffset zone = point.policy->zone;
  const std::string closes = context.closing(point.closes, zone);
  return point.opens ? context.when(*point.opens, zone) + " – " + closes : closes;
}

void print_month(Context& context, const YearPoint* begin, const YearPoint* end) {
  context.out << '\n'
              << context.say("calendar.month", {std::to_string(begin->last_day.month()),
                                                std::to_string(begin->last_day.year())})
              << '\n';
  Table table({context.say("label.due"), context.say("label.document"), context.say("calendar.counts"),
               context.say("label.who"), context.say("label.clause")});
  for (const YearPoint* point = begin; point != end; ++point) {
    std::string document = name_of_item(*point->type, context.lang);
    if (point->counted_from)
      document += " (" + context.say("calendar.counted_from", {context.day(*point->counted_from)}) + ")";
    table.add({due_cell(context, *point), document,
               state_words(point->type->workflow, point->deadline->counts, context.lang),
               actor_words({owed_by(*point->type)}, *point->policy, context.lang),
               clause_text(point->deadline->cite)});
  }
  table.print(context.out, context.columns);
}

void print_undated(Context& context, const std::vector<UndatedDeadline>& undated) {
  if (undated.empty()) return;
  context.out << '\n' << context.say("calendar.undated") << '\n';
  Table table({context.say("label.document"), context.say("label.due"), context.say("calendar.why"),
               context.say("label.clause")});
  for (const UndatedDeadline& one : undated)
    table.add({name_of_item(*one.type, context.lang), one.deadline->due.phrase,
               context.say(one.why == Undated::unknown ? "calendar.unknown" : "calendar.of_document"),
               clause_text(one.deadline->cite)});
  table.print(context.out, context.columns);
}

void print_as_text(Context& context, const Policy& policy, SchoolYear school_year,
                   std::optional<Date> known_on, const YearPoints& year) {
  std::string head = context.say("calendar.head", {school_year.text(), policy.title.in(context.lang)});
  if (known_on) head += ", " + context.say("calendar.as_known_on", {context.day(*known_on)});
  for (const std::string& line : wrap(head, context.columns)) context.out << line << '\n';
  if (year.points.empty()) context.out << context.say("calendar.none") << '\n';
  const YearPoint* const end = year.points.data() + year.points.size();
  for (const YearPoint* at = year.points.data(); at != end;) {
    const auto same_month = [&](const YearPoint& other) {
      return other.last_day.month() == at->last_day.month() && other.last_day.year() == at->last_day.year();
    };
    const YearPoint* next = std::find_if_not(at, end, same_month);
    print_month(context, at, next);
    at = next;
  }
  print_undated(context, year.undated);
}

void show_calendar(Context& context, const Wanted& wanted) {
  if (wanted.format == "json") context.format = Format::json;
  const auto school_year = SchoolYear::parse(wanted.school_year);
  if (!school_year) return context.wrong_use("Q205", {wanted.school_year, "2024-2025"});
  std::optional<Date> known_on;
  if (!wanted.as_known_on.empty()) {
    known_on = Date::parse(wanted.as_known_on);
    if (!known_on) return context.wrong_use("Q205", {wanted.as_known_on, "2025-01-15"});
  }
  const rules::Policies policies = load(context, wanted, known_on);
  if (policies.empty()) return;
  const Policy& policy = policy_of(policies, *school_year);
  if (!has_role(context, policy, wanted.role) || !has_year(context, policy, *school_year)) return;
  YearPoints year = year_points(policies, *school_year);
  keep_those_of(wanted.role, year);
  if (wanted.format == "ics" && year.points.empty())
    context.err << context.say("calendar.none") << '\n';  // RFC 5545 knows no calendar without events
  else if (wanted.format == "ics")
    context.data() << ics(context, *school_year, year.points);
  else if (context.json())
    print_as_json(context, policy, *school_year, year);
  else
    print_as_text(context, policy, *school_year, known_on, year);
}

}  // namespace

void add_calendar(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("calendar", context.say("cli.calendar"));
  auto wanted = std::make_shared<Wanted>();
  command->add_option("POLICY", wanted->path, context.say("cli.policy"))->required();
  command->add_option("--school-year", wanted->school_year, context.say("cli.calendar.school_year"))
      ->required();
  command->add_option("--for", wanted->role, context.say("cli.calendar.for"));
  command->add_option("--as-known-on", wanted->as_known_on, context.say("cli.calendar.as_known_on"));
  command->add_option("--format", wanted->format, context.say("cli.calendar.format"))
      ->check(CLI::IsMember({"text", "human", "json", "ics"}));
  command->callback([&context, wanted] { show_calendar(context, *wanted); });
}

}  // namespace quyche::cli
