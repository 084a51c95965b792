// quyche check PATH...: everything that is wrong with policy files.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/files_below.h"
#include "rules/calendar/load.h"
#include "rules/policy/load.h"
#include "rules/policy_test/read_suite.h"

namespace quyche::cli {
namespace {

namespace fs = std::filesystem;

bool is_yaml(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

void check_file(const std::string& path, rules::Library& library, rules::Findings& findings) {
  switch (rules::kind_of_file(path, findings)) {
    case rules::FileKind::calendar: (void)rules::load_calendar_file(path, {}, findings); break;
    case rules::FileKind::regulation: (void)rules::load_policies(path, findings, library); break;
    case rules::FileKind::tests: (void)rules::policy_test::read_suite(path, findings); break;
    case rules::FileKind::unknown: break;  // unreadable, and said so
  }
}

void check(Context& context, const std::vector<std::string>& paths) {
  const std::vector<std::string> files = files_below(paths, is_yaml);
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
