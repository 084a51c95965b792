// quyche key DIR: which keys sign the school's checkpoints, since which event; --rotate makes the next one,
// --replace-lost does so without the one before; --accept-restore signs on after the data were put back from
// a copy.
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
    for (const ledger::AdoptedKey& one : *keys) {
      json::Object key{
          {"key", one.key.text()}, {"lost", one.lost}, {"since", static_cast<std::int64_t>(one.since)}};
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
    if (one.lost) context.out << '\t' << context.say("cli.key.not_handed_over");
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
  const signing::SignedFile signed_file(file);
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
  const auto since = (*data)->adopt_key({made.key.key.text(), lost, 0, {}});
  if (!since) return tl::unexpected(since.error());
  made.since = *since;
  if (lost) made.replaced = adopted->back().key;
  Keys all = old;
  all.push_back(made.key);
  if (auto signed_now =
          runtime::make_checkpoint((*data)->store(), school, {all, &signed_file, (*data)->sent(school)});
      !signed_now)
    return tl::unexpected(signed_now.error());
  for (const signing::SigningKey& one : old)
    if (auto gone = file.remove(one.key); !gone) return tl::unexpected(gone.error());
  return std::optional(std::move(made));
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
  const auto seq = (*data)->adopt_key({adopted->back().key.text(), false, (*last)->size, (*last)->root});
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
  auto* rotate = command->add_flag("--rotate", options->rotate, context.say("cli.key.rotate"));
  auto* replace =
      command->add_flag("--replace-lost", options->replace_lost, context.say("cli.key.replace_lost"));
  replace->excludes(rotate);
  command->add_flag("--accept-restore", options->accept_restore, context.say("cli.key.accept_restore"))
      ->excludes(rotate)
      ->excludes(replace);
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
