// quyche adopt DIR --policy NEW: another policy, first as a rehearsal.
#include <CLI/CLI.hpp>
#include <memory>
#include <set>
#include <span>

#include "adapters/cli/adopt_words.h"
#include "adapters/cli/commands/commands.h"
#include "adapters/cli/named_file.h"
#include "adapters/cli/read_school.h"
#include "adapters/cli/sign.h"
#include "adapters/runtime/data_directory.h"
#include "engine/event/codec.h"
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

// Whether time is about to find it late: what closed without what it counts.
bool late_by(const Document& document, Instant at) {
  return std::any_of(document.deadlines.begin(), document.deadlines.end(), [&](const auto& entry) {
    return entry.second.status == DeadlineStatus::pending && entry.second.due.closes <= at;
  });
}

// The versions that the school does not have yet; without them the newest, whose refusal says why not.
rules::Policies not_adopted(const SchoolState& school, const rules::Policies& versions) {
  rules::Policies out;
  for (const auto& version : versions)
    if (!adopted(school, policy_id(*version))) out.push_back(version);
  if (out.empty()) out.push_back(versions.back());
  return out;
}

// Refusals are told once, however many versions they are of.
class Refusals {
 public:
  Refusals(Context& context, const std::function<std::string(const PersonId&)>& name)
      : context_(context), name_(name) {}

  void tell(const Policy& policy, const Refusal& refusal) {
    context_.exit = Exit::findings;
    if (refusal == told_) return;
    told_ = refusal;
    const bool again = refusal.unmet.size() == 1 && refusal.unmet.front().code == "Q446";
    context_.err << context_.say(again ? "adopt.already" : "adopt.refused", {policy.title.in(context_.lang)})
                 << '\n';
    print_refusal(context_.err, refusal, context_.lang, name_);
  }

 private:
  Context& context_;
  std::function<std::string(const PersonId&)> name_;
  std::optional<Refusal> told_;
};

// The school as it will be when `before` are adopted, and what fell due until then is done.
Outcome<ReadSchool> adopted_before(const Options& options,
                                   std::span<const std::shared_ptr<const Policy>> before,
                                   std::optional<Instant> at, Instant& now) {
  auto read = read_school(options.dir, std::nullopt, options.school);
  if (!read) return read;
  SchoolState& school = read->school.state;
  const bool given = school.clock == ClockSource::given;
  now = at ? *at : given ? school.last_at : std::max(runtime::system_now(), school.last_at);
  if (now < school.last_at) return read;  // which is refused
  let_time_pass(read->school.policies, school, now);
  for (const auto& policy : before) {
    const PolicyId id = policy_id(*policy);
    read->school.policies.add(id, policy);
    rehearse_adoption(read->school.policies, school, id, now);
    let_time_pass(read->school.policies, school, now);
  }
  if (read->fault()) return tl::unexpected(*read->fault());
  return read;
}

// What the command would be refused for; whoever asks, unless someone is named.
std::optional<Refusal> refusal_of(const ReadSchool& read, const Options& options, const PolicyId& id,
                                  Instant now) {
  Command command{CommandKey{"rehearsal"}, {}, std::nullopt, AdoptPolicy{id}};
  if (!options.as.empty()) {
    const auto person = read.people.find(options.as);
    if (!person) return Refusal{{{"Q425", {Title(options.as)}, {}, {}, {}}}};
    command.as = *person;
  }
  NoHooks hooks;
  const auto decided = decide(read.world(), command, now, hooks);
  return decided ? std::nullopt : std::optional(decided.error());
}

void rehearse(Context& context, const Options& options, const rules::Policies& versions,
              std::optional<Instant> at) {
  auto first = read_school(options.dir, std::nullopt, options.school);
  if (!first) return context.fault(first.error());
  if (!first->school.state.open()) return context.fault({"Q503", options.dir});
  Refusals refusals(context, [&](const PersonId& person) { return first->people.name(person); });
  const rules::Policies wanted = not_adopted(first->school.state, versions);
  rules::Policies before;
  json::Array list;
  for (const auto& policy : wanted) {
    Instant now;
    auto read = adopted_before(options, before, at, now);
    if (!read) return context.fault(read.error());
    SchoolState& school = read->school.state;
    const PolicyId id = policy_id(*policy);
    read->school.policies.add(id, policy);
    if (const auto refused = refusal_of(*read, options, id, now)) {
      if (context.json()) list.push_back(json::Object{{"policy", id.text()}, {"refused", to_json(*refused)}});
      refusals.tell(*policy, *refused);
      continue;
    }
    const AdoptionPreview preview = preview_adoption(read->school.policies, school, id, now);
    if (read->fault()) return context.fault(*read->fault());
    if (context.json())
      list.push_back(adoption_json(*policy, id, preview));
    else
      print_adoption(context, *policy, id, preview,
                     [&](const PersonId& person) { return read->people.name(person); });
    before.push_back(policy);
  }
  if (context.json())
    context.print_json(
        json::Object{{"school", first->school.state.id.value}, {"adoptions", std::move(list)}});
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

// What was adopted, from when, and what became of open documents: of those taken over, which are late now.
Outcome<void> tell_adopted(Context& context, runtime::DataDirectory& data, const Policy& policy,
                           std::uint64_t before) {
  constexpr std::size_t events_per_page = 4'096;
  const SchoolState& school = data.office().school();
  const PolicyId id = policy_id(policy);
  const auto reader = data.store().reader();
  if (!reader) return tl::unexpected(reader.error());
  std::set<DocumentId> taken;
  std::set<DocumentId> late;
  for (std::uint64_t from = before + 1; from <= school.last_seq;) {
    const auto page = (*reader)->events(school.id, from, events_per_page);
    if (!page) return tl::unexpected(page.error());
    if (page->empty()) break;
    for (const StoredEvent& stored : *page) {
      const auto event = decode_event(stored.bytes);
      if (!event) return tl::unexpected(event.error());
      // The next command, of the next version, may have been given: then time has found it.
      if (const auto* missed = std::get_if<DeadlineMissed>(&event->body);
          missed && taken.contains(missed->document))
        late.insert(missed->document);
      const auto* changed = std::get_if<PolicyChanged>(&event->body);
      if (changed == nullptr || event->policy != id) continue;
      taken.insert(changed->document);
      const Document* document = school.document(changed->document);
      if (document != nullptr && late_by(*document, event->at)) late.insert(changed->document);
    }
    from = page->back().seq + 1;
  }
  const Instant first_day = Instant::start_of(policy.effective_from, policy.zone);
  context.out << context.say("adopt.done",
                             {policy.title.in(context.lang), context.day(policy.effective_from)})
              << '\n'
              << context.say("adopt.id", {id.text()}) << '\n';
  if (policy.open_documents == OpenDocuments::take_over)
    context.out << (first_day > school.last_at ? context.say("adopt.taken_later")
                                               : context.say("adopt.taken", {std::to_string(taken.size()),
                                                                             std::to_string(late.size())}))
                << '\n';
  return {};
}

void adopt(Context& context, const Options& options, const rules::Policies& versions) {
  auto data = runtime::DataDirectory::open(options.dir, options.school);
  if (!data) return context.fault(data.error());
  std::vector<std::string> lines;
  const rules::Policies wanted = not_adopted((*data)->office().school(), versions);
  for (const auto& policy : wanted) {
    (*data)->add_policy(policy);
    lines.push_back(line_of(options, policy_id(*policy), (*data)->office().school().last_seq));
  }
  const std::uint64_t before = (*data)->office().school().last_seq;
  const auto answers = (*data)->handle(lines);
  if (!answers) return context.fault(answers.error());
  Refusals refusals(context, [&](const PersonId& person) { return (*data)->people().name(person); });
  for (std::size_t i = 0; i < answers->size(); ++i) {
    const auto& answer = (*answers)[i];
    if (context.json()) {
      context.data() << answer.json << '\n';
      if (!answer.ok) context.exit = Exit::findings;
    } else if (answer.ok) {
      if (auto told = tell_adopted(context, **data, *wanted[i], before); !told)
        return context.fault(told.error());
    } else {
      refusals.tell(*wanted[i], answer.refusal);
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
