// quyche when PHRASE: a due line worked out, with the steps that lead to it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/step_words.h"
#include "adapters/cli/table.h"
#include "engine/base/limits.h"
#include "engine/base/overload.h"
#include "engine/due/window.h"
#include "engine/json/fields.h"
#include "rules/calendar/load.h"
#include "rules/phrase/phrase.h"

namespace quyche::cli {
namespace {

constexpr ZoneOffset vietnam{7 * 60};
constexpr MonthDay school_year_starts{8, 1};

struct Options {
  std::string phrase;
  std::vector<std::string> set;
  std::vector<std::string> called;
  std::string reading;
  std::string roll;
  std::string week;
  std::string calendar;
  std::string school_year;
};

// The dates given, in their order, and what the due line may call them.
struct Dates {
  std::vector<std::pair<FieldId, AnchorDate>> given;
  std::vector<rules::phrase::Anchored> names;

  [[nodiscard]] const AnchorDate* date(const FieldId& field) const {
    const auto at =
        std::find_if(given.begin(), given.end(), [&](const auto& one) { return one.first == field; });
    return at == given.end() ? nullptr : &at->second;
  }
  void call(const FieldId& field, const std::string& name) {
    const auto at = std::find_if(names.begin(), names.end(), [&](const auto& n) { return n.field == field; });
    if (at == names.end())
      names.push_back({field, {name}});
    else
      at->names.insert(at->names.begin(), name);
  }
};

std::optional<AnchorDate> anchor_date(const std::string& text) {
  const auto allowed = [](Date day) {
    return day.year() >= limits::date_year_min && day.year() <= limits::date_year_max;
  };
  if (const auto time = LocalTime::parse(text); time && allowed(time->day)) return AnchorDate(*time);
  if (const auto day = Date::parse(text))
    return allowed(*day) ? std::optional<AnchorDate>(*day) : std::nullopt;
  if (const auto week = Week::parse(text); week && allowed(week->monday())) return AnchorDate(week->monday());
  return std::nullopt;
}

bool read_dates(Context& context, const Options& options, Dates& dates) {
  for (const std::string& one : options.set) {
    const std::size_t equals = one.find('=');
    const auto field = FieldId::parse(std::string_view(one).substr(0, equals));
    const auto date =
        equals == std::string::npos ? std::optional<AnchorDate>() : anchor_date(one.substr(equals + 1));
    if (!field || !date) {
      context.wrong_use("when.bad_set",
                        {one, std::to_string(limits::date_year_min), std::to_string(limits::date_year_max)});
      return false;
    }
    if (dates.date(*field) != nullptr) {
      context.wrong_use("when.set_twice", {one});
      return false;
    }
    dates.given.emplace_back(*field, *date);
    dates.call(*field, field->value);
  }
  for (const std::string& one : options.called) {
    const std::size_t equals = one.rfind('=');
    const auto field =
        equals == std::string::npos || equals == 0 ? std::nullopt : FieldId::parse(one.substr(equals + 1));
    if (!field) {
      context.wrong_use("when.bad_called", {one});
      return false;
    }
    dates.call(*field, one.substr(0, equals));
  }
  return true;
}

void print_rules_findings(Context& context, const rules::Findings& findings) {
  if (context.json())
    context.print_json(json::Object{{"findings", findings_json(findings)}});
  else
    print_findings(context, findings);
  context.exit = Exit::findings;
}

std::optional<Due> read_phrase(Context& context, const Options& options, const Dates& dates) {
  std::optional<FieldId> implied;
  if (dates.given.size() == 1) implied = dates.given.front().first;
  const auto due = rules::phrase::parse(options.phrase, dates.names, implied);
  if (due) return *due;
  if (due.error().why == rules::phrase::Why::no_date) {
    context.wrong_use(dates.given.empty() ? "when.no_implied" : "when.which_implied", {});
    return std::nullopt;
  }
  auto complaint = rules::phrase::complaint(due.error(), options.phrase, dates.names);
  rules::Findings findings;
  findings.add({complaint.code,
                rules::Severity::error,
                {std::make_shared<rules::Source>("PHRASE", options.phrase), due.error().offset,
                 std::max<std::size_t>(due.error().length, 1)},
                std::move(complaint.args),
                "",
                "",
                ""});
  print_rules_findings(context, findings);
  if (!context.json() && !dates.given.empty())
    context.err << context.say("when.hint_called", {dates.given.front().first.value}) << '\n';
  return std::nullopt;
}

// Every point of the line: ends and starts.
template <class Visit>
void each_point(const Due& due, const Visit& visit) {
  for (const DueTerm& term : due.terms) {
    if (term.since) visit(*term.since);
    visit(term.point);
  }
}

bool asks_for_school_year(const DuePoint& point) {
  const bool from_year = std::holds_alternative<YearlyDate>(point.from) ||
                         std::holds_alternative<YearPart>(point.from) ||
                         std::holds_alternative<MonthPart>(point.from);
  return from_year || std::any_of(point.then.begin(), point.then.end(), [](const Step& step) {
           const auto* recurring = std::get_if<Recurring>(&step);
           return recurring != nullptr &&
                  std::any_of(recurring->every.begin(), recurring->every.end(), [](const Recurrence& one) {
                    return one.every == Frequency::semester || one.every == Frequency::school_year;
                  });
         });
}

// The school year given, or that of the first date. Nothing (and a word to the person) when the line asks for
// one and there is none.
std::optional<SchoolYear> school_year(Context& context, const Options& options, const Due& due,
                                      const Dates& dates) {
  if (!options.school_year.empty()) {
    const auto year = SchoolYear::parse(options.school_year);
    if (!year) context.wrong_use("when.bad_school_year", {options.school_year});
    return year;
  }
  if (!dates.given.empty()) return SchoolYear::of(dates.given.front().second.day, school_year_starts);
  bool asked = false;
  each_point(due, [&](const DuePoint& point) { asked = asked || asks_for_school_year(point); });
  if (!asked) return SchoolYear{};
  context.wrong_use("when.no_school_year", {});
  return std::nullopt;
}

// Why the line has no window.
void say_unknown(Context& context, const Due& due, const DueAnchors& anchors, DueUnknown why) {
  if (why == DueUnknown::no_school_year) {
    if (anchors.calendar == nullptr) return context.wrong_use("when.no_calendar", {});
    return context.wrong_use("when.calendar_silent",
                             {anchors.calendar->id.value, anchors.school_year.text()});
  }
  const FieldId* missing = nullptr;
  each_point(due, [&](const DuePoint& point) {
    const auto* field = std::get_if<FieldDate>(&point.from);
    if (field != nullptr && !anchors.dates.contains(field->field)) missing = &field->field;
  });
  if (missing == nullptr) return context.wrong_use("when.no_day", {});
  context.wrong_use("when.no_date", {missing->value});
}

json::Value window_json(const DueWindow& window, const std::vector<StepSentence>& steps) {
  json::Array list;
  for (const StepSentence& step : steps)
    list.push_back(
        json::Object{{"day", step.day.text()},
                     {"step", std::string(names_of(step.kind)[static_cast<std::size_t>(step.kind)])},
                     {"text", step.text}});
  json::Object out{{"closes", window.closes.text(vietnam)},
                   {"last_day", window.last_day.text()},
                   {"opens", json::Value()},
                   {"steps", std::move(list)}};
  if (window.opens) out["opens"] = window.opens->text(vietnam);
  return out;
}

void print_window(Context& context, const DueWindow& window, const std::vector<StepSentence>& steps) {
  if (window.opens)
    context.out << context.say("when.opens", {context.when(*window.opens, vietnam),
                                              weekday_words(window.opens->date(vietnam), context.lang)})
                << '\n';
  context.out << context.say("when.closes", {context.closing(window.closes, vietnam),
                                             weekday_words(window.last_day, context.lang)})
              << "\n\n"
              << context.say("when.steps") << '\n';
  std::size_t number = 0;
  for (const StepSentence& step : steps) {
    std::string head = std::to_string(++number) + ". ";
    head.insert(0, 5 - std::min<std::size_t>(5, head.size()), ' ');
    for (const std::string& line : wrap(step.text, context.columns - head.size())) {
      context.out << head << line << '\n';
      head.assign(head.size(), ' ');
    }
  }
}

template <class E>
void choose(E& into, const std::string& word) {
  const auto names = names_of(E{});
  const auto at = std::find(names.begin(), names.end(), word);
  if (at != names.end()) into = static_cast<E>(at - names.begin());
}

void when(Context& context, const Options& options) {
  Dates dates;
  if (!read_dates(context, options, dates)) return;
  auto due = read_phrase(context, options, dates);
  if (!due) return;
  choose(due->reading, options.reading);
  choose(due->roll, options.roll);
  choose(due->week, options.week);
  const auto year = school_year(context, options, *due, dates);
  if (!year) return;
  DueAnchors anchors{{}, *year, school_year_starts, vietnam};
  for (const auto& [field, date] : dates.given) anchors.dates.emplace(field, date);
  std::optional<Calendar> calendar;
  if (!options.calendar.empty()) {
    rules::Findings findings;
    calendar = rules::load_calendar_file(options.calendar, {}, findings);
    if (!calendar) return print_rules_findings(context, findings);
    anchors.calendar = &*calendar;
  }
  DueSteps steps;
  const auto window = due_window(*due, anchors, &steps);
  if (!window) return say_unknown(context, *due, anchors, window.error());
  StepNames names{{}, anchors.calendar};
  for (const rules::phrase::Anchored& one : dates.names) names.called[one.field.value] = one.names.front();
  const auto sentences = step_words(steps, names, context.lang);
  if (context.json()) return context.print_json(window_json(*window, sentences));
  print_window(context, *window, sentences);
}

template <class E>
CLI::IsMember stated() {
  std::vector<std::string> words;
  for (const std::string_view name : names_of(E{}))
    if (name != "unstated") words.emplace_back(name);
  return CLI::IsMember(words);
}

}  // namespace

void add_when(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("when", context.say("cli.when"));
  auto options = std::make_shared<Options>();
  command->add_option("PHRASE", options->phrase, context.say("cli.when.phrase"))->required();
  const auto repeated = [&](const char* name, std::vector<std::string>& into, const char* about) {
    command->add_option(name, into, context.say(about))
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  };
  repeated("--set", options->set, "cli.when.set");
  repeated("--called", options->called, "cli.when.called");
  command->add_option("--reading", options->reading, context.say("cli.when.reading"))
      ->check(stated<Reading>());
  command->add_option("--roll", options->roll, context.say("cli.when.roll"))->check(stated<Roll>());
  command->add_option("--week", options->week, context.say("cli.when.week"))->check(stated<WeekCount>());
  command->add_option("--calendar", options->calendar, context.say("cli.when.calendar"));
  command->add_option("--school-year", options->school_year, context.say("cli.when.school_year"));
  command->callback([&context, options] { when(context, *options); });
}

}  // namespace quyche::cli
