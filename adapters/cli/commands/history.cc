// quyche history DIR DOCUMENT: what happened to a document, when, by whom and under which clause.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/event_words.h"
#include "adapters/cli/read_school.h"
#include "adapters/cli/table.h"
#include "adapters/cli/vault_text.h"
#include "engine/event/codec.h"
#include "engine/json/read.h"

namespace quyche::cli {
namespace {

constexpr std::size_t events_per_page = 1'024;

Outcome<std::vector<StoredEvent>> all_events(StoreReader& reader, const SchoolId& school,
                                             const DocumentId& id) {
  std::vector<StoredEvent> events;
  while (true) {
    const std::uint64_t from = events.empty() ? 1 : events.back().seq + 1;
    auto page = reader.document_events(school, id, from, events_per_page);
    if (!page) return tl::unexpected(page.error());
    events.insert(events.end(), page->begin(), page->end());
    if (page->size() < events_per_page) return events;
  }
}

std::string who(const Context& context, const ReadSchool& read, const Event& event) {
  if (event.by.empty()) return context.say("label.time");
  std::string text = read.people.name(event.by);
  if (!event.on_behalf_of.empty())
    text += ' ' + context.say("label.on_behalf_of", {read.people.name(event.on_behalf_of)});
  return text;
}

void show_history(Context& context, const std::string& dir, const std::string& document,
                  const std::string& school) {
  const auto read = read_school(dir, std::nullopt, school);
  if (!read) return context.fault(read.error());
  const DocumentId id{document};
  const bool known = read->school.state.document(id) != nullptr;
  if (read->fault()) return context.fault(*read->fault());
  if (!known) return context.not_there("Q401", {document}, {{"document", document}});
  const auto events = all_events(*read->reader, read->school.state.id, id);
  if (!events) return context.fault(events.error());
  const EventSource source{
      read->world(), [&](const PersonId& person) { return read->people.name(person); },
      [&](const Digest& commitment) { return shown_text(context, *read, commitment).words; }};
  Table table({context.say("label.when"), context.say("label.who"), context.say("label.what"),
               context.say("label.clause")});
  json::Array list;
  for (const StoredEvent& stored : *events) {
    const auto event = decode_event(stored.bytes);
    if (!event) return context.fault(event.error());
    if (context.json())
      list.push_back(*json::read(stored.bytes));
    else
      table.add({context.when(event->at, read->policy_of(nullptr).zone), who(context, *read, *event),
                 event_words(context, source, *event), clause_text(event->clause)});
  }
  if (context.json())
    return context.print_json(json::Object{{"document", document}, {"events", std::move(list)}});
  table.print(context.out, context.columns);
}

}  // namespace

void add_history(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("history", context.say("cli.history"));
  auto dir = std::make_shared<std::string>();
  auto document = std::make_shared<std::string>();
  command->add_option("DIR", *dir, context.say("cli.dir"))->required();
  command->add_option("DOCUMENT", *document, context.say("cli.document"))->required();
  auto school = std::make_shared<std::string>();
  command->add_option("--school", *school, context.say("cli.school"));
  command->callback([&context, dir, document, school] { show_history(context, *dir, *document, *school); });
}

}  // namespace quyche::cli
