// quyche checkpoint DIR: signs what is stored and prints the checkpoint, a C2SP signed note.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/runtime/checkpoint.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/ledger/base64.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string school;
  std::string keys;
};

Outcome<runtime::MadeCheckpoint> make(const Options& options) {
  const signing::KeyFile file(options.dir, options.keys);
  const signing::SignedFile signed_file(file);
  const auto keys = file.read();
  if (!keys) return tl::unexpected(keys.error());
  const auto store = sqlite::open_sqlite_store(options.dir, sqlite::OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  const auto reader = (*store)->reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto school = runtime::which_school(**reader, options.school);
  if (!school) return tl::unexpected(school.error());
  return runtime::make_checkpoint(**store, *school, {*keys, &signed_file});
}

void run(Context& context, const Options& options) {
  const auto made = make(options);
  if (!made) return context.fault(made.error());
  if (!context.json()) {
    context.data() << made->note;
    return;
  }
  context.print_json(json::Object{{"fresh", made->fresh},
                                  {"note", made->note},
                                  {"origin", made->checkpoint.origin},
                                  {"root", ledger::base64(made->checkpoint.root)},
                                  {"size", static_cast<std::int64_t>(made->checkpoint.size)}});
}

}  // namespace

void add_checkpoint(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("checkpoint", context.say("cli.checkpoint"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
