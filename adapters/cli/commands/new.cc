// quyche new regulation | school: a policy file to begin with.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/write_file.h"
#include "engine/base/limits.h"
#include "rules/policy/load.h"
#include "rules/scaffold/scaffold.h"
#include "rules/yaml/reader.h"

namespace quyche::cli {
namespace {

namespace fs = std::filesystem;
namespace scaffold = rules::scaffold;

struct Options {
  std::string id;
  std::string title;
  std::string under;
  std::string out;
  bool fill = false;
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

void write(Context& context, const std::string& path, const std::string& text) {
  if (const auto written = write_file(path, text, Overwrite::no); !written)
    return context.fault(written.error());
  if (context.json())
    context.print_json(json::Object{{"file", path}});
  else
    context.err << context.say("cli.new.written", {path}) << '\n';
}

std::string path_of(const Options& options) {
  return options.out.empty() ? options.id + ".yaml" : options.out;
}

// A title that YAML cannot hold is found by reading what would be written.
void new_regulation(Context& context, const Options& options, const RegulationId& id) {
  const std::string text = scaffold::regulation(id, options.title, context.lang);
  rules::Findings findings;
  const auto source = std::make_shared<const rules::Source>(path_of(options), text);
  if (rules::load_policy(source, findings) == nullptr) return say(context, findings);
  write(context, path_of(options), text);
}

// The file of a regulation in a folder: `<id>.yaml`, else the newest of its versions `<id>@*.yaml`.
std::string file_in(const fs::path& folder, const std::string& id) {
  std::string version;
  std::error_code error;
  for (auto at = fs::directory_iterator(folder.empty() ? "." : folder, error); !error && at != fs::end(at);
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name == id + ".yaml") return (folder / name).string();
    if (name.starts_with(id + "@") && name.ends_with(".yaml")) version = std::max(version, name);
  }
  return version.empty() ? "" : (folder / version).string();
}

// The regulation above lies in the folder of the new file or in one of its parents.
std::string file_above(const std::string& out, const std::string& id) {
  fs::path folder = fs::path(out).parent_path();
  if (const std::string here = file_in(folder, id); !here.empty()) return here;
  std::error_code error;
  folder = fs::absolute(folder, error).lexically_normal();
  while (folder.has_parent_path() && folder != folder.parent_path()) {
    folder = folder.parent_path();
    if (const std::string there = file_in(folder, id); !there.empty()) return there;
  }
  return "";
}

// Numbers that the file leaves to the layer below.
std::vector<std::string> parameters_left(const std::string& path) {
  std::vector<std::string> out;
  rules::Findings unheard;
  const auto source = rules::load_source(path, limits::policy_bytes_max);
  const auto tree = source ? rules::yaml::read(*source, unheard) : std::nullopt;
  const rules::yaml::Node* list = tree ? tree->find("parameters") : nullptr;
  if (list == nullptr) return out;
  for (const rules::yaml::Entry& entry : list->entries) {
    const rules::yaml::Node* left = entry.value.find("delegated");
    if (left != nullptr && left->text == "true" && entry.value.find("value") == nullptr)
      out.push_back(entry.key.text);
  }
  return out;
}

void new_layer(Context& context, const Options& options, const RegulationId& id, std::string_view level) {
  const auto under = id_of(context, options.under);
  if (!under) return;
  const std::string path = file_above(path_of(options), under->value);
  if (path.empty()) return context.wrong_use("cli.new.nothing_above", {under->value, path_of(options)});
  rules::Findings findings;
  const auto above = rules::load_policy(path, findings);
  if (above == nullptr) return say(context, findings);
  const std::string title = options.title.empty()
                                ? context.say("scaffold.school_title", {above->title.in(context.lang)})
                                : options.title;
  write(context, path_of(options),
        scaffold::layer({id, title, level, *above, parameters_left(path), options.fill}, context.lang));
}

void add_shared(CLI::App& command, Context& context, Options& options) {
  command.add_option("ID", options.id, context.say("cli.new.id"))->required();
  command.add_option("--title", options.title, context.say("cli.new.title"));
  command.add_option("--under", options.under, context.say("cli.new.under"));
  command.add_option("--out", options.out, context.say("cli.new.out"));
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
  school->add_flag("--fill", options->fill, context.say("cli.new.fill"));
  school->callback([&context, options] {
    const auto id = id_of(context, options->id);
    if (id) new_layer(context, *options, *id, "school");
  });
  for (CLI::App* one : {regulation, school}) one->group(context.say("cli.heading.commands"));
}

}  // namespace quyche::cli
