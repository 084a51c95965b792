// quyche schema [regulation|calendar|tests]: the JSON Schema of a kind of file, for editors.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "rules/schema/json_schema.h"

namespace quyche::cli {

void add_schema(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("schema", context.say("cli.schema"));
  auto kind = std::make_shared<std::string>("regulation");
  command->add_option("KIND", *kind, context.say("cli.schema.of"))
      ->check(CLI::IsMember({"regulation", "calendar", "tests"}));
  command->callback([&context, kind] {
    const auto& shape = *kind == "calendar" ? rules::schema::calendar()
                        : *kind == "tests"  ? rules::schema::policy_test()
                                            : rules::schema::regulation();
    context.print_json(rules::schema::json_schema(shape, context.lang));
  });
}

}  // namespace quyche::cli
