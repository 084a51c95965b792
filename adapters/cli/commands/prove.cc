// quyche prove DIR EVENT: a C2SP tlog-proof that the event is in the signed log.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/write_file.h"
#include "adapters/runtime/checkpoint.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/ledger/decimal.h"
#include "engine/ledger/stored_tree.h"

namespace quyche::cli {
namespace {

constexpr std::size_t events_per_page = 1'024;

struct Options {
  std::string dir;
  std::string event;
  std::string out;
  std::string keys;
  std::string school;
};

// A number is an event's seq, anything else a document whose newest event is meant. 0: there is none.
Outcome<std::uint64_t> which_event(StoreReader& reader, const SchoolId& school, const std::string& asked) {
  if (const auto seq = ledger::decimal(asked)) {
    const auto last = reader.last_seq(school);
    if (!last) return tl::unexpected(last.error());
    return *seq <= *last ? *seq : 0;
  }
  std::uint64_t newest = 0;
  while (true) {
    const auto page = reader.document_events(school, DocumentId{asked}, newest + 1, events_per_page);
    if (!page) return tl::unexpected(page.error());
    if (!page->empty()) newest = page->back().seq;
    if (page->size() < events_per_page) return newest;
  }
}

// Signs what is there, when the key is.
Outcome<void> sign(const Options& options, const SchoolId& school) {
  const signing::KeyFile file(options.dir, options.keys);
  const signing::SignedFile signed_file(file);
  const auto keys = file.read();
  if (!keys) return tl::unexpected(keys.error());
  const auto store = sqlite::open_sqlite_store(options.dir, sqlite::OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  if (auto made = runtime::make_checkpoint(**store, school, {*keys, &signed_file}); !made)
    return tl::unexpected(made.error());
  return {};
}

// The newest checkpoint, if it covers the event.
Outcome<std::optional<StoredCheckpoint>> covering(StoreReader& reader, const SchoolId& school,
                                                  std::uint64_t seq) {
  auto newest = ledger::newest_checkpoint(reader, school);
  if (newest && *newest && (*newest)->size < seq) return std::optional<StoredCheckpoint>();
  return newest;
}

// Whether `path` lies in the data directory, where nothing but data belongs.
bool in_the_directory(const std::string& path, const std::string& dir) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path whole = fs::weakly_canonical(fs::absolute(dir, error), error);
  if (!whole.has_filename()) whole = whole.parent_path();  // a slash at the end
  const fs::path file = fs::weakly_canonical(fs::absolute(path, error), error);
  const auto [end, rest] = std::mismatch(whole.begin(), whole.end(), file.begin(), file.end());
  return end == whole.end();
}

void run(Context& context, const Options& options) {
  // Before anything is signed for it. The key file is there, and what is there is never overwritten.
  if (!options.out.empty() && in_the_directory(options.out, options.dir))
    return context.wrong_use("cli.prove.out_in_dir", {options.out});
  if (std::error_code error;
      !options.out.empty() && std::filesystem::exists(std::filesystem::symlink_status(options.out, error)))
    return context.fault({"Q526", options.out});
  const auto reader = sqlite::open_sqlite_reader(options.dir);
  if (!reader) return context.fault(reader.error());
  const auto school = runtime::which_school(**reader, options.school);
  if (!school) return context.fault(school.error());
  const auto seq = which_event(**reader, *school, options.event);
  if (!seq) return context.fault(seq.error());
  if (*seq == 0) {
    context.err << context.say("cli.prove.none", {options.event}) << '\n';
    context.exit = Exit::findings;
    return;
  }
  auto checkpoint = covering(**reader, *school, *seq);
  if (checkpoint && !*checkpoint) {
    if (const auto done = sign(options, *school); !done)
      return context.fault(done.error().code == "Q535" ? Error{"Q539", std::to_string(*seq)} : done.error());
    checkpoint = covering(**reader, *school, *seq);
  }
  if (!checkpoint) return context.fault(checkpoint.error());
  if (!*checkpoint) return context.fault({"Q539", std::to_string(*seq)});
  const auto proof = ledger::prove(**reader, *school, *seq, **checkpoint);
  if (!proof) return context.fault(proof.error());
  const std::string text = ledger::write_proof(*proof);
  if (!options.out.empty())
    if (const auto written = write_file(options.out, text, Overwrite::no); !written)
      return context.fault(written.error());
  const auto size = static_cast<std::int64_t>((*checkpoint)->size);
  if (context.json()) {
    json::Object out{{"event", static_cast<std::int64_t>(*seq)}, {"size", size}};
    out.emplace(options.out.empty() ? "proof" : "out", options.out.empty() ? text : options.out);
    return context.print_json(std::move(out));
  }
  if (options.out.empty())
    context.data() << text;
  else
    context.out << context.say("cli.prove.written", {std::to_string(*seq), std::to_string(size), options.out})
                << '\n';
}

}  // namespace

void add_prove(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("prove", context.say("cli.prove"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("EVENT", options->event, context.say("cli.prove.event"))->required();
  command->add_option("--out", options->out, context.say("cli.prove.out"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
