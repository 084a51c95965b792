// quyche witness DIR FILE --key K: keeps a witness's cosignature of one of our checkpoints.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <utility>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/read_file.h"
#include "adapters/cli/sign.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/limits.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/school_log.h"
#include "engine/ledger/stored_tree.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string file;
  std::string key;
  std::string school;
};

// How far back bare signature lines are tried: while a witness answers, further checkpoints may be signed.
constexpr int checkpoints_tried_max = 64;
constexpr std::string_view signature_line = "\u2014 ";

// The stored note with the newest of the witness's signatures, its own and the given ones. Their texts are
// the same.
ledger::Note merged(ledger::Note stored, const ledger::Note& given, const ledger::VerifierKey& witness) {
  std::optional<std::pair<std::int64_t, ledger::NoteSignature>> newest;
  for (const ledger::Note* note : {&std::as_const(stored), &given})
    for (const ledger::NoteSignature& signature : note->signatures) {
      const auto message = ledger::signed_message(*note, signature, witness);
      if (!message || !signing::verify(witness, message->message, message->signature)) continue;
      if (!newest || message->time_s > newest->first) newest.emplace(message->time_s, signature);
    }
  std::erase_if(stored.signatures, [&](const ledger::NoteSignature& one) {
    return one.name == witness.name && one.key == witness.id();
  });
  if (newest) stored.signatures.push_back(newest->second);
  return stored;
}

struct Stored {
  std::uint64_t size = 0;
  std::string at;
};

// A checkpoint of the store and the note that brings the witness's signature of it.
struct Match {
  StoredCheckpoint stored;
  ledger::Note given;
};

// What a witness answers (c2sp.org/tlog-witness): signature lines alone. The checkpoint they are of is the
// newest one they are good for; Q532 when there is none.
Outcome<std::optional<Match>> match_lines(StoreReader& reader, const SchoolId& school,
                                          const std::string& lines, const ledger::VerifierKey& witness) {
  auto stored = ledger::newest_checkpoint(reader, school);
  for (int tried = 0; tried < checkpoints_tried_max && stored && *stored; ++tried) {
    const auto ours = ledger::parse_note((*stored)->note);
    if (!ours) return tl::unexpected(ours.error());
    auto given = ledger::parse_note(ours->text + '\n' + lines);
    if (!given) return tl::unexpected(given.error());
    if (witnessed_at(*given, witness)) return std::optional(Match{std::move(**stored), std::move(*given)});
    if ((*stored)->size == 0) break;
    stored = reader.checkpoint(school, (*stored)->size - 1);
  }
  if (!stored) return tl::unexpected(stored.error());
  return fail("Q532", witness.text());
}

// A whole checkpoint with the witness's signature beside ours. Nothing: the store has no such checkpoint.
Outcome<std::optional<Match>> match_note(StoreReader& reader, const SchoolId& school, const std::string& file,
                                         const ledger::VerifierKey& witness) {
  auto given = ledger::parse_note(file);
  if (!given) return tl::unexpected(given.error());
  const auto keys = ledger::adopted_keys(reader, school);
  if (!keys) return tl::unexpected(keys.error());
  const auto claimed = ledger::read_checkpoint(given->text);
  if (!claimed) return tl::unexpected(claimed.error());
  const auto ours = ledger::signers(*keys, claimed->size, claimed->size);
  if (ours.empty()) return fail("Q538", "the log of " + school.value + " names no key yet");
  const auto checkpoint = ledger::verified_checkpoint(file, ours.back(), signing::verify);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (!witnessed_at(*given, witness)) return fail("Q532", witness.text());
  auto stored = reader.checkpoint(school, checkpoint->size);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored || (*stored)->size != checkpoint->size) return std::optional<Match>();
  const auto note = ledger::parse_note((*stored)->note);
  if (!note) return tl::unexpected(note.error());
  if (note->text != given->text) return std::optional<Match>();
  return std::optional(Match{std::move(**stored), std::move(*given)});
}

// Q532: our key's or the witness's signature is not there or not good; Q548: no more signatures fit. Nothing:
// the store has no such checkpoint.
Outcome<std::optional<Stored>> keep(const Options& options, const ledger::VerifierKey& witness) {
  const auto file = read_file(options.file, limits::note_bytes_max);
  if (!file) return tl::unexpected(file.error());
  const auto store = sqlite::open_sqlite_store(options.dir, sqlite::OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  const auto reader = (*store)->reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto school = runtime::which_school(**reader, options.school);
  if (!school) return tl::unexpected(school.error());
  const auto found = file->starts_with(signature_line) ? match_lines(**reader, *school, *file, witness)
                                                       : match_note(**reader, *school, *file, witness);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::optional<Stored>();
  const Match& match = **found;
  if (witnessed_in_the_future(match.given, witness)) return fail("Q572", *witnessed_at(match.given, witness));
  const auto note = ledger::parse_note(match.stored.note);
  if (!note) return tl::unexpected(note.error());
  const std::string bytes = ledger::write_note(merged(*note, match.given, witness));
  // What is stored is read by everything: it must stay a note.
  if (const auto again = ledger::parse_note(bytes); !again) return fail("Q548", again.error().detail);
  Batch batch;
  batch.school = *school;
  batch.checkpoints.push_back({match.stored.size, bytes});
  if (auto written = (*store)->append(batch); !written) return tl::unexpected(written.error());
  return std::optional(Stored{match.stored.size, *witnessed_at(match.given, witness)});
}

void run(Context& context, const Options& options) {
  const auto witness = witness_options(context, {options.key});
  if (!witness) return;
  const auto kept = keep(options, witness->front());
  // What the file says wrongly is a finding; what the machine could not do is a fault.
  const std::string code = kept ? "" : kept.error().code;
  if (code == "Q530" || code == "Q531" || code == "Q532" || code == "Q548" || code == "Q572") {
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
