// quyche verify-proof FILE --key K: checks a proof without a store, and says what it proves.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/event_words.h"
#include "adapters/cli/read_file.h"
#include "adapters/cli/sign.h"
#include "engine/base/limits.h"
#include "engine/event/codec.h"
#include "engine/json/read.h"
#include "engine/ledger/proof.h"
#include "engine/ledger/school_log.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string file;
  std::string key;
  std::string event;
  std::vector<std::string> witnesses;
};

// What is wrong with the proof itself is the finding that was asked for, not a fault of the machine.
void finding(Context& context, const Error& error) {
  context.exit = Exit::findings;
  if (context.json())
    return context.print_json(
        json::Object{{"ok", false}, {"code", error.code}, {"what", context.say(error.code, {error.detail})}});
  context.out << error.code << ": " << context.say(error.code, {error.detail}) << '\n';
}

// No policy is at hand that would say the zone.
constexpr ZoneOffset vietnam{7 * 60};

// Names and titles lie in the store; here are the ids that the event itself holds.
std::string in_words(const Context& context, const Event& event) {
  const PolicyBook no_policies;
  const SchoolState no_school;
  const EventSource source{{no_policies, no_school},
                           [](const PersonId& person) { return person.value; },
                           [&](const Digest& commitment) {
                             return context.say("proof.committed", {commitment.text().substr(0, 12)});
                           }};
  return event_words(context, source, event);
}

void print_line(Context& context, std::string_view label, const std::string& text) {
  if (!text.empty()) context.out << "  " << context.say(label) << ": " << text << '\n';
}

void print_event(Context& context, const Event& event) {
  std::string who = event.by.empty() ? context.say("proof.time_itself") : event.by.value;
  if (!event.on_behalf_of.empty()) who += ' ' + context.say("label.on_behalf_of", {event.on_behalf_of.value});
  const DocumentId* document = document_of(event.body);
  print_line(context, "proof.when", event.at.text(vietnam) + " (" + event.at.text() + ")");
  print_line(context, "proof.who", who);
  print_line(context, "proof.kind", std::string(kind_of(event.body)));
  print_line(context, "proof.what", in_words(context, event));
  print_line(context, "proof.document", document == nullptr ? "" : document->value);
  print_line(context, "proof.clause", clause_text(event.clause));
  print_line(context, "proof.policy", event.policy.text());
}

void report(Context& context, const ledger::Proof& proof, const std::string& bytes,
            const ledger::VerifierKey& key, const ledger::Checkpoint& checkpoint,
            const std::vector<ledger::VerifierKey>& witnesses) {
  const auto note = ledger::parse_note(proof.checkpoint);
  const std::uint64_t seq = proof.index + 1;
  const auto event = decode_event(bytes);
  const bool in_place =
      !event || (event->seq == seq && ledger::origin_of(event->school) == checkpoint.origin);
  if (!in_place) context.exit = Exit::findings;
  json::Array seen;
  std::vector<std::string> lines;
  for (const ledger::VerifierKey& witness : witnesses) {
    const auto at = witnessed_at(*note, witness);
    const bool future = witnessed_in_the_future(*note, witness);
    if (!at || future) context.exit = Exit::findings;
    seen.push_back(json::Object{
        {"at", at ? json::Value(*at) : json::Value()}, {"future", future}, {"witness", witness.name}});
    lines.push_back(!at      ? context.say("proof.not_witnessed", {witness.name})
                    : future ? context.say("proof.witness_future", {witness.name, *at})
                             : context.say("proof.witnessed", {witness.name, *at}));
  }
  if (context.json())
    return context.print_json(json::Object{{"event", event ? *json::read(bytes) : json::Value()},
                                           {"in_place", in_place},
                                           {"key", key.text()},
                                           {"ok", context.exit == Exit::ok},
                                           {"origin", checkpoint.origin},
                                           {"seq", static_cast<std::int64_t>(seq)},
                                           {"size", static_cast<std::int64_t>(checkpoint.size)},
                                           {"witnesses", std::move(seen)}});
  context.out << context.say("proof.good", {std::to_string(seq), std::to_string(checkpoint.size),
                                            checkpoint.origin, key.text()})
              << '\n';
  if (!event)
    context.out << "  " << context.say("proof.not_an_event", {event.error().detail}) << '\n';
  else
    print_event(context, *event);
  if (!in_place)
    context.out << context.say("proof.another_place", {std::to_string(event->seq), event->school.value})
                << '\n';
  for (const std::string& line : lines) context.out << line << '\n';
}

void run(Context& context, const Options& options) {
  const auto key = key_option(context, options.key);
  if (!key) return;
  const auto witnesses = witness_options(context, options.witnesses);
  if (!witnesses) return;
  const auto file = read_file(options.file, limits::proof_bytes_max);
  if (!file) return context.fault(file.error());
  const auto proof = ledger::read_proof(*file);
  if (!proof) return finding(context, proof.error());
  std::string bytes = proof->extra;
  if (!options.event.empty()) {
    const auto given = read_file(options.event, limits::json_bytes_max);
    if (!given) return context.fault(given.error());
    bytes = *given;
  }
  if (bytes.empty()) return context.wrong_use("proof.no_event", {});
  auto checkpoint = ledger::verify_proof(*proof, bytes, *key, signing::verify);
  // A line cut from events.jsonl brings the end of its line along, which is not the event's.
  if (!checkpoint && !options.event.empty() && bytes.ends_with('\n')) {
    bytes.pop_back();
    if (auto without = ledger::verify_proof(*proof, bytes, *key, signing::verify)) checkpoint = without;
  }
  if (!checkpoint) return finding(context, checkpoint.error());
  report(context, *proof, bytes, *key, *checkpoint, *witnesses);
}

}  // namespace

void add_verify_proof(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("verify-proof", context.say("cli.verify_proof"));
  auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, context.say("cli.verify_proof.file"))->required();
  command->add_option("--key", options->key, context.say("cli.verify_proof.key"))->required();
  command->add_option("--event", options->event, context.say("cli.verify_proof.event"));
  command->add_option("--witness", options->witnesses, context.say("cli.witness_option"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
