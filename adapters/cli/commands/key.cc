// quyche key DIR: which keys sign the school's checkpoints, since which event; --rotate makes the next one.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/table.h"
#include "adapters/runtime/checkpoint.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/ledger/school_log.h"

namespace quyche::cli {
namespace {

using Keys = std::vector<signing::SigningKey>;

struct Options {
  std::string dir;
  std::string school;
  std::string keys;
  bool rotate = false;
};

void show(Context& context, const Options& options) {
  const auto reader = sqlite::open_sqlite_reader(options.dir);
  if (!reader) return context.fault(reader.error());
  const auto school = runtime::which_school(**reader, options.school);
  if (!school) return context.fault(school.error());
  const auto keys = ledger::adopted_keys(**reader, *school);
  if (!keys) return context.fault(keys.error());
  if (context.json()) {
    json::Array list;
    for (const ledger::AdoptedKey& one : *keys)
      list.push_back(json::Object{{"key", one.key.text()}, {"since", static_cast<std::int64_t>(one.since)}});
    return context.print_json(json::Object{
        {"keys", std::move(list)}, {"origin", ledger::origin_of(*school)}, {"school", school->value}});
  }
  if (keys->empty()) {
    context.out << context.say("cli.key.none", {school->value}) << '\n';
    return;
  }
  for (const ledger::AdoptedKey& one : *keys) context.out << one.since << '\t' << one.key.text() << '\n';
}

// Those of the school's own name in the file.
Keys held(const Keys& keys, const SchoolId& school) {
  Keys found;
  std::copy_if(keys.begin(), keys.end(), std::back_inserter(found),
               [&](const signing::SigningKey& one) { return one.key.name == ledger::origin_of(school); });
  return found;
}

// The new key is durable in the file before the log names it, and the old one stays there until it has signed
// the events that hand over: wherever this is cut short, the next checkpoint can be signed.
Outcome<std::pair<signing::SigningKey, std::uint64_t>> rotate(const Options& options) {
  const signing::KeyFile file(options.dir, options.keys);
  auto data = runtime::DataDirectory::open(options.dir, options.school);
  if (!data) return tl::unexpected(data.error());
  const SchoolId school = (*data)->office().school().id;
  const auto reader = (*data)->store().reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto adopted = ledger::adopted_keys(**reader, school);
  if (!adopted) return tl::unexpected(adopted.error());
  auto keys = file.read();
  const bool first = adopted->empty() && !keys && keys.error().code == "Q535";
  if (!keys && !first) return tl::unexpected(keys.error());
  const Keys old = first ? Keys() : held(*keys, school);
  // Nobody but the holder of the old key may name the next one.
  const auto in_force = [&](const signing::SigningKey& one) { return one.key == adopted->back().key; };
  if (!adopted->empty() && std::none_of(old.begin(), old.end(), in_force))
    return fail("Q538", file.path() + ": " + adopted->back().key.text() + " is not in it");
  const auto fresh = signing::generate_key(ledger::origin_of(school));
  if (auto added = file.add(fresh); !added) return tl::unexpected(added.error());
  const auto since = (*data)->adopt_key(fresh.key.text());
  if (!since) return tl::unexpected(since.error());
  Keys all = old;
  all.push_back(fresh);
  if (auto made = runtime::make_checkpoint((*data)->store(), school, all); !made)
    return tl::unexpected(made.error());
  for (const signing::SigningKey& one : old)
    if (auto gone = file.remove(one.key); !gone) return tl::unexpected(gone.error());
  return std::pair(fresh, *since);
}

void run(Context& context, const Options& options) {
  if (!options.rotate) return show(context, options);
  const auto rotated = rotate(options);
  if (!rotated) return context.fault(rotated.error());
  const auto& [key, since] = *rotated;
  if (context.json())
    return context.print_json(
        json::Object{{"key", key.key.text()}, {"since", static_cast<std::int64_t>(since)}});
  context.out << context.say("cli.key.rotated", {std::to_string(since), key.key.text()}) << '\n';
}

}  // namespace

void add_key(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("key", context.say("cli.key"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_flag("--rotate", options->rotate, context.say("cli.key.rotate"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
