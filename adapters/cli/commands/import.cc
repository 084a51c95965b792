// quyche import FOLDER --dir DIR: an archive back into a data directory, checked before anything is made.
#include "adapters/archive/import.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <ostream>

#include "adapters/archive/export.h"
#include "adapters/cli/archive_words.h"
#include "adapters/cli/commands/commands.h"
#include "adapters/cli/sign.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/sqlite_store.h"

namespace quyche::cli {
namespace {

constexpr std::size_t problems_named = 3;

struct Options {
  std::string folder;
  std::string dir;
  std::string key;
};

Outcome<void> fill(const Options& options, const archive::Report& report, const std::string& dir,
                   sqlite::OpenMode mode) {
  auto store = sqlite::open_sqlite_store(dir, mode);
  if (!store) return tl::unexpected(store.error());
  // A new directory goes away as a whole when this fails; one with other schools takes all of it or nothing.
  const auto pieces = mode == sqlite::OpenMode::create ? archive::Pieces::many : archive::Pieces::one;
  return archive::import_archive(options.folder, report, **store, pieces);
}

void run(Context& context, const Options& options) {
  std::optional<ledger::VerifierKey> key;
  if (!options.key.empty()) {
    key = key_option(context, options.key);
    if (!key) return;
  }
  const auto report = archive::check_archive(options.folder, {key, {}, {}});
  if (!report) return context.fault(report.error());
  if (!report->ok())
    return context.fault({"Q541", archive::words(report->problems, context.lang, problems_named)});
  std::error_code error;
  const bool there = std::filesystem::exists(sqlite::database_path(options.dir), error);
  const auto made = there ? fill(options, *report, options.dir, sqlite::OpenMode::write)
                          : runtime::make_data_directory(options.dir, [&](const std::string& partial) {
                              return fill(options, *report, partial, sqlite::OpenMode::create);
                            });
  if (!made) return context.fault(made.error());
  if (context.json()) {
    json::Value said = archive::to_json(*report);
    said.object()->emplace("directory", options.dir);
    return context.print_json(said);
  }
  context.out << context.say("cli.import.done", {report->school, std::to_string(report->events), options.dir})
              << '\n';
  print_archive_notes(context, *report, {key, {}, {}});
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("import", context.say("cli.import"));
  auto options = std::make_shared<Options>();
  command->add_option("FOLDER", options->folder, context.say("cli.import.folder"))->required();
  command->add_option("--dir", options->dir, context.say("cli.import.dir"))->required();
  command->add_option("--key", options->key, context.say("cli.import.key"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
