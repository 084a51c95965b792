// quyche tick DIR: lets time pass, so that what fell due is recorded though nobody sent a command.
#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/sign.h"
#include "adapters/cli/table.h"
#include "adapters/runtime/data_directory.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string school;
  std::string at;
  std::string keys;
};

using Passed = runtime::DataDirectory::Passed;

std::string outcome(const Context& context, const Passed& passed) {
  if (!passed.has_time) return context.say("tick.no_time");
  return context.say("tick.events", {std::to_string(passed.events)});
}

void print(Context& context, const std::vector<std::pair<SchoolId, Passed>>& schools) {
  if (context.json()) {
    json::Array list;
    for (const auto& [school, passed] : schools)
      list.push_back(json::Object{{"school", school.value},
                                  {"events", static_cast<std::int64_t>(passed.events)},
                                  {"recorded_until", json::encode(passed.until)},
                                  {"needs_time", !passed.has_time}});
    return context.print_json(json::Object{{"schools", std::move(list)}});
  }
  Table table({context.say("tick.school"), context.say("tick.until"), context.say("label.what")});
  for (const auto& [school, passed] : schools)
    table.add({school.value, context.when(passed.until, passed.zone), outcome(context, passed)});
  table.print(context.out, context.columns);
}

void tick(Context& context, const Options& options) {
  const auto at = Instant::parse(options.at);
  if (!options.at.empty() && !at) return context.wrong_use("cli.bad_time", {options.at});
  auto data = runtime::DataDirectory::open(options.dir, options.school);
  if (!data) return context.fault(data.error());
  const std::vector<SchoolId> named = (*data)->used();
  if (at && !named.empty() && (*data)->office().school().clock == ClockSource::system)
    return context.wrong_use("tick.has_a_clock", {named.front().value});
  auto schools = options.school.empty() ? (*data)->schools() : Outcome<std::vector<SchoolId>>(named);
  if (!schools) return context.fault(schools.error());
  std::vector<std::pair<SchoolId, Passed>> done;
  std::optional<Error> fault;
  for (const SchoolId& school : *schools) {
    auto passed = (*data)->let_time_pass(school, at);
    if (!passed) {
      fault = passed.error();
      break;
    }
    done.emplace_back(school, *passed);
  }
  print(context, done);
  if (fault) context.fault(*fault);
  if (fault) return;
  const signing::KeyFile keys(options.dir, options.keys);
  const HeldKeys held = keys.read();
  bool said = false;
  (*data)->each_unsigned([&](Store& store, const SchoolId& school, const runtime::SentEvents* sent) {
    if (!held && std::exchange(said, true)) return false;
    return sign_what_is_there(context, store, school, keys, held, sent);
  });
}

}  // namespace

void add_tick(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("tick", context.say("cli.tick"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--school", options->school, context.say("cli.tick.school"));
  command->add_option("--at", options->at, context.say("cli.tick.at"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->callback([&context, options] { tick(context, *options); });
}

}  // namespace quyche::cli
