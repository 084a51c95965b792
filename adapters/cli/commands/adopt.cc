// quyche adopt DIR --policy NEW: another policy, first as a rehearsal.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/adopt_words.h"
#include "adapters/cli/commands/commands.h"
#include "adapters/cli/named_file.h"
#include "adapters/cli/read_school.h"
#include "adapters/cli/sign.h"
#include "adapters/runtime/data_directory.h"
#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "engine/replay/adopt.h"
#include "rules/policy/load.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string policy;
  std::string as;
  std::string at;
  std::string school;
  std::string keys;
  bool dry_run = false;
};

bool adopted(const SchoolState& school, const PolicyId& id) {
  return std::any_of(school.adopted.begin(), school.adopted.end(),
                     [&](const Adoption& adoption) { return adoption.policy == id; });
}

// The versions that the school does not have yet; without them the newest, whose refusal says why not.
rules::Policies not_adopted(const SchoolState& school, const rules::Policies& versions) {
  rules::Policies out;
  for (const auto& version : versions)
    if (!adopted(school, policy_id(*version))) out.push_back(version);
  if (out.empty()) out.push_back(versions.back());
  return out;
}

void rehearse(Context& context, const Options& options, const rules::Policies& versions,
              std::optional<Instant> at) {
  auto read = read_school(options.dir, std::nullopt, options.school);
  if (!read) return context.fault(read.error());
  const SchoolState& school = read->school.state;
  const Instant now = at                                   ? *at
                      : school.clock == ClockSource::given ? school.last_at
                                                           : std::max(runtime::system_now(), school.last_at);
  json::Array list;
  for (const auto& policy : not_adopted(school, versions)) {
    const PolicyId id = policy_id(*policy);
    read->school.policies.add(id, policy);
    const AdoptionPreview preview = preview_adoption(read->world(), id, now);
    if (context.json())
      list.push_back(adoption_json(*policy, id, preview));
    else
      print_adoption(context, *policy, preview,
                     [&](const PersonId& person) { return read->people.name(person); });
  }
  if (context.json())
    context.print_json(json::Object{{"school", school.id.value}, {"adoptions", std::move(list)}});
}

// The same person, asking the same of the school as it stands, gets the same answer.
std::string key_of(const Options& options, const PolicyId& id, std::uint64_t seq) {
  const Digest asked = sha256(id.text() + ' ' + options.as + ' ' + options.at);
  return "adopt-" + asked.text().substr(0, 16) + "-" + std::to_string(seq);
}

std::string line_of(const Options& options, const PolicyId& id, std::uint64_t seq) {
  json::Object line{{"do", std::string(AdoptPolicy::name)},
                    {"as", options.as},
                    {"key", key_of(options, id, seq)},
                    {"policy", id.text()}};
  if (!options.at.empty()) line.emplace("at", options.at);
  return json::canonical(line);
}

void adopt(Context& context, const Options& options, const rules::Policies& versions) {
  auto data = runtime::DataDirectory::open(options.dir, options.school);
  if (!data) return context.fault(data.error());
  std::vector<std::string> lines;
  for (const auto& policy : not_adopted((*data)->office().school(), versions)) {
    (*data)->add_policy(policy);
    lines.push_back(line_of(options, policy_id(*policy), (*data)->office().school().last_seq));
  }
  const auto answers = (*data)->handle(lines);
  if (!answers) return context.fault(answers.error());
  for (std::size_t i = 0; i < answers->size(); ++i) {
    const auto& answer = (*answers)[i];
    if (!answer.ok) context.exit = Exit::findings;
    if (context.json()) {
      context.out << answer.json << '\n';
    } else if (answer.ok) {
      context.out << context.say("adopt.done", {answer.json}) << '\n';
    } else {
      context.err << context.say("refusal.head") << '\n';
      print_refusal(context.err, answer.refusal, context.lang,
                    [&](const PersonId& person) { return (*data)->people().name(person); });
    }
  }
  const SchoolId& school = (*data)->office().school().id;
  sign_what_is_there(context, (*data)->store(), school, {options.dir, options.keys}, (*data)->sent(school));
}

void run_adopt(Context& context, const Options& options) {
  if (!options.dry_run && options.as.empty()) return context.wrong_use("adopt.as", {});
  const auto at = Instant::parse(options.at);
  if (!options.at.empty() && !at) return context.wrong_use("adopt.at", {options.at});
  if (!policy_can_be_read(context, options.policy)) return;
  rules::Findings findings;
  const rules::Policies versions = rules::load_policies(options.policy, findings);
  if (versions.empty()) {
    if (context.json())
      context.print_json(json::Object{{"findings", findings_json(findings)}});
    else
      print_findings(context, findings);
    context.exit = Exit::findings;
    return;
  }
  if (options.dry_run) return rehearse(context, options, versions, at);
  adopt(context, options, versions);
}

}  // namespace

void add_adopt(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("adopt", context.say("cli.adopt"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--policy", options->policy, context.say("cli.adopt.policy"))->required();
  command->add_option("--as", options->as, context.say("cli.adopt.as"));
  command->add_option("--at", options->at, context.say("cli.adopt.at"));
  command->add_option("--school", options->school, context.say("cli.adopt.school"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_flag("--dry-run", options->dry_run, context.say("cli.adopt.dry_run"));
  command->callback([&context, options] { run_adopt(context, *options); });
}

}  // namespace quyche::cli
