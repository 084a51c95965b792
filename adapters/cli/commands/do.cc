// quyche do DIR [FILE|-]: commands as JSON lines in, one JSON answer a line out.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/line_reader.h"
#include "adapters/runtime/data_directory.h"
#include "engine/base/limits.h"

namespace quyche::cli {
namespace {

void run_commands(Context& context, const std::string& dir, const std::string& file) {
  auto reader = LineReader::open(file);
  if (!reader) return context.fault(reader.error());
  auto data = runtime::DataDirectory::open(dir);
  if (!data) return context.fault(data.error());
  while (true) {
    auto lines = reader->next(limits::batch_commands_max, limits::json_bytes_max);
    if (!lines) return context.fault(lines.error());
    if (lines->empty()) return;
    const auto answers = (*data)->handle(*lines);
    if (!answers) return context.fault(answers.error());
    for (const auto& answer : *answers) {
      context.out << answer.json << '\n';
      if (!answer.ok) context.exit = Exit::findings;
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
  command->callback([&context, dir, file] { run_commands(context, *dir, *file); });
}

}  // namespace quyche::cli
