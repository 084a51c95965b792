// quyche key DIR: which keys sign the school's checkpoints, since which event; --rotate makes the next one,
// --replace-lost does so without the one before.
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
  bool replace_lost = false;
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
      list.push_back(json::Object{
          {"key", one.key.text()}, {"lost", one.lost}, {"since", static_cast<std::int64_t>(one.since)}});
    return context.print_json(json::Object{
        {"keys", std::move(list)}, {"origin", ledger::origin_of(*school)}, {"school", school->value}});
  }
  if (keys->empty()) {
    context.out << context.say("cli.key.none", {school->value}) << '\n';
    return;
  }
  for (const ledger::AdoptedKey& one : *keys)
    context.out << one.since << '\t' << one.key.text()
                << (one.lost ? '\t' + context.say("cli.key.not_handed_over") : "") << '\n';
}

// Those of the school's own name in the file.
Keys held(const Keys& keys, const SchoolId& school) {
  Keys found;
  std::copy_if(keys.begin(), keys.end(), std::back_inserter(found),
               [&](const signing::SigningKey& one) { return one.key.name == ledger::origin_of(school); });
  return found;
}

struct Fresh {
  signing::SigningKey key;
  std::uint64_t since = 0;
  std::optional<ledger::VerifierKey> replaced;  // without its consent
};

// The new key is durable in the file before the log names it, and the old one stays there until it has signed
// the events that hand over: wherever this is cut short, the next checkpoint can be signed. Nothing: the key
// that is said to be lost is there.
Outcome<std::optional<Fresh>> make_next(const Options& options) {
  const signing::KeyFile file(options.dir, options.keys);
  auto data = runtime::DataDirectory::open(options.dir, options.school);
  if (!data) return tl::unexpected(data.error());
  const SchoolId school = (*data)->office().school().id;
  const auto reader = (*data)->store().reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto adopted = ledger::adopted_keys(**reader, school);
  if (!adopted) return tl::unexpected(adopted.error());
  const auto keys = file.read();
  if (!keys && keys.error().code != "Q535") return tl::unexpected(keys.error());
  const Keys old = keys ? held(*keys, school) : Keys();
  const bool is_held = std::any_of(old.begin(), old.end(), [&](const signing::SigningKey& one) {
    return !adopted->empty() && one.key == adopted->back().key;
  });
  const bool lost = options.replace_lost && !adopted->empty();
  if (lost && is_held) return std::optional<Fresh>();
  // Nobody but the holder of the old key may name the next one, unless the log is to say that nobody did.
  if (!adopted->empty() && !is_held && !lost)
    return fail("Q549", file.path() + ": " + adopted->back().key.text());
  Fresh made{signing::generate_key(ledger::origin_of(school)), 0, std::nullopt};
  if (auto added = file.add(made.key); !added) return tl::unexpected(added.error());
  const auto since = (*data)->adopt_key(made.key.key.text(), lost);
  if (!since) return tl::unexpected(since.error());
  made.since = *since;
  if (lost) made.replaced = adopted->back().key;
  Keys all = old;
  all.push_back(made.key);
  if (auto signed_now = runtime::make_checkpoint((*data)->store(), school, all); !signed_now)
    return tl::unexpected(signed_now.error());
  for (const signing::SigningKey& one : old)
    if (auto gone = file.remove(one.key); !gone) return tl::unexpected(gone.error());
  return std::optional(std::move(made));
}

void run(Context& context, const Options& options) {
  if (options.rotate && options.replace_lost) return context.wrong_use("cli.key.one_of_two", {});
  if (!options.rotate && !options.replace_lost) return show(context, options);
  const auto made = make_next(options);
  if (!made) return context.fault(made.error());
  if (!*made) return context.wrong_use("cli.key.not_lost", {});
  const Fresh& fresh = **made;
  const std::string since = std::to_string(fresh.since);
  if (context.json())
    return context.print_json(json::Object{{"key", fresh.key.key.text()},
                                           {"lost", fresh.replaced.has_value()},
                                           {"since", static_cast<std::int64_t>(fresh.since)}});
  context.out << context.say("cli.key.rotated", {since, fresh.key.key.text()}) << '\n';
  if (!fresh.replaced) return;
  for (const std::string& line :
       wrap(context.say("cli.key.replaced", {since, fresh.replaced->text()}), context.columns))
    context.out << line << '\n';
}

}  // namespace

void add_key(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("key", context.say("cli.key"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_flag("--rotate", options->rotate, context.say("cli.key.rotate"));
  command->add_flag("--replace-lost", options->replace_lost, context.say("cli.key.replace_lost"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
