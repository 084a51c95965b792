// quyche check PATH...: everything that is wrong with policy files.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "rules/policy/load.h"

namespace quyche::cli {
namespace {

namespace fs = std::filesystem;

bool is_yaml(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

// Files as given; folders with all YAML files below them, by name.
std::vector<std::string> files_of(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    const auto options = fs::directory_options::skip_permission_denied;
    for (auto at = fs::recursive_directory_iterator(path, options, error); !error && at != fs::end(at);
         at.increment(error))
      if (at->is_regular_file(error) && is_yaml(at->path())) inside.push_back(at->path().string());
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

void check_file(const std::string& path, rules::Library& library, rules::Findings& findings) {
  switch (rules::kind_of_file(path, findings)) {
    case rules::FileKind::calendar: (void)rules::load_calendar(path, findings); break;
    case rules::FileKind::regulation: (void)rules::load_policies(path, findings, library); break;
    case rules::FileKind::unknown: break;  // unreadable, and said so
  }
}

void check(Context& context, const std::vector<std::string>& paths) {
  const std::vector<std::string> files = files_of(paths);
  if (files.empty()) return context.wrong_use("cli.no_files", {paths.front()});
  // One set of findings: what two regulations say of the calendar they share is said once.
  rules::Findings findings;
  rules::Library library;
  for (const std::string& file : files) check_file(file, library, findings);
  const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  if (context.json()) {
    context.print_json(json::Object{{"errors", count(findings.errors())},
                                    {"files", count(files.size())},
                                    {"findings", findings_json(findings)},
                                    {"warnings", count(findings.warnings())}});
  } else {
    print_findings(context, findings);
    context.out.flush();  // before what is said about them
    context.err << context.say("cli.checked",
                               {std::to_string(files.size()), std::to_string(findings.errors()),
                                std::to_string(findings.warnings())})
                << '\n';
  }
  if (findings.errors() + findings.warnings() > 0) context.exit = Exit::findings;
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("check", context.say("cli.check"));
  auto paths = std::make_shared<std::vector<std::string>>();
  command->add_option("PATH", *paths, context.say("cli.check.path"))->required();
  command->callback([&context, paths] { check(context, *paths); });
}

}  // namespace quyche::cli
