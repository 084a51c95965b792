// quyche status DIR: a school at a glance.
#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/read_school.h"
#include "adapters/cli/table.h"
#include "adapters/cli/words.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

struct Count {
  std::map<StateId, std::int64_t> states;
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  std::int64_t locked = 0;
};

using Counts = std::map<DocumentTypeId, Count>;
Counts count(const SchoolState& school) {
  Counts counts;
  school.documents.each([&](const Document& document) {
    Count& one = counts[document.type];
    ++one.states[document.state];
    one.locked += document.locked() ? 1 : 0;
    for (const auto& [deadline, state] : document.deadlines) {
      one.on_time += state.status == DeadlineStatus::met ? 1 : 0;
      one.late += state.status == DeadlineStatus::missed || state.status == DeadlineStatus::met_late ? 1 : 0;
    }
  });
  return counts;
}

void print_status(Context& context, const ReadSchool& read, const Counts& counts) {
  const SchoolState& school = read.school.state;
  const Policy& policy = read.policy_of(nullptr);
  const std::string head = context.say(
      "status.head", {school.id.value, policy.title.in(context.lang), read.in_force().id.text().substr(0, 12),
                      std::to_string(school.people.size()), std::to_string(school.units.size()),
                      std::to_string(school.documents.size()), std::to_string(school.last_seq),
                      context.when(school.last_at, policy.zone)});
  for (const std::string& line : wrap(head, context.columns)) context.out << line << '\n';
  if (school.documents.empty()) return;
  Table table({context.say("label.document"), context.say("status.states"), context.say("status.on_time"),
               context.say("status.late"), context.say("status.locked")});
  for (const auto& [id, one] : counts) {
    const DocumentType* type = policy.document(id);
    std::string states;
    for (const auto& [state, n] : one.states)
      states += (states.empty() ? "" : ", ") +
                (type == nullptr ? state.value : state_words(type->workflow, {state}, context.lang)) + ' ' +
                std::to_string(n);
    table.add({type == nullptr ? id.value : name_of_item(*type, context.lang), states,
               std::to_string(one.on_time), std::to_string(one.late), std::to_string(one.locked)});
  }
  table.print(context.out, context.columns);
}

void show_status(Context& context, const std::string& dir, const std::string& asked) {
  const auto read = read_school(dir, std::nullopt, asked);
  if (!read) return context.fault(read.error());
  const SchoolState& school = read->school.state;
  const auto counts = count(school);
  if (read->fault()) return context.fault(*read->fault());
  if (!context.json()) return print_status(context, *read, counts);
  json::Object documents;
  for (const auto& [id, one] : counts)
    documents.emplace(id.value, json::Object{{"late", one.late},
                                             {"locked", one.locked},
                                             {"on_time", one.on_time},
                                             {"states", json::encode(one.states)}});
  context.print_json(json::Object{{"documents", std::move(documents)},
                                  {"events", static_cast<std::int64_t>(school.last_seq)},
                                  {"last_at", json::encode(school.last_at)},
                                  {"people", static_cast<std::int64_t>(school.people.size())},
                                  {"policy", json::encode(read->in_force().id)},
                                  {"school", school.id.value}});
}

}  // namespace

void add_status(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("status", context.say("cli.status"));
  auto dir = std::make_shared<std::string>();
  command->add_option("DIR", *dir, context.say("cli.dir"))->required();
  auto school = std::make_shared<std::string>();
  command->add_option("--school", *school, context.say("cli.school"));
  command->callback([&context, dir, school] { show_status(context, *dir, *school); });
}

}  // namespace quyche::cli
