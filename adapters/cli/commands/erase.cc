// quyche erase DIR --person P: removes the personal data of somebody who has left.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <ostream>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/read_school.h"
#include "adapters/cli/sign.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/sqlite/empty_log.h"
#include "engine/base/cut.h"
#include "engine/event/codec.h"
#include "engine/ledger/texts.h"

namespace quyche::cli {
namespace {

constexpr std::size_t events_per_page = 1'024;
constexpr std::size_t shown_bytes = 80;

struct Options {
  std::string dir;
  std::string person;
  std::string as;
  std::string school;
  std::string at;
  std::string keys;
  bool yes = false;
};

// Everyone whom a word may mean: the person of this id, else all who have or had this account.
std::vector<PersonId> people_named(const ReadSchool& read, const std::string& word) {
  if (read.school.state.person(PersonId{word}) != nullptr) return {PersonId{word}};
  std::vector<PersonId> found;
  for (const auto& [id, person] : read.school.state.people)
    if (read.people.account(id) == word) found.push_back(id);
  return found;
}

// Whether the newest of a person's admissions and erasures is an erasure.
Outcome<bool> was_erased(StoreReader& reader, const SchoolId& school, const PersonId& person) {
  bool erased = false;
  for (std::uint64_t from = 1;;) {
    const auto page = reader.school_events(school, from, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      const auto event = decode_event(stored.bytes);
      if (!event) return tl::unexpected(event.error());
      const auto* in = std::get_if<PersonAdmitted>(&event->body);
      const auto* out = std::get_if<PersonErased>(&event->body);
      if (in != nullptr && in->person == person) erased = false;
      if (out != nullptr && out->person == person) erased = true;
    }
    if (page->size() < events_per_page) return erased;
    from = page->back().seq + 1;
  }
}

// A text on one line, cut short.
std::string excerpt(const std::string& text) {
  std::string line = cut(text, shown_bytes);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return line;
}

void show_what_goes(Context& context, const ReadSchool& read, const PersonId& person,
                    const std::vector<VaultEntry>& entries) {
  context.err << context.say("cli.erase.goes", {read.people.name(person), person.value}) << '\n';
  const Digest identity = read.school.state.person(person)->identity;
  for (const VaultEntry& entry : entries)
    context.err << "  - "
                << (entry.commitment == identity
                        ? context.say("cli.erase.identity",
                                      {read.people.name(person), read.people.account(person)})
                        : context.say("cli.erase.text", {entry.document.value, excerpt(entry.text)}))
                << '\n';
  context.err << "  - " << context.say("cli.erase.answers") << '\n'
              << context.say("cli.erase.stays", {person.value}) << '\n';
}

// Whether to go on. Nobody is asked where nobody could answer.
bool agreed(Context& context, const PersonId& person) {
  if (::isatty(STDIN_FILENO) == 0) {
    context.wrong_use("cli.erase.unasked", {});
    return false;
  }
  context.err << context.say("cli.erase.ask", {person.value}) << std::flush;
  std::string answer;
  if (std::getline(std::cin, answer) && answer == person.value) return true;
  context.err << context.say("cli.erase.kept") << '\n';
  context.exit = Exit::findings;
  return false;
}

struct Done {
  PersonId person;
  std::size_t entries = 0;
  bool already = false;
};

// Erased is only what no file holds any more: not the log either, where older pages stand until it is
// emptied.
void clean_and_report(Context& context, const std::string& dir, const SchoolId& school, const Done& done) {
  const auto emptied = sqlite::empty_log(dir);
  if (!emptied) return context.fault(emptied.error());
  for (const std::string& path : sqlite::cut_short_beside(dir))
    context.err << "quyche: " << context.say("label.note") << ' ' << context.say("cli.erase.leftover", {path})
                << '\n';
  if (context.json())
    context.print_json(json::Object{{"already", done.already},
                                    {"cleaned", *emptied},
                                    {"entries", static_cast<std::int64_t>(done.entries)},
                                    {"erased", true},
                                    {"person", done.person.value},
                                    {"school", school.value}});
  else if (!done.already)
    context.out << context.say("cli.erase.done", {done.person.value, std::to_string(done.entries)}) << '\n';
  else if (*emptied)
    context.out << context.say("cli.erase.already", {done.person.value}) << '\n';
  if (!*emptied) context.fault({"Q547", dir});
}

std::optional<PersonId> one_person(Context& context, const ReadSchool& read, const std::string& word) {
  const std::vector<PersonId> people = people_named(read, word);
  if (people.size() == 1) return people.front();
  std::string ids;
  for (const PersonId& id : people) ids += (ids.empty() ? "" : ", ") + id.value;
  context.err << "quyche: "
              << (people.empty() ? context.say("cli.erase.nobody", {word})
                                 : context.say("cli.erase.several", {word, ids}))
              << '\n';
  context.exit = Exit::findings;
  return std::nullopt;
}

// Whether it was erased. The store is closed behind it.
bool carry_out(Context& context, const Options& options, const SchoolId& school, const PersonId& person) {
  const auto failed = [&](const Error& error) {
    context.fault(error);
    return false;
  };
  auto data = runtime::DataDirectory::open(options.dir, school.value);
  if (!data) return failed(data.error());
  PersonId as;
  if (!options.as.empty()) {
    const auto found = (*data)->people().find(options.as);
    if (!found) {
      context.wrong_use("Q425", {options.as});
      return false;
    }
    as = *found;
  }
  const auto at = Instant::parse(options.at);
  const auto answer = (*data)->erase(person, as, at ? *at : runtime::system_now());
  if (!answer) return failed(answer.error());
  if (answer->ok) {
    sign_what_is_there(context, (*data)->store(), school, {options.dir, options.keys}, (*data)->sent(school));
    return true;
  }
  context.exit = Exit::findings;
  if (context.json()) {
    context.print_json(
        json::Object{{"erased", false}, {"person", person.value}, {"refused", to_json(answer->refusal)}});
    return false;
  }
  context.err << context.say("refusal.head") << '\n';
  print_refusal(context.err, answer->refusal, context.lang,
                [&](const PersonId& one) { return (*data)->people().name(one); });
  return false;
}

void erase(Context& context, const Options& options) {
  const auto read = read_school(options.dir, std::nullopt, options.school);
  if (!read) return context.fault(read.error());
  const SchoolId& school = read->school.state.id;
  const bool given = read->school.state.clock == ClockSource::given;
  if (given != Instant::parse(options.at).has_value() || (!given && !options.at.empty()))
    return context.wrong_use("cli.erase.at", {});
  const auto person = one_person(context, *read, options.person);
  if (!person) return;
  const auto entries = ledger::texts_of(*read->reader, school, *person);
  if (!entries) return context.fault(entries.error());
  if (entries->empty()) {
    const auto before = was_erased(*read->reader, school, *person);
    if (!before) return context.fault(before.error());
    if (*before) return clean_and_report(context, options.dir, school, {*person, 0, true});
  }
  // Who still works here is refused, and nobody need be asked first.
  const bool ask = read->school.state.person(*person)->left && !options.yes;
  if (ask) show_what_goes(context, *read, *person, *entries);
  if (ask && !agreed(context, *person)) return;
  if (carry_out(context, options, school, *person))
    clean_and_report(context, options.dir, school, {*person, entries->size(), false});
}

}  // namespace

void add_erase(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("erase", context.say("cli.erase"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--person", options->person, context.say("cli.erase.person"))->required();
  command->add_option("--as", options->as, context.say("cli.erase.as"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->add_option("--at", options->at, context.say("cli.erase.at_option"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->add_flag("--yes", options->yes, context.say("cli.erase.yes"));
  command->callback([&context, options] { erase(context, *options); });
}

}  // namespace quyche::cli
