// quyche key DIR: which keys sign the school's checkpoints, since which event; --rotate makes the next one,
// --accept-restore signs on after the data were put back from a copy.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/table.h"
#include "adapters/runtime/checkpoint.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/ledger/base64.h"
#include "engine/ledger/school_log.h"

namespace quyche::cli {
namespace {

using Keys = std::vector<signing::SigningKey>;

struct Options {
  std::string dir;
  std::string school;
  std::string keys;
  bool rotate = false;
  bool accept_restore = false;
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
    for (const ledger::AdoptedKey& one : *keys) {
      json::Object key{{"key", one.key.text()}, {"since", static_cast<std::int64_t>(one.since)}};
      if (one.abandoned_size > 0)
        key.emplace("abandoned", json::Object{{"root", ledger::base64(one.abandoned_root)},
                                              {"size", static_cast<std::int64_t>(one.abandoned_size)}});
      list.push_back(std::move(key));
    }
    return context.print_json(json::Object{
        {"keys", std::move(list)}, {"origin", ledger::origin_of(*school)}, {"school", school->value}});
  }
  if (keys->empty()) {
    context.out << context.say("cli.key.none", {school->value}) << '\n';
    return;
  }
  for (const ledger::AdoptedKey& one : *keys) {
    context.out << one.since << '\t' << one.key.text();
    if (one.abandoned_size > 0)
      context.out << '\t' << context.say("cli.key.restored", {std::to_string(one.abandoned_size)});
    context.out << '\n';
  }
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
  const signing::SignedFile signed_file(file);
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
  if (auto made =
          runtime::make_checkpoint((*data)->store(), school, {all, &signed_file, (*data)->sent(school)});
      !made)
    return tl::unexpected(made.error());
  for (const signing::SigningKey& one : old)
    if (auto gone = file.remove(one.key); !gone) return tl::unexpected(gone.error());
  return std::pair(fresh, *since);
}

// What was signed last is put on record before anything else is signed: whoever holds that checkpoint finds
// in the log why it does not lead there.
struct Accepted {
  signing::LastSigned given_up;
  std::uint64_t seq = 0;
};
Outcome<std::optional<Accepted>> accept_restore(const Options& options) {
  const signing::KeyFile file(options.dir, options.keys);
  const signing::SignedFile signed_file(file);
  const auto keys = file.read();
  if (!keys) return tl::unexpected(keys.error());
  auto data = runtime::DataDirectory::open(options.dir, options.school);
  if (!data) return tl::unexpected(data.error());
  const SchoolId school = (*data)->office().school().id;
  const auto reader = (*data)->store().reader();
  if (!reader) return tl::unexpected(reader.error());
  const Keys own = held(*keys, school);
  const auto last = runtime::given_up(**reader, school, {own, &signed_file});
  if (!last) return tl::unexpected(last.error());
  if (!*last) return std::optional<Accepted>();
  const auto adopted = ledger::adopted_keys(**reader, school);
  if (!adopted) return tl::unexpected(adopted.error());
  const auto in_force = [&](const signing::SigningKey& one) { return one.key == adopted->back().key; };
  if (std::none_of(own.begin(), own.end(), in_force))
    return fail("Q538", file.path() + ": " + adopted->back().key.text() + " is not in it");
  const auto seq = (*data)->adopt_key(adopted->back().key.text(), (*last)->size, (*last)->root);
  if (!seq) return tl::unexpected(seq.error());
  const runtime::Signer signer{own, &signed_file, (*data)->sent(school), true};
  if (auto made = runtime::make_checkpoint((*data)->store(), school, signer); !made)
    return tl::unexpected(made.error());
  return std::optional(Accepted{**last, *seq});
}

void accept(Context& context, const Options& options) {
  const auto accepted = accept_restore(options);
  if (!accepted) return context.fault(accepted.error());
  if (!*accepted) return context.not_there("cli.key.nothing_given_up", {}, {});
  const auto& [last, seq] = **accepted;
  if (context.json())
    return context.print_json(json::Object{
        {"abandoned",
         json::Object{{"root", ledger::base64(last.root)}, {"size", static_cast<std::int64_t>(last.size)}}},
        {"event", static_cast<std::int64_t>(seq)}});
  context.out << context.say("cli.key.accepted", {std::to_string(seq), std::to_string(last.size)}) << '\n';
}

void run(Context& context, const Options& options) {
  if (options.accept_restore) return accept(context, options);
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
  auto* rotate = command->add_flag("--rotate", options->rotate, context.say("cli.key.rotate"));
  command->add_flag("--accept-restore", options->accept_restore, context.say("cli.key.accept_restore"))
      ->excludes(rotate);
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
