// quyche late DIR: what was late or missing, and under which clause.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/read_school.h"
#include "adapters/cli/recorded_until.h"
#include "adapters/cli/table.h"
#include "adapters/cli/words.h"
#include "engine/json/fields.h"
#include "engine/view/late.h"

namespace quyche::cli {
namespace {

json::Value item_json(const LateItem& item) {
  json::Object out{{"person", item.person.value},
                   {"type", item.type.value},
                   {"school_year", json::encode(item.school_year)},
                   {"deadline", item.deadline.value},
                   {"clause", json::encode(item.clause)},
                   {"closes", json::encode(item.closes)},
                   {"missing", json::encode(item.missing)}};
  if (!item.document.empty()) out.emplace("document", item.document.value);
  if (item.week) out.emplace("week", json::encode(*item.week));
  if (item.period) out.emplace("period", json::encode(*item.period));
  if (item.completed) out.emplace("completed", json::encode(*item.completed));
  return out;
}

std::string why(const Context& context, const ReadSchool& read, const LateItem& item,
                const DocumentType* type) {
  if (item.document.empty()) return context.say("late.never_created");
  if (item.completed)
    return context.say("late.completed", {context.when(*item.completed, read.policy_of(nullptr).zone)});
  return context.say("late.not_reached",
                     {type == nullptr ? "" : state_words(type->workflow, item.missing, context.lang)});
}

void show_late(Context& context, const std::string& dir, const std::string& school) {
  const auto read = read_school(dir, std::nullopt, school, Timers::all);
  if (!read) return context.fault(read.error());
  const auto items = late_items(read->world());
  if (read->fault()) return context.fault(*read->fault());
  if (context.json()) {
    json::Array list;
    for (const LateItem& item : items) list.push_back(item_json(item));
    return context.print_json(json::Object{{"late", std::move(list)}});
  }
  say_recorded_until(context, *read);
  if (items.empty()) {
    context.out << context.say("late.none") << '\n';
    return;
  }
  Table table({context.say("label.due"), context.say("label.who"), context.say("label.document"),
               context.say("label.what"), context.say("label.clause")});
  for (const LateItem& item : items) {
    const Policy& policy = read->policy_of(read->school.state.document(item.document));
    const DocumentType* type = policy.document(item.type);
    std::string what = type == nullptr ? item.type.value : name_of_item(*type, context.lang);
    what += ' ' + period_words(duty_period_of(item), policy, type, context.lang);
    table.add({context.closing(item.closes, policy.zone), read->people.name(item.person), what,
               why(context, *read, item, type), clause_text(item.clause)});
  }
  table.print(context.out, context.columns);
}

}  // namespace

void add_late(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("late", context.say("cli.late"));
  auto dir = std::make_shared<std::string>();
  command->add_option("DIR", *dir, context.say("cli.dir"))->required();
  auto school = std::make_shared<std::string>();
  command->add_option("--school", *school, context.say("cli.school"));
  command->callback([&context, dir, school] { show_late(context, *dir, *school); });
}

}  // namespace quyche::cli
