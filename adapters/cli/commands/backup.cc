// quyche backup DIR --to DIR2: a verified copy of a data directory, also while a process writes to it.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/runtime/backup.h"
#include "adapters/signing/key_file.h"

namespace quyche::cli {
namespace {

json::Value to_json(const std::string& dir, const std::string& to, const runtime::BackedUp& done) {
  json::Array schools;
  for (const runtime::BackedUpSchool& one : done.schools) {
    schools.push_back(json::Object{{"covered", static_cast<std::int64_t>(one.covered)},
                                   {"events", static_cast<std::int64_t>(one.events)},
                                   {"missing_texts", static_cast<std::int64_t>(one.missing)},
                                   {"school", one.school.value}});
  }
  return json::Object{{"bytes", static_cast<std::int64_t>(done.bytes)},
                      {"copy", to},
                      {"directory", dir},
                      {"keys_copied", false},
                      {"schools", std::move(schools)}};
}

void back_up(Context& context, const std::string& dir, const std::string& to) {
  const auto done = runtime::back_up(dir, to);
  if (!done) return context.fault(done.error());
  if (context.json()) return context.print_json(to_json(dir, to, *done));
  context.out << context.say("cli.backup.done", {dir, to, std::to_string(done->bytes)}) << '\n';
  for (const runtime::BackedUpSchool& one : done->schools) {
    context.out << context.say("cli.backup.school",
                               {one.school.value, std::to_string(one.events), std::to_string(one.covered)})
                << '\n';
    if (one.missing > 0)
      context.out << context.say("cli.backup.no_texts", {one.school.value, std::to_string(one.missing)})
                  << '\n';
  }
  context.out << context.say("cli.backup.keys", {signing::KeyFile(dir, {}).path()}) << '\n';
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("backup", context.say("cli.backup"));
  auto dir = std::make_shared<std::string>();
  auto to = std::make_shared<std::string>();
  command->add_option("DIR", *dir, context.say("cli.dir"))->required();
  command->add_option("--to", *to, context.say("cli.backup.to"))->required();
  command->callback([&context, dir, to] { back_up(context, *dir, *to); });
}

}  // namespace quyche::cli
