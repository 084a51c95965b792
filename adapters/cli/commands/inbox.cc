// quyche inbox DIR --as PERSON: what waits for a person.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/read_school.h"
#include "adapters/cli/table.h"
#include "adapters/cli/words.h"
#include "adapters/runtime/data_directory.h"
#include "engine/json/fields.h"
#include "engine/view/inbox.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string as;
  bool everyone = false;
  std::string at;
  std::string school;
};

std::string_view kind_name(InboxKind kind) {
  switch (kind) {
    case InboxKind::duty: return "duty";
    case InboxKind::own: return "own";
    case InboxKind::waiting: return "waiting";
  }
  return "";
}

json::Value item_json(const InboxItem& item) {
  json::Object out{{"kind", kind_name(item.kind)},
                   {"type", item.type.value},
                   {"owner", item.owner.value},
                   {"school_year", json::encode(item.school_year)},
                   {"late", item.late},
                   {"locked", item.locked},
                   {"actions", json::encode(item.actions)},
                   {"missing", *to_json(Refusal{item.unmet}).find("unmet")}};
  if (!item.document.empty()) out.emplace("document", item.document.value);
  if (!item.state.empty()) out.emplace("state", item.state.value);
  if (item.week) out.emplace("week", json::encode(*item.week));
  if (item.period) out.emplace("period", json::encode(*item.period));
  if (item.closes) {
    out.emplace("closes", json::encode(*item.closes));
    out.emplace("deadline", item.deadline.value);
    out.emplace("clause", json::encode(item.clause));
  }
  return out;
}

std::string what(const Context& context, const ReadSchool& read, const InboxItem& item) {
  const Document* document = read.school.state.document(item.document);
  const Policy& policy = read.policy_of(document);
  const DocumentType* type = policy.document(item.type);
  std::string text = type == nullptr ? item.type.value : name_of_item(*type, context.lang);
  if (item.week || item.period || item.kind == InboxKind::duty)
    text += ' ' + period_words(duty_period_of(item), policy, type, context.lang);
  if (item.kind == InboxKind::waiting) text += " – " + read.people.name(item.owner);
  return text;
}

std::string to_do(const Context& context, const ReadSchool& read, const InboxItem& item) {
  if (item.kind == InboxKind::duty) return context.say("label.to_create");
  const DocumentType* type = read.policy_of(read.school.state.document(item.document)).document(item.type);
  std::string text;
  for (const ActionId& id : item.actions) {
    const Action* action = type->workflow.action(id);
    text += (text.empty() ? "" : ", ") + (action == nullptr ? id.value : name_of_item(*action, context.lang));
  }
  if (item.locked) text += " (" + context.say("label.locked") + ")";
  if (!item.unmet.empty())
    text += "; " + context.say("label.still_missing") + ' ' + std::to_string(item.unmet.size());
  return text;
}

std::string due_text(const Context& context, const ReadSchool& read, const InboxItem& item) {
  if (!item.closes) return "";
  const ZoneOffset zone = read.policy_of(nullptr).zone;
  std::string text = context.closing(*item.closes, zone);
  if (item.late) text += ' ' + context.say("label.late");
  return text;
}

void print_inbox(Context& context, const ReadSchool& read, const std::vector<InboxItem>& items) {
  if (items.empty()) {
    context.out << context.say("cli.inbox.empty") << '\n';
    return;
  }
  Table table({context.say("label.due"), context.say("label.document"), context.say("label.id"),
               context.say("label.to_do"), context.say("label.clause")});
  for (const InboxItem& item : items)
    table.add({due_text(context, read, item), what(context, read, item), item.document.value,
               to_do(context, read, item), clause_text(item.clause)});
  table.print(context.out, context.columns);
}

// One line a person who has something waiting.
void show_everyone(Context& context, const ReadSchool& read, Instant at) {
  const ZoneOffset zone = read.policy_of(nullptr).zone;
  Table table({context.say("label.who"), context.say("inbox.waiting"), context.say("status.late"),
               context.say("inbox.next_due")});
  json::Object people;
  for (const auto& [id, person] : read.school.state.people) {
    const auto items = inbox(read.world(), id, at);
    if (read.fault()) return context.fault(*read.fault());
    if (items.empty()) continue;
    const auto late =
        std::count_if(items.begin(), items.end(), [](const InboxItem& item) { return item.late; });
    const auto next = std::find_if(items.begin(), items.end(),
                                   [](const InboxItem& item) { return !item.late && item.closes; });
    table.add({read.people.name(id), std::to_string(items.size()), late == 0 ? "" : std::to_string(late),
               next == items.end() ? "" : context.closing(*next->closes, zone)});
    json::Array list;
    for (const InboxItem& item : items) list.push_back(item_json(item));
    people.emplace(id.value, std::move(list));
  }
  if (context.json())
    return context.print_json(json::Object{{"at", json::encode(at)}, {"people", std::move(people)}});
  context.err << context.say("inbox.everyone", {context.when(at, zone)}) << '\n';
  table.print(context.out, context.columns);
}

void show_inbox(Context& context, const Options& options) {
  const auto asked = Instant::parse(options.at);
  if (options.as.empty() != options.everyone) return context.wrong_use("inbox.who", {});
  if (!options.at.empty() && !asked) return context.wrong_use("cli.bad_time", {options.at});
  const auto read = read_school(options.dir, asked, options.school);
  if (!read) return context.fault(read.error());
  if (!read->school.state.open()) return context.wrong_use("cli.not_open_yet", {options.at});
  Instant at = asked ? *asked : read->school.state.last_at;
  if (!asked && read->school.state.clock == ClockSource::system) at = std::max(at, runtime::system_now());
  if (options.everyone) return show_everyone(context, *read, at);
  const auto person = read->people.find(options.as);
  if (!person) return context.not_there("Q425", {options.as}, {{"person", options.as}});
  const auto items = inbox(read->world(), *person, at);
  if (read->fault()) return context.fault(*read->fault());
  if (!context.json()) {
    context.err << context.say("cli.inbox.of",
                               {read->people.name(*person), context.when(at, read->policy_of(nullptr).zone)})
                << '\n';
    return print_inbox(context, *read, items);
  }
  json::Array list;
  for (const InboxItem& item : items) list.push_back(item_json(item));
  context.print_json(
      json::Object{{"at", json::encode(at)}, {"items", std::move(list)}, {"person", person->value}});
}

}  // namespace

void add_inbox(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("inbox", context.say("cli.inbox"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--as", options->as, context.say("cli.as"));
  command->add_flag("--everyone", options->everyone, context.say("inbox.everyone_flag"));
  command->add_option("--at", options->at, context.say("cli.at"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { show_inbox(context, *options); });
}

}  // namespace quyche::cli
