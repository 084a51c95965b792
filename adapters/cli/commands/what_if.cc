// quyche what-if DIR --policy NEW: the same recorded commands under another policy.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/each_school.h"
#include "adapters/cli/named_file.h"
#include "adapters/cli/play_what_if.h"
#include "adapters/cli/what_if_words.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/json/fields.h"
#include "engine/office/load.h"
#include "engine/replay/what_if.h"
#include "rules/policy/load.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string policy;
  std::string since;
  std::string school;
  unsigned jobs = 0;
  bool csv = false;
};

// Empty when there are errors; that has been said and the exit code is set.
rules::Policies load(Context& context, const std::string& path) {
  if (!policy_can_be_read(context, path)) return {};
  rules::Findings findings;
  rules::Policies policies = rules::load_policies(path, findings);
  if (!policies.empty()) return policies;
  if (context.json())
    context.print_json(json::Object{{"findings", findings_json(findings)}});
  else
    print_findings(context, findings);
  context.exit = Exit::findings;
  return {};
}

json::Value question_json(const Options& options, const rules::Policies& versions) {
  json::Array ids;
  for (const auto& version : versions) ids.push_back(json::Value(policy_id(*version).text()));
  json::Object out{{"regulation", versions.front()->regulation.value}, {"policies", std::move(ids)}};
  if (!options.since.empty()) out.emplace("since", options.since);
  return out;
}

void what_if(Context& context, const Options& options) {
  const auto day = Date::parse(options.since);
  if (!options.since.empty() && !day) return context.wrong_use("what_if.since", {options.since});
  if (options.csv && context.json()) return context.wrong_use("what_if.one_output", {});
  const rules::Policies versions = load(context, options.policy);
  if (versions.empty()) return;
  auto reader = sqlite::open_sqlite_reader(options.dir);
  if (!reader) return context.fault(reader.error());
  const auto schools = schools_asked(**reader, options.dir, options.school);
  if (!schools) return context.fault(schools.error());
  const auto book = load_policies(**reader);
  if (!book) return context.fault(book.error());
  const auto since = day ? std::optional(Instant::start_of(*day, versions.front()->zone)) : std::nullopt;
  const WhatIfQuestion question = what_if_question(*book, versions, since);
  const auto results = play_what_if(context, options.dir, *schools, options.jobs, *book, question);
  if (!results) return context.fault(results.error());
  if (options.csv) return print_what_if_csv(context, *results);
  if (context.json())
    return context.print_json(
        json::Object{{"question", question_json(options, versions)}, {"schools", what_if_json(*results)}});
  print_what_if(context, *results, versions.front()->zone);
}

}  // namespace

void add_what_if(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("what-if", context.say("cli.what_if"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--policy", options->policy, context.say("cli.what_if.policy"))->required();
  command->add_option("--since", options->since, context.say("cli.what_if.since"));
  command->add_option("--school", options->school, context.say("cli.audit.school"));
  command->add_option("--jobs", options->jobs, context.say("cli.jobs"))->check(CLI::Range(1, 256));
  command->add_flag("--csv", options->csv, context.say("cli.what_if.csv"));
  command->callback([&context, options] { what_if(context, *options); });
}

}  // namespace quyche::cli
