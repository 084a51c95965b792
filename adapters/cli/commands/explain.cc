// quyche explain POLICY DOCTYPE: states, actions, who, needs and deadlines, each with its clause.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/find_type.h"
#include "adapters/cli/table.h"
#include "adapters/cli/words.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

class Explanation {
 public:
  Explanation(Context& context, const Policy& policy, const DocumentType& type)
      : c_(context), policy_(policy), type_(type) {}

  void print() {
    print_wrapped(name_of_item(type_, c_.lang) + " (" + type_.id.value + "), " + type_.cite.article);
    print_wrapped(policy_.title.in(c_.lang) + (policy_.issuer.empty() ? "" : " – " + policy_.issuer));
    c_.out << '\n' << c_.say("explain.owner", {actor_words({type_.owner}, policy_, c_.lang)}) << '\n';
    if (type_.duty) {
      c_.out << c_.say("explain.duty", {actor_words({type_.duty->each}, policy_, c_.lang),
                                        type_.duty->cite.article, every_words(type_.duty->every, c_.lang)})
             << '\n';
    }
    for (const std::string& slot : type_.delegated) c_.out << c_.say("Q317", {slot}) << '\n';
    print_states();
    print_fields();
    print_actions();
    print_paper();
    print_deadlines();
  }

 private:
  void print_wrapped(const std::string& text) {
    for (const std::string& line : wrap(text, c_.columns)) c_.out << line << '\n';
  }
  void heading(std::string_view label) { c_.out << '\n' << c_.say(label) << '\n'; }
  void print_states() {
    std::string line;
    for (const State& state : type_.workflow.states)
      line += (line.empty() ? "" : " · ") + name_of_item(state, c_.lang) +
              (state.final ? " (" + c_.say("explain.final") + ")" : "");
    heading("explain.states");
    for (const std::string& part : wrap(line, c_.columns - 2)) c_.out << "  " << part << '\n';
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
      table.add({field.id.value, name_of_item(field, c_.lang), kind, field.cite.article});
    }
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
    Table table({c_.say("label.due"), c_.say("explain.counts"), c_.say("explain.when_missed"),
                 c_.say("label.clause")});
    for (const Deadline& deadline : type_.deadlines) {
      std::string due = deadline.due.phrase;
      if (deadline.due.reading != Reading::unstated)
        due += " (" +
               std::string(names_of(deadline.due.reading)[static_cast<std::size_t>(deadline.due.reading)]) +
               ")";
      if (deadline.mode) due += "; " + mode_words(*deadline.mode, c_.lang);
      table.add({due, state_words(type_.workflow, deadline.counts, c_.lang), does_text(deadline.when_missed),
                 deadline.cite.article});
    }
    table.print(c_.out, c_.columns);
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
};

void explain(Context& context, const std::string& path, const std::string& name) {
  const auto found = find_type(context, path, name);
  if (!found) return;
  if (context.json()) {
    context.print_json(json::Object{{"document", json::encode(*found->type)},
                                    {"policy", json::encode(policy_id(*found->policy))},
                                    {"regulation", found->policy->regulation.value}});
    return;
  }
  Explanation(context, *found->policy, *found->type).print();
}

}  // namespace

void add_explain(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("explain", context.say("cli.explain"));
  auto path = std::make_shared<std::string>();
  auto type = std::make_shared<std::string>();
  command->add_option("POLICY", *path, context.say("cli.policy"))->required();
  command->add_option("DOCTYPE", *type, context.say("cli.doctype"))->required();
  command->callback([&context, path, type] { explain(context, *path, *type); });
}

}  // namespace quyche::cli
