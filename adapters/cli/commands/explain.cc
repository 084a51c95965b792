// quyche explain POLICY DOCTYPE: who must do what by when, then states, fields, actions and evidence, each
// with its clause.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/document_dates.h"
#include "adapters/cli/due_words.h"
#include "adapters/cli/find_type.h"
#include "adapters/cli/table.h"
#include "adapters/cli/words.h"
#include "engine/due/deadline.h"
#include "engine/json/fields.h"
#include "rules/analysis/days.h"

namespace quyche::cli {
namespace {

class Explanation {
 public:
  Explanation(Context& context, const Policy& policy, const DocumentType& type, const DocumentDates& dates)
      : c_(context), policy_(policy), type_(type), dates_(dates) {}

  void print() {
    print_wrapped(name_of_item(type_, c_.lang) + " (" + type_.id.value + "), " + type_.cite.article);
    print_wrapped(policy_.title.in(c_.lang) + (policy_.issuer.empty() ? "" : " – " + policy_.issuer));
    c_.out << '\n' << c_.say("explain.owner", {actor_words({type_.owner}, policy_, c_.lang)}) << '\n';
    if (type_.duty) print_wrapped(duty_words(*type_.duty, policy_, c_.lang));
    print_slots("explain.delegated", type_.delegated);
    print_slots("explain.open", type_.open);
    print_deadlines();
    print_states();
    print_fields();
    print_attachments();
    print_actions();
    print_paper();
  }

 private:
  void print_wrapped(const std::string& text, std::size_t indent = 0) {
    for (const std::string& line : wrap(text, c_.columns - indent))
      c_.out << std::string(indent, ' ') << line << '\n';
  }
  void print_slots(std::string_view label, const std::vector<std::string>& slots) {
    std::string list;
    for (const std::string& slot : slots) list += (list.empty() ? "" : ", ") + slot_words(slot, c_.lang);
    if (!list.empty()) print_wrapped(c_.say(label, {list}));
  }
  void heading(std::string_view label) { c_.out << '\n' << c_.say(label) << '\n'; }
  void print_states() {
    std::string line;
    for (const State& state : type_.workflow.states) {
      const bool editable = state.editable || &state == &type_.workflow.states.front();
      line += (line.empty() ? "" : " · ") + name_of_item(state, c_.lang) +
              (state.final ? " (" + c_.say("explain.final") + ")" : "") +
              (editable ? " (" + c_.say("explain.editable") + ")" : "");
    }
    heading("explain.states");
    print_wrapped(line, 2);
  }
  void print_fields() {
    if (type_.fields.empty()) return;
    heading("explain.fields");
    Table table({c_.say("label.id"), c_.say("label.name"), c_.say("label.type"), c_.say("label.clause")});
    for (const Field& field : type_.fields) {
      const std::string choices = [&] {
        std::string text;
        for (const std::string& choice : field.choices) text += (text.empty() ? "" : ", ") + choice;
        return text;
      }();
      std::string kind = c_.say(
          "type." + std::string(names_of(field.type)[static_cast<std::size_t>(field.type)]), {choices});
      if (field.required) kind += ", " + c_.say("explain.required");
      if (!field.editable_in.empty())
        kind +=
            "; " + c_.say("explain.editable_in", {state_words(type_.workflow, field.editable_in, c_.lang)});
      table.add({field.id.value, name_of_item(field, c_.lang), kind, field.cite.article});
    }
    table.print(c_.out, c_.columns);
  }
  void print_attachments() {
    if (type_.attachments.empty()) return;
    heading("explain.attachments");
    Table table({c_.say("label.id"), c_.say("label.name")});
    for (const AttachmentSlot& slot : type_.attachments)
      table.add({slot.id.value, name_of_item(slot, c_.lang)});
    table.print(c_.out, c_.columns);
  }
  void print_actions() {
    heading("explain.actions");
    Table table({c_.say("label.action"), c_.say("explain.from_to"), c_.say("label.who"),
                 c_.say("explain.needs"), c_.say("explain.does"), c_.say("label.clause")});
    for (const Action& action : type_.workflow.actions) {
      const std::string from = state_words(type_.workflow, action.from, c_.lang);
      table.add({name_of_item(action, c_.lang),
                 from + " → " + state_words(type_.workflow, {action.to}, c_.lang),
                 actor_words(action.by, policy_, c_.lang), needs_text(action.needs), does_text(action.does),
                 action.cite.article});
    }
    table.print(c_.out, c_.columns);
  }
  void print_paper() {
    if (type_.paper_steps.empty() && !type_.signing) return;
    heading("explain.evidence");
    Table table(
        {c_.say("explain.step"), c_.say("label.who"), c_.say("explain.needs"), c_.say("label.clause")});
    for (const PaperStep& step : type_.paper_steps)
      table.add({name_of_item(step, c_.lang), actor_words(step.by, policy_, c_.lang),
                 step.evidence_required ? c_.say("explain.evidence_required") : "", step.cite.article});
    if (type_.signing)
      table.add({c_.say("explain.signing"), actor_words(type_.signing->by, policy_, c_.lang),
                 needs_text(type_.signing->needs), type_.signing->cite.article});
    table.print(c_.out, c_.columns);
  }
  void print_deadlines() {
    if (type_.deadlines.empty()) return;
    heading("explain.deadlines");
    print_wrapped(
        c_.say(dates_.given ? "explain.given" : "explain.example", {dates_words(c_, type_, dates_)}));
    for (const Deadline& deadline : type_.deadlines) print_deadline(deadline);
  }
  void print_deadline(const Deadline& deadline) {
    print_wrapped(c_.say("explain.due_line", {name_of_item(deadline, c_.lang), deadline.cite.article,
                                              due_words(deadline.due, c_.lang) + mode_text(deadline)}),
                  2);
    const auto window = due_window(deadline.due, dates_.anchors);
    const auto applies = deadline_window(deadline, dates_.anchors);
    if (window && !applies && applies.error() == NoDeadline::other_mode)
      print_wrapped(c_.say("explain.other_mode"), 4);
    else
      print_wrapped(window ? window_text(*window) : unknown_text(deadline, window.error()), 4);
    for (const StateId& state : deadline.counts) print_step(state);
    if (!deadline.remind_days.empty()) print_wrapped(reminders_text(deadline, window), 4);
    if (!deadline.when_missed.empty())
      print_wrapped(c_.say("explain.if_missed", {does_text(deadline.when_missed)}), 4);
  }
  std::string mode_text(const Deadline& deadline) const {
    return deadline.mode ? "; " + mode_words(*deadline.mode, c_.lang) : "";
  }
  std::string window_text(const DueWindow& window) const {
    const std::string closes = closing_words(window.closes, policy_.zone, c_.lang);
    if (!window.opens) return c_.say("explain.closes", {closes});
    return c_.say("explain.opens_closes", {opening_words(*window.opens, policy_.zone, c_.lang), closes});
  }
  std::string unknown_text(const Deadline& deadline, DueUnknown why) const {
    if (why == DueUnknown::no_school_year)
      return c_.say("explain.no_school_year", {dates_.anchors.school_year.text()});
    std::string missing;
    for (const FieldId& id : rules::fields_of(deadline.due))
      if (const Field* field = type_.field(id); field != nullptr && !dates_.anchors.dates.contains(id))
        missing += (missing.empty() ? "" : ", ") + name_of_item(*field, c_.lang);
    return c_.say("explain.no_date", {missing});
  }
  // Who brings documents to a state that a deadline counts, and how.
  void print_step(const StateId& id) {
    const std::string name = state_words(type_.workflow, {id}, c_.lang);
    bool led = false;
    for (const Action& action : type_.workflow.actions) {
      if (action.to != id) continue;
      led = true;
      print_wrapped(c_.say("explain.step_by", {name, actor_words(action.by, policy_, c_.lang),
                                               name_of_item(action, c_.lang), action.cite.article}),
                    4);
    }
    if (!led) print_wrapped(c_.say("explain.from_start", {name}), 4);
  }
  std::string reminders_text(const Deadline& deadline, const Result<DueWindow, DueUnknown>& window) const {
    const std::string words = reminder_words(deadline, c_.lang);
    if (!window) return c_.say("explain.reminders", {words});
    std::vector<int> days = deadline.remind_days;
    std::sort(days.rbegin(), days.rend());
    std::string dates;
    for (const int day : days)
      dates += (dates.empty() ? "" : ", ") +
               closing_words(window->closes.plus_ms(-day * ms_per_day), policy_.zone, c_.lang);
    return c_.say("explain.reminders_on", {words, dates});
  }
  std::string needs_text(const std::vector<Requirement>& needs) const {
    std::string text;
    for (const Requirement& need : needs)
      text += (text.empty() ? "" : "; ") + words(need, policy_, type_, c_.lang);
    return text;
  }
  std::string does_text(const std::vector<Effect>& effects) const {
    std::string text;
    for (const Effect& effect : effects) text += (text.empty() ? "" : "; ") + words(effect, policy_, c_.lang);
    return text;
  }

  Context& c_;
  const Policy& policy_;
  const DocumentType& type_;
  const DocumentDates& dates_;
};

json::Value dates_json(const Policy& policy, const DocumentType& type, const DocumentDates& dates) {
  json::Object fields;
  for (const auto& [id, anchor] : dates.anchors.dates)
    fields.emplace(id.value, anchor.time ? LocalTime{anchor.day, *anchor.time}.text() : anchor.day.text());
  json::Object deadlines;
  for (const Deadline& deadline : type.deadlines) {
    const auto window = due_window(deadline.due, dates.anchors);
    if (!window) continue;
    json::Object one{{"closes", window->closes.text(policy.zone)}, {"last_day", window->last_day.text()}};
    if (window->opens) one.emplace("opens", window->opens->text(policy.zone));
    deadlines.emplace(deadline.id.value, std::move(one));
  }
  return json::Object{{"deadlines", std::move(deadlines)},
                      {"example", !dates.given},
                      {"fields", std::move(fields)},
                      {"school_year", dates.anchors.school_year.text()}};
}

struct Wanted {
  std::string path;
  std::string type;
  std::vector<std::string> set;
  std::string school_year;
};

// The day whose policy is explained: the first date that is set, else one in the middle of the school year
// asked for. What cannot be read is reported with the dates themselves.
std::optional<Date> day_asked(const Wanted& wanted) {
  for (const std::string& set : wanted.set) {
    const std::string text = set.substr(std::min(set.find('='), set.size() - 1) + 1);
    if (const auto time = LocalTime::parse(text)) return time->day;
    if (const auto week = Week::parse(text))
      return Date::parse(text).value_or(week->monday());  // a date stands for its week, too
  }
  const auto year = SchoolYear::parse(wanted.school_year);
  return year ? Date::from_civil(year->first_year + 1, 1, 1) : std::nullopt;
}

void explain(Context& context, const Wanted& wanted) {
  const auto found = find_type(context, wanted.path, wanted.type, day_asked(wanted));
  if (!found) return;
  const auto dates = document_dates(context, *found->policy, *found->type, wanted.set, wanted.school_year);
  if (!dates) return;
  if (context.json()) {
    context.print_json(json::Object{{"dates", dates_json(*found->policy, *found->type, *dates)},
                                    {"document", json::encode(*found->type)},
                                    {"policy", json::encode(policy_id(*found->policy))},
                                    {"regulation", found->policy->regulation.value}});
    return;
  }
  Explanation(context, *found->policy, *found->type, *dates).print();
}

}  // namespace

void add_explain(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("explain", context.say("cli.explain"));
  auto wanted = std::make_shared<Wanted>();
  command->add_option("POLICY", wanted->path, context.say("cli.policy"))->required();
  command->add_option("DOCTYPE", wanted->type, context.say("cli.doctype"))->required();
  command->add_option("--set", wanted->set, context.say("cli.explain.set"))
      ->type_name("NAME=DATE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--school-year", wanted->school_year, context.say("cli.explain.school_year"));
  command->callback([&context, wanted] { explain(context, *wanted); });
}

}  // namespace quyche::cli
