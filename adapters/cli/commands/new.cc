// quyche new regulation | school: a policy file to begin with.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/write_file.h"
#include "rules/policy/load.h"
#include "rules/scaffold/scaffold.h"

namespace quyche::cli {
namespace {

namespace scaffold = rules::scaffold;

struct Options {
  std::string id;
  std::string title;
  std::string under;
  std::string out;
  bool proposals_only = false;
};

// An id as it is written on the command line; nothing when it is none, which has been said.
std::optional<RegulationId> id_of(Context& context, const std::string& text) {
  auto id = RegulationId::parse(text);
  if (!id) context.wrong_use("Q204", {text});
  return id;
}

void say(Context& context, const rules::Findings& findings) {
  if (context.json())
    context.print_json(json::Object{{"findings", findings_json(findings)}});
  else
    print_findings(context, findings);
  context.exit = Exit::findings;
}

struct NewFile {
  std::string path;
  std::string text;
};

// All of the files or, when one of them is there already, none.
void write(Context& context, const std::vector<NewFile>& files) {
  for (const NewFile& file : files) {
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(file.path, error)))
      return context.fault({"Q526", file.path});
  }
  json::Array written;
  for (const NewFile& file : files) {
    if (const auto done = write_file(file.path, file.text, Overwrite::no); !done)
      return context.fault(done.error());
    written.push_back(file.path);
    if (!context.json()) context.err << context.say("cli.new.written", {file.path}) << '\n';
  }
  if (context.json()) context.print_json(json::Object{{"files", written}});
}

std::string path_of(const Options& options) {
  return options.out.empty() ? options.id + ".yaml" : options.out;
}

// The policy test of the regulation at `path`.
std::string test_of(const std::string& path) {
  const bool yaml = path.ends_with(".yaml");
  return path.substr(0, path.size() - (yaml ? std::string_view(".yaml").size() : 0)) + ".test.yaml";
}

// A title that YAML cannot hold is found by reading what would be written.
void new_regulation(Context& context, const Options& options, const RegulationId& id) {
  const std::string text = scaffold::regulation(id, options.title, context.lang);
  rules::Findings findings;
  const auto source = std::make_shared<const rules::Source>(path_of(options), text);
  if (rules::load_policy(source, findings) == nullptr) return say(context, findings);
  write(context,
        {{path_of(options), text}, {test_of(path_of(options)), scaffold::regulation_test(id, context.lang)}});
}

// The newest version of regulation `id` as seen from the new file, merged with all it stands under. Null when
// there is none; that has been said.
std::shared_ptr<const rules::Resolved> resolve_above(Context& context, const RegulationId& id,
                                                     const std::string& out) {
  rules::Findings findings;
  rules::Library library;
  const auto versions = library.versions(id, rules::folder_of(out), findings);
  if (versions.empty() && !findings.has_errors()) {
    context.wrong_use("cli.new.nothing_above", {id.value, out});
    return nullptr;
  }
  if (!versions.empty()) {
    const rules::Layer& newest = *versions.back();
    const auto resolved = rules::resolve_policy(newest.path(), findings, newest.effective.from);
    if (resolved != nullptr && resolved->policy != nullptr) return resolved;
  }
  say(context, findings);
  return nullptr;
}

void new_layer(Context& context, const Options& options, const RegulationId& id, std::string_view level) {
  const auto under = id_of(context, options.under);
  const auto above = under ? resolve_above(context, *under, path_of(options)) : nullptr;
  if (above == nullptr) return;
  const Policy& policy = *above->policy;
  const std::string title = options.title.empty()
                                ? context.say("scaffold.school_title", {policy.title.in(context.lang)})
                                : options.title;
  const scaffold::Layer layer{id, title, level, policy, !options.proposals_only};
  write(context, {{path_of(options), scaffold::layer(layer, context.lang)}});
}

void add_shared(CLI::App& command, Context& context, Options& options) {
  command.add_option("ID", options.id, context.say("cli.new.id"))->required();
  command.add_option("--title", options.title, context.say("cli.new.title"));
  command.add_option("--under", options.under, context.say("cli.new.under"));
  command.add_option("--out", options.out, context.say("cli.new.out"));
  command.add_flag("--proposals-only", options.proposals_only, context.say("cli.new.proposals_only"));
}

}  // namespace

void add_new(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("new", context.say("cli.new"));
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  auto* regulation = command->add_subcommand("regulation", context.say("cli.new.regulation"));
  add_shared(*regulation, context, *options);
  regulation->get_option("--title")->required();
  regulation->callback([&context, options] {
    const auto id = id_of(context, options->id);
    if (!id) return;
    if (options->under.empty()) return new_regulation(context, *options, *id);
    new_layer(context, *options, *id, "district");
  });
  auto* school = command->add_subcommand("school", context.say("cli.new.school"));
  add_shared(*school, context, *options);
  school->get_option("--under")->required();
  school->callback([&context, options] {
    const auto id = id_of(context, options->id);
    if (id) new_layer(context, *options, *id, "school");
  });
  for (CLI::App* one : {regulation, school}) one->group(context.say("cli.heading.commands"));
}

}  // namespace quyche::cli
