// quyche do DIR [FILE|-]: commands as JSON lines in, one JSON answer a line out.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/line_reader.h"
#include "adapters/cli/sign.h"
#include "adapters/runtime/data_directory.h"
#include "engine/base/limits.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string file = "-";
  std::string school;
  std::string keys;
  bool explain = false;
};

void run_commands(Context& context, const Options& options) {
  auto reader = LineReader::open(options.file);
  if (!reader) return context.fault(reader.error());
  auto data = runtime::DataDirectory::open(options.dir, options.school);
  if (!data) return context.fault(data.error());
  while (true) {
    auto lines = reader->next(limits::batch_commands_max, limits::json_bytes_max);
    if (!lines) return context.fault(lines.error());
    if (lines->empty()) {
      for (const SchoolId& school : (*data)->used())
        sign_what_is_there(context, (*data)->store(), school, {options.dir, options.keys});
      return;
    }
    const auto answers = (*data)->handle(*lines);
    if (!answers) return context.fault(answers.error());
    for (const auto& answer : *answers) {
      context.data() << answer.json << '\n';
      if (answer.ok) continue;
      context.exit = Exit::findings;
      if (!options.explain) continue;
      context.err << context.say("refusal.head") << '\n';
      print_refusal(context.err, answer.refusal, context.lang,
                    [&](const PersonId& person) { return (*data)->name(answer.school, person); });
    }
    context.data().flush();
    if (!context.data()) return context.fault({"Q517", ""});
  }
}

}  // namespace

void add_do(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("do", context.say("cli.do"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("FILE", options->file, context.say("cli.do.file"));
  command->add_flag("--explain", options->explain, context.say("cli.do.explain"));
  command->add_option("--school", options->school, context.say("cli.do.school"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->callback([&context, options] { run_commands(context, *options); });
}

}  // namespace quyche::cli
