// quyche witness DIR FILE --key K: keeps a witness's cosignature of one of our checkpoints.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/read_file.h"
#include "adapters/cli/sign.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/limits.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/school_log.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string file;
  std::string key;
  std::string school;
};

// The stored note with the witness's lines of the given one. Their texts are the same.
ledger::Note merged(ledger::Note stored, const ledger::Note& given, const ledger::VerifierKey& witness) {
  for (const ledger::NoteSignature& signature : given.signatures) {
    const bool known =
        std::find(stored.signatures.begin(), stored.signatures.end(), signature) != stored.signatures.end();
    if (!known && ledger::signed_message(given, signature, witness)) stored.signatures.push_back(signature);
  }
  return stored;
}

struct Stored {
  std::uint64_t size = 0;
  std::string at;
};

// Q532: our key's or the witness's signature is not there or not good. Nothing: the store has no such
// checkpoint.
Outcome<std::optional<Stored>> keep(const Options& options, const ledger::VerifierKey& witness) {
  const auto file = read_file(options.file, limits::note_bytes_max);
  if (!file) return tl::unexpected(file.error());
  const auto given = ledger::parse_note(*file);
  if (!given) return tl::unexpected(given.error());
  const auto store = sqlite::open_sqlite_store(options.dir, sqlite::OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  const auto reader = (*store)->reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto school = runtime::which_school(**reader, options.school);
  if (!school) return tl::unexpected(school.error());
  const auto keys = ledger::adopted_keys(**reader, *school);
  if (!keys) return tl::unexpected(keys.error());
  const auto claimed = ledger::read_checkpoint(given->text);
  if (!claimed) return tl::unexpected(claimed.error());
  const auto ours = ledger::signers(*keys, claimed->size, claimed->size);
  if (ours.empty()) return fail("Q538", "the log of " + school->value + " names no key yet");
  const auto checkpoint = ledger::verified_checkpoint(*file, ours.back(), signing::verify);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  const auto at = witnessed_at(*given, witness);
  if (!at) return fail("Q532", witness.text());
  if (witnessed_in_the_future(*given, witness)) return fail("Q572", *at);
  const auto stored = (*reader)->checkpoint(*school, checkpoint->size);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored || (*stored)->size != checkpoint->size) return std::optional<Stored>();
  const auto note = ledger::parse_note((*stored)->note);
  if (!note) return tl::unexpected(note.error());
  if (note->text != given->text) return std::optional<Stored>();
  Batch batch;
  batch.school = *school;
  batch.checkpoints.push_back({checkpoint->size, ledger::write_note(merged(*note, *given, witness))});
  if (auto written = (*store)->append(batch); !written) return tl::unexpected(written.error());
  return std::optional(Stored{checkpoint->size, *at});
}

void run(Context& context, const Options& options) {
  const auto witness = witness_options(context, {options.key});
  if (!witness) return;
  const auto kept = keep(options, witness->front());
  // What the file says wrongly is a finding; what the machine could not do is a fault.
  const std::string code = kept ? "" : kept.error().code;
  if (code == "Q530" || code == "Q531" || code == "Q532" || code == "Q572") {
    context.err << "quyche: " << code << ": " << context.say(code, {kept.error().detail}) << '\n';
    context.exit = Exit::findings;
    return;
  }
  if (!kept) return context.fault(kept.error());
  if (!*kept) {
    const auto file = read_file(options.file, limits::note_bytes_max);
    const auto note = ledger::parse_note(file.value_or(""));
    const auto size = note ? ledger::read_checkpoint(note->text)->size : 0;
    context.err << "quyche: " << context.say("cli.witness.unknown", {std::to_string(size)}) << '\n';
    context.exit = Exit::findings;
    return;
  }
  const auto size = static_cast<std::int64_t>((*kept)->size);
  if (context.json())
    return context.print_json(
        json::Object{{"at", (*kept)->at}, {"size", size}, {"witness", witness->front().name}});
  context.out << context.say("cli.witness.stored", {witness->front().name, (*kept)->at, std::to_string(size)})
              << '\n';
}

}  // namespace

void add_witness(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("witness", context.say("cli.witness"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("FILE", options->file, context.say("cli.witness.file"))->required();
  command->add_option("--key", options->key, context.say("cli.witness.key"))->required();
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
