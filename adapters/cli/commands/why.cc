// quyche why POLICY [PATH]: which line of which file gives a value, and what it replaced in the layers above.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/named_file.h"
#include "rules/policy/load.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string policy;
  std::string path;
  std::string on;
};

// One value and where it is written.
struct Value {
  std::string path;
  std::string text;
  rules::Span at;
};

const rules::yaml::Node* find(const rules::yaml::Node& root, const std::string& path) {
  const rules::yaml::Node* at = &root;
  std::size_t from = 0;
  while (at != nullptr && from < path.size()) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    at = at->find(path.substr(from, dot - from));
    from = dot + 1;
  }
  return at;
}

// Every scalar and list below `node`: the values a layer can replace.
void collect(const rules::yaml::Node& node, const std::string& path, std::vector<Value>& out) {
  if (node.kind != rules::yaml::Kind::mapping) return out.push_back({path, flow_text(node), node.span});
  for (const auto& entry : node.entries)
    collect(entry.value, path.empty() ? entry.key.text : path + "." + entry.key.text, out);
}

std::string place(const rules::Span& span) {
  const rules::Position at = span.source->position(span.offset);
  return span.source->name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

bool inside(const std::string& path, const std::string& folder) {
  return folder.empty() || path == folder || path.starts_with(folder + ".");
}

json::Value as_json(const Value& value, const std::vector<rules::Replaced>& replaced) {
  json::Array was;
  for (const rules::Replaced& one : replaced)
    if (one.path == value.path) was.push_back(json::Object{{"at", place(one.was)}, {"was", one.was_text}});
  return json::Object{
      {"at", place(value.at)}, {"path", value.path}, {"replaces", std::move(was)}, {"value", value.text}};
}

void print(Context& context, const Value& value, const std::vector<rules::Replaced>& replaced) {
  context.out << value.path << "\n  " << value.text << "\n    " << place(value.at) << '\n';
  for (const rules::Replaced& one : replaced)
    if (one.path == value.path)
      context.out << "  " << context.say("cli.why.replaces") << ": " << one.was_text << "\n    "
                  << place(one.was) << '\n';
}

void why(Context& context, const Options& options) {
  const auto on = options.on.empty() ? std::nullopt : Date::parse(options.on);
  if (!options.on.empty() && !on) return context.wrong_use("Q205", {options.on, "2024-10-07"});
  if (!policy_can_be_read(context, options.policy)) return;
  rules::Findings findings;
  const auto resolved = rules::resolve_policy(options.policy, findings, on);
  if (resolved == nullptr || resolved->policy == nullptr) {
    print_findings(context, findings);
    context.exit = Exit::findings;
    return;
  }
  const rules::yaml::Node* node = find(resolved->merged.tree, options.path);
  if (node == nullptr) return context.wrong_use("cli.why.nothing", {options.path});
  const auto& replaced = resolved->merged.replaced;
  std::vector<Value> values;
  collect(*node, options.path, values);
  if (options.path.empty())
    std::erase_if(values, [&](const Value& value) {
      return std::none_of(replaced.begin(), replaced.end(),
                          [&](const rules::Replaced& one) { return inside(one.path, value.path); });
    });
  if (context.json()) {
    json::Array list;
    for (const Value& value : values) list.push_back(as_json(value, replaced));
    return context.print_json(std::move(list));
  }
  for (const Value& value : values) print(context, value, replaced);
  if (values.empty()) context.err << context.say("cli.why.none_replaced") << '\n';
}

}  // namespace

void add_why(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("why", context.say("cli.why"));
  auto options = std::make_shared<Options>();
  command->add_option("POLICY", options->policy, context.say("cli.check.path"))->required();
  command->add_option("PATH", options->path, context.say("cli.why.path"));
  command->add_option("--on", options->on, context.say("cli.why.on"));
  command->callback([&context, options] { why(context, *options); });
}

}  // namespace quyche::cli
