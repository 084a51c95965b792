// quyche export DIR --out FOLDER: a school as an archive that can be kept and checked without quyche.
#include "adapters/archive/export.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "adapters/cli/archive_page.h"
#include "adapters/cli/commands/commands.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/sqlite/sqlite_store.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string school;
  std::string out;
  bool without_vault = false;
};

void run(Context& context, const Options& options) {
  const auto reader = sqlite::open_sqlite_reader(options.dir);
  if (!reader) return context.fault(reader.error());
  const auto school = runtime::which_school(**reader, options.school);
  if (!school)
    return context.fault(school.error().code == "Q503" ? Error{"Q503", options.dir} : school.error());
  const auto report = archive::write_archive(
      **reader, {*school, options.out, !options.without_vault, archive_page, context.lang});
  if (!report) return context.fault(report.error());
  if (context.json()) {
    json::Value said = archive::to_json(*report);
    said.object()->emplace("folder", options.out);
    return context.print_json(said);
  }
  context.out << context.say("cli.export.done", {school->value, std::to_string(report->events), options.out,
                                                 std::to_string(report->checkpoint_size)})
              << '\n';
  if (report->events > report->checkpoint_size)
    context.out << context.say("archive.unsigned", {std::to_string(report->events - report->checkpoint_size)})
                << '\n';
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("export", context.say("cli.export"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--school", options->school, context.say("cli.school"));
  command->add_option("--out", options->out, context.say("cli.export.out"))->required();
  command->add_flag("--without-vault", options->without_vault, context.say("cli.export.without_vault"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
