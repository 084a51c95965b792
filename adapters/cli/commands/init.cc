// quyche init DIR: opens a school under a policy, in a new data directory or beside others in one.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/sign.h"
#include "adapters/people/people_file.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/ledger/school_log.h"
#include "engine/school/in_force.h"
#include "rules/policy/load.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string policy;
  std::string people;
  std::string school = "school";
  std::string clock = "system";
  std::string at;
  std::string keys;
};

void print_opened(Context& context, const Options& options, const runtime::NewSchool& school,
                  const std::string& key_file) {
  const std::string id = policy_id(*school.policy).text();
  if (context.json()) {
    context.print_json(json::Object{{"directory", options.dir},
                                    {"key", school.key},
                                    {"keys", key_file},
                                    {"people", static_cast<std::int64_t>(school.people.size())},
                                    {"policy", id},
                                    {"school", options.school}});
    return;
  }
  context.out << context.say("cli.init.opened",
                             {options.school, std::to_string(school.people.size()),
                              school.policy->title.in(context.lang), id.substr(0, 12), options.dir})
              << '\n'
              << context.say("cli.init.key", {school.key, key_file}) << '\n';
}

// Q504 when the directory has the school. Looked at before a key is made for it.
Outcome<void> already_there(const std::string& dir, const SchoolId& school) {
  if (!runtime::holds_data(dir)) return {};
  const auto reader = sqlite::open_sqlite_reader(dir);
  if (!reader) return tl::unexpected(reader.error());
  const auto last = (*reader)->last_seq(school);
  if (!last) return tl::unexpected(last.error());
  return *last == 0 ? Outcome<void>() : fail("Q504", dir + ": " + school.value);
}

// The first checkpoint of a school that was added; a new directory has its own from the start.
void sign_beside_others(Context& context, const std::string& dir, const SchoolId& school,
                        const signing::KeyFile& keys) {
  const auto store = sqlite::open_sqlite_store(dir, sqlite::OpenMode::write);
  if (!store) return context.fault(store.error());
  sign_what_is_there(context, **store, school, keys, nullptr);
}

void init(Context& context, const Options& options) {
  runtime::NewSchool school;
  const auto id = SchoolId::parse(options.school);
  if (!id) return context.wrong_use("Q204", {options.school});
  school.school = *id;
  school.clock = options.clock == "commands" ? ClockSource::given : ClockSource::system;
  const auto at = Instant::parse(options.at);
  if ((school.clock == ClockSource::given) != at.has_value() || (!options.at.empty() && !at))
    return context.wrong_use("cli.init.at", {});
  school.now = at ? *at : runtime::system_now();
  rules::Findings findings;
  rules::Policies policies = rules::load_policies(options.policy, findings);
  if (!policies.empty()) {
    // Opened under the one in force; the others wait for their days.
    const auto today = std::find_if(policies.begin(), policies.end(), [&](const auto& policy) {
      return holds(*policy, school.now.date(policy->zone));
    });
    std::rotate(policies.begin(), today == policies.end() ? policies.begin() : today, policies.end());
    school.policy = policies.front();
    school.later.assign(policies.begin() + 1, policies.end());
  }
  if (school.policy != nullptr) school.people = people::read_people(options.people, *school.policy, findings);
  // Findings are talk here: the data is the opened school.
  Context talk{context.err,    context.err,     context.lang, context.format,
               context.colour, context.columns, Exit::ok};
  if (context.json() && findings.errors() > 0)
    context.print_json(json::Object{{"findings", findings_json(findings)}});
  else if (!context.json() && findings.errors() + findings.warnings() > 0)
    print_findings(talk, findings);
  if (findings.errors() > 0) {
    context.exit = Exit::findings;
    return;
  }
  if (const auto there = already_there(options.dir, school.school); !there)
    return context.fault(there.error());
  const bool is_there = runtime::holds_data(options.dir);
  if (!is_there) {
    if (const auto possible = runtime::check_can_be_made(options.dir); !possible)
      return context.fault(possible.error());
  }
  // The key gets its place when everything else is ready, and before anything durable names it; it goes again
  // when the school does not come to be.
  const signing::KeyFile keys(options.dir, options.keys);
  const auto key = signing::generate_key(ledger::origin_of(school.school));
  auto staged = keys.stage(key);
  if (!staged) {
    // Beside the directory: where no key can be written, no directory can be made.
    const bool beside = options.keys.empty() && staged.error().code == "Q525";
    return context.fault(beside ? Error{"Q508", staged.error().detail} : staged.error());
  }
  school.key = key.key.text();
  school.signer = key;
  const auto publish_key = [&] { return staged->publish(); };
  const auto made = is_there ? runtime::add_school(options.dir, school, publish_key)
                             : runtime::create_data_directory(options.dir, school, publish_key);
  if (!made) {
    context.fault(made.error());
    if (!staged->published()) return;
    if (const auto gone = keys.remove(key.key); !gone) context.fault(gone.error());
    return;
  }
  if (is_there) sign_beside_others(context, options.dir, school.school, keys);
  print_opened(context, options, school, keys.path());
}

}  // namespace

void add_init(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("init", context.say("cli.init"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--policy", options->policy, context.say("cli.init.policy"))->required();
  command->add_option("--people", options->people, context.say("cli.init.people"))->required();
  command->add_option("--school", options->school, context.say("cli.init.school"));
  command->add_option("--clock", options->clock, context.say("cli.init.clock"))
      ->check(CLI::IsMember({"system", "commands"}));
  command->add_option("--at", options->at, context.say("cli.init.at_option"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->callback([&context, options] { init(context, *options); });
}

}  // namespace quyche::cli
