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

void run_commands(Context& context, const std::string& dir, const std::string& file, bool explain,
                  const std::string& keys) {
  auto reader = LineReader::open(file);
  if (!reader) return context.fault(reader.error());
  auto data = runtime::DataDirectory::open(dir);
  if (!data) return context.fault(data.error());
  while (true) {
    auto lines = reader->next(limits::batch_commands_max, limits::json_bytes_max);
    if (!lines) return context.fault(lines.error());
    if (lines->empty())
      return sign_what_is_there(context, (*data)->store(), (*data)->office().school().id, {dir, keys});
    const auto answers = (*data)->handle(*lines);
    if (!answers) return context.fault(answers.error());
    for (const auto& answer : *answers) {
      context.out << answer.json << '\n';
      if (answer.ok) continue;
      context.exit = Exit::findings;
      if (!explain) continue;
      context.err << context.say("refusal.head") << '\n';
      print_refusal(context.err, answer.refusal, context.lang,
                    [&](const PersonId& person) { return (*data)->people().name(person); });
    }
    context.out.flush();
    if (!context.out) return context.fault({"Q517", ""});
  }
}

}  // namespace

void add_do(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("do", context.say("cli.do"));
  auto dir = std::make_shared<std::string>();
  auto file = std::make_shared<std::string>("-");
  command->add_option("DIR", *dir, context.say("cli.dir"))->required();
  command->add_option("FILE", *file, context.say("cli.do.file"));
  auto explain = std::make_shared<bool>(false);
  command->add_flag("--explain", *explain, context.say("cli.do.explain"));
  auto keys = std::make_shared<std::string>();
  command->add_option("--keys", *keys, context.say("cli.keys"));
  command->callback(
      [&context, dir, file, explain, keys] { run_commands(context, *dir, *file, *explain, *keys); });
}

}  // namespace quyche::cli
