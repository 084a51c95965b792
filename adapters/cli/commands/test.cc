// quyche test PATH...: do policies decide as their tests expect?
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/files_below.h"
#include "adapters/cli/table.h"
#include "adapters/cli/test_words.h"
#include "engine/json/fields.h"
#include "rules/diagnostics/render.h"
#include "rules/policy_test/read_suite.h"
#include "rules/policy_test/run_suite.h"

namespace quyche::cli {
namespace {

using rules::policy_test::CaseResult;
using rules::policy_test::Suite;
using rules::policy_test::SuiteResult;

struct Options {
  std::vector<std::string> paths;
  std::vector<std::string> only;
};

bool is_test(const std::filesystem::path& path) { return path.filename().string().ends_with(".test.yaml"); }

class TestRun {
 public:
  TestRun(Context& context, const Options& options) : c_(context), options_(options) {}

  void file(const std::string& path) {
    rules::Findings findings;
    const auto suite = rules::policy_test::read_suite(path, findings);
    errors_ += findings.errors();
    if (!suite) {
      for (const rules::Diagnostic& finding : findings.sorted()) found(finding);
      return;
    }
    const SuiteResult result = rules::policy_test::run_suite(*suite, [this](const std::string& name) {
      return options_.only.empty() ||
             std::find(options_.only.begin(), options_.only.end(), name) != options_.only.end();
    });
    if (result.cases.empty()) return;
    cases_ += result.cases.size();
    for (const CaseResult& one : result.cases) failed_ += one.passed() ? 0 : 1;
    if (c_.json())
      suites_.push_back(suite_json(*suite, result));
    else
      print(*suite, result);
  }

  void finish() {
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    if (c_.json())
      c_.print_json(json::Object{{"cases", count(cases_)},
                                 {"errors", count(errors_)},
                                 {"failed", count(failed_)},
                                 {"findings", std::move(findings_)},
                                 {"suites", std::move(suites_)}});
    if (!c_.json() && cases_ + errors_ > 0)
      c_.err << c_.say("cli.test.sum", {std::to_string(cases_), std::to_string(cases_ - failed_),
                                        std::to_string(failed_), std::to_string(errors_)})
             << '\n';
    if (cases_ == 0 && errors_ == 0) c_.err << c_.say("cli.test.none", {list_of(options_.paths)}) << '\n';
    if (cases_ == 0 || failed_ + errors_ > 0) c_.exit = Exit::findings;
  }

 private:
  static std::string list_of(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
    return out;
  }

  void found(const rules::Diagnostic& finding) {
    if (c_.json())
      findings_.push_back(rules::to_json(finding));
    else
      c_.data() << rules::render_human(finding, {c_.lang, c_.colour});
  }

  void print(const Suite& suite, const SuiteResult& result) {
    c_.out << suite.source->name() << '\n';
    for (const CaseResult& one : result.cases) {
      const std::string& title = one.one->title.in(c_.lang);
      const std::string head = c_.say(one.passed() ? "test.passed" : "test.failed") + "  " + one.one->name +
                               (title.empty() ? "" : ": " + title);
      std::string indent = "  ";
      for (const std::string& line : wrap(head, c_.columns - 6)) {
        c_.out << indent << line << '\n';
        indent = "      ";
      }
      if (one.passed()) continue;
      for (const rules::Diagnostic& failure : one.failures)
        c_.data() << rules::render_human(failure, {c_.lang, c_.colour});
      print_trace(c_, one);
    }
    if (options_.only.empty()) print_coverage(c_, suite, result);
  }

  static json::Value suite_json(const Suite& suite, const SuiteResult& result) {
    json::Array cases;
    for (const CaseResult& one : result.cases) {
      json::Array failures;
      for (const rules::Diagnostic& failure : one.failures) failures.push_back(rules::to_json(failure));
      cases.push_back(json::Object{{"covers", json::encode(one.one->covers)},
                                   {"failures", std::move(failures)},
                                   {"name", one.one->name},
                                   {"passed", one.passed()},
                                   {"title", json::encode(one.one->title)},
                                   {"trace", trace_json(one)}});
    }
    return json::Object{{"cases", std::move(cases)},
                        {"coverage", coverage_json(suite, result)},
                        {"file", suite.source->name()},
                        {"regulation", suite.regulation.value}};
  }

  Context& c_;
  const Options& options_;
  std::size_t cases_ = 0;
  std::size_t failed_ = 0;
  std::size_t errors_ = 0;  // found while reading
  json::Array suites_;
  json::Array findings_;
};

void test(Context& context, const Options& options) {
  TestRun run(context, options);
  std::set<std::string> seen;  // a file that is named twice is run once
  for (const std::string& path : files_below(options.paths, is_test))
    if (seen.insert(path).second) run.file(path);
  run.finish();
}

}  // namespace

void add_test(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("test", context.say("cli.test"));
  auto options = std::make_shared<Options>();
  command->add_option("PATH", options->paths, context.say("cli.test.path"))->required();
  command->add_option("--only", options->only, context.say("cli.test.only"))->allow_extra_args(false);
  command->callback([&context, options] { test(context, *options); });
}

}  // namespace quyche::cli
