// quyche export DIR --out FOLDER: a school as an archive that can be kept and checked without quyche.
#include "adapters/archive/export.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "adapters/cli/archive_page.h"
#include "adapters/cli/archive_words.h"
#include "adapters/cli/commands/commands.h"
#include "adapters/cli/table.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string school;
  std::string out;
  std::string keys;
  bool without_vault = false;
};

void run(Context& context, const Options& options) {
  const auto reader = sqlite::open_sqlite_reader(options.dir);
  if (!reader) return context.fault(reader.error());
  const auto school = runtime::which_school(**reader, options.school);
  if (!school)
    return context.fault(school.error().code == "Q503" ? Error{"Q503", options.dir} : school.error());
  const auto keys = signing::KeyFile(options.dir, options.keys).read();
  // Not for an archive of somebody who holds no key: it is sound without this signature.
  if (!keys && (keys.error().code != "Q535" || !options.keys.empty())) return context.fault(keys.error());
  const auto report =
      archive::write_archive(**reader, {*school, options.out, !options.without_vault, archive_page,
                                        context.lang, keys.value_or(std::vector<signing::SigningKey>())});
  if (!report) return context.fault(report.error());
  if (context.json()) {
    json::Value said = archive::to_json(*report);
    said.object()->emplace("folder", options.out);
    return context.print_json(said);
  }
  for (const std::string& line :
       wrap(context.say("cli.export.done", {school->value, std::to_string(report->events), options.out,
                                            std::to_string(report->checkpoint_size)}),
            context.columns))
    context.out << line << '\n';
  context.out << "  python3 " << options.out << "/verify.py\n";
  // Whose the key is, its holder knows.
  archive::CheckOptions of_the_school;
  of_the_school.key.emplace();
  print_archive_notes(context, *report, of_the_school);
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("export", context.say("cli.export"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--school", options->school, context.say("cli.school"));
  command->add_option("--out", options->out, context.say("cli.export.out"))->required();
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_flag("--without-vault", options->without_vault, context.say("cli.export.without_vault"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
