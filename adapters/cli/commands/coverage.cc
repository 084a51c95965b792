// quyche coverage PATH...: which requirement of the source text is carried out where, and tested by what.
#include <CLI/CLI.hpp>
#include <cstring>
#include <filesystem>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/files_below.h"
#include "adapters/cli/write_file.h"
#include "rules/coverage/table.h"
#include "rules/diagnostics/render.h"

namespace quyche::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::string out;
  std::string check;
};

bool is_yaml(const std::filesystem::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

// Findings are talk beside the table, which is data.
void say_findings(Context& context, const rules::Findings& findings) {
  for (const rules::Diagnostic& one : findings.sorted())
    context.terminal() << rules::render_human(one, {context.lang, context.colour});
}

void compare(Context& context, const std::string& path, const std::string& table) {
  // No larger than what is compared with it can be read as different.
  const auto there = rules::load_source(path, table.size());
  if (!there && there.error().code != "Q502")
    return context.fault({"Q501", path + ": " + there.error().detail});
  if (there && (*there)->text() == table) return;
  context.err << context.say("cli.coverage.differs", {path}) << '\n';
  context.exit = Exit::findings;
}

void write(Context& context, const std::string& path, const std::string& table) {
  if (const auto written = write_file(path, table, Overwrite::yes); !written) context.fault(written.error());
}

void coverage(Context& context, const Options& options) {
  const std::vector<std::string> files = files_below(options.paths, is_yaml);
  if (files.empty()) return context.wrong_use("cli.no_files", {options.paths.front()});
  rules::Findings findings;
  const auto requirements = rules::coverage::read_coverage(files, findings);
  const std::string table = rules::coverage::markdown(requirements);
  const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  if (findings.errors() + findings.warnings() > 0) context.exit = Exit::findings;
  if (context.json())
    context.print_json(json::Object{{"errors", count(findings.errors())},
                                    {"findings", findings_json(findings)},
                                    {"requirements", rules::coverage::to_json(requirements)},
                                    {"warnings", count(findings.warnings())}});
  else
    say_findings(context, findings);
  if (!options.out.empty()) return write(context, options.out, table);
  if (!options.check.empty()) return compare(context, options.check, table);
  if (!context.json()) context.out << table;
}

}  // namespace

void add_coverage(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("coverage", context.say("cli.coverage"));
  auto options = std::make_shared<Options>();
  command->add_option("PATH", options->paths, context.say("cli.check.path"))->required();
  auto* out = command->add_option("--out", options->out, context.say("cli.coverage.out"));
  command->add_option("--check", options->check, context.say("cli.coverage.check"))->excludes(out);
  command->callback([&context, options] { coverage(context, *options); });
}

}  // namespace quyche::cli
