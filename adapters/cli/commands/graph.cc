// quyche graph POLICY DOCTYPE: the workflow as a drawing, for Graphviz or Mermaid.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/find_type.h"
#include "adapters/cli/words.h"

namespace quyche::cli {
namespace {

// Both languages quote with double quotes; neither needs more than these two escapes for titles.
std::string quoted(const std::string& text, const char* quote_escape) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"')
      out += quote_escape;
    else if (c == '\\')
      out += "\\\\";
    else if (c == '\n')
      out += ' ';
    else
      out += c;
  }
  return out + '"';
}

std::string edge_label(const Context& context, const Policy& policy, const Action& action) {
  std::string label =
      name_of_item(action, context.lang) + " – " + actor_words(action.by, policy, context.lang);
  if (!action.cite.article.empty()) label += " (" + action.cite.article + ")";
  return label;
}

std::string dot(const Context& context, const Policy& policy, const DocumentType& type) {
  std::string out =
      "digraph " + quoted(type.id.value, "\\\"") + " {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n";
  for (const State& state : type.workflow.states) {
    out += "  " + quoted(state.id.value, "\\\"") +
           " [label=" + quoted(name_of_item(state, context.lang), "\\\"");
    out += state.final ? ", peripheries=2];\n" : "];\n";
  }
  for (const Action& action : type.workflow.actions)
    for (const StateId& from : action.from)
      out += "  " + quoted(from.value, "\\\"") + " -> " + quoted(action.to.value, "\\\"") +
             " [label=" + quoted(edge_label(context, policy, action), "\\\"") + "];\n";
  return out + "}\n";
}

// Mermaid takes ids of letters, digits and underscores: states are numbered and carry their title as a label.
std::string mermaid(const Context& context, const Policy& policy, const DocumentType& type) {
  const auto number = [&](const StateId& id) {
    for (std::size_t i = 0; i < type.workflow.states.size(); ++i)
      if (type.workflow.states[i].id == id) return "s" + std::to_string(i);
    return std::string("s");
  };
  std::string out = "flowchart LR\n";
  for (const State& state : type.workflow.states) {
    const std::string label = quoted(name_of_item(state, context.lang), "#quot;");
    out += "  " + number(state.id) + (state.final ? "([" + label + "])\n" : "[" + label + "]\n");
  }
  for (const Action& action : type.workflow.actions)
    for (const StateId& from : action.from)
      out += "  " + number(from) + " -->|" + quoted(edge_label(context, policy, action), "#quot;") + "| " +
             number(action.to) + "\n";
  return out;
}

void graph(Context& context, const std::string& path, const std::string& name, const std::string& form) {
  const auto found = find_type(context, path, name);
  if (!found) return;
  const bool as_dot = form == "dot";
  const std::string text =
      as_dot ? dot(context, *found->policy, *found->type) : mermaid(context, *found->policy, *found->type);
  if (context.json()) {
    context.print_json(json::Object{{"dot", dot(context, *found->policy, *found->type)},
                                    {"mermaid", mermaid(context, *found->policy, *found->type)}});
    return;
  }
  context.out << text;
}

}  // namespace

void add_graph(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("graph", context.say("cli.graph"));
  auto path = std::make_shared<std::string>();
  auto type = std::make_shared<std::string>();
  auto form = std::make_shared<std::string>("dot");
  command->add_option("POLICY", *path, context.say("cli.policy"))->required();
  command->add_option("DOCTYPE", *type, context.say("cli.doctype"))->required();
  command->add_option("--as", *form, context.say("cli.graph.as"))->check(CLI::IsMember({"dot", "mermaid"}));
  command->callback([&context, path, type, form] { graph(context, *path, *type, *form); });
}

}  // namespace quyche::cli
