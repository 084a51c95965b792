// quyche what-if DIR --policy NEW: the same recorded commands under another policy.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/each_school.h"
#include "adapters/cli/what_if_words.h"
#include "adapters/sqlite/sqlite_store.h"
#include "adapters/vault/read_text.h"
#include "engine/json/fields.h"
#include "engine/office/load.h"
#include "engine/replay/each_event.h"
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
  std::vector<WhatIfResult> results(schools->size());
  const auto done =
      each_school(context, options.dir, *schools, options.jobs,
                  [&](StoreReader& own, std::size_t i, Progress& progress) -> Outcome<void> {
                    const SchoolId& school = (*schools)[i];
                    const auto text_of = [&](const Digest& commitment) -> std::optional<std::string> {
                      auto text = vault::read_text(own, school, commitment);
                      const bool there = text && text->state == vault::TextState::there;
                      return there ? std::optional(std::move(text->text)) : std::nullopt;
                    };
                    WhatIf play(question, text_of);
                    auto read = each_event(own, school, *book, [&](Event&& event) {
                      play.add(event);
                      progress.fetch_add(1, std::memory_order_relaxed);
                    });
                    if (!read) return tl::unexpected(read.error());
                    results[i] = play.finish();
                    results[i].school = school;
                    return {};
                  });
  if (!done) return context.fault(done.error());
  if (options.csv) return print_what_if_csv(context, results);
  if (context.json())
    return context.print_json(
        json::Object{{"question", question_json(options, versions)}, {"schools", what_if_json(results)}});
  print_what_if(context, results);
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
