#include "adapters/cli/run.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/safe_stream.h"

namespace quyche::cli {
namespace {

// The language must be known before the options' own descriptions are written.
Lang language(const std::vector<std::string>& arguments, Lang otherwise) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang" && i + 1 < arguments.size())
      return arguments[i + 1] == "en" ? Lang::en : Lang::vi;
    if (arguments[i] == "--lang=en") return Lang::en;
    if (arguments[i] == "--lang=vi") return Lang::vi;
  }
  return otherwise;
}

// The headings of help texts, in the person's language.
void name_headings(CLI::App& app, const Context& context) {
  const auto formatter = app.get_formatter();
  formatter->label("Usage", context.say("cli.heading.usage"));
  formatter->label("Positionals", context.say("cli.heading.positionals"));
  formatter->label("OPTIONS", context.say("cli.heading.options"));
  formatter->label("REQUIRED", context.say("cli.heading.required"));
  app.option_defaults()->group(context.say("cli.heading.options"));
}

// The command line's own mistakes come from CLI11 in English; the kind of mistake is said in both languages.
std::string mistake(const Context& context, const CLI::ParseError& error) {
  static constexpr std::string_view known[] = {"RequiredError", "ExtrasError", "ValidationError",
                                               "ArgumentMismatch", "ConversionError"};
  const std::string name = error.get_name();
  const bool is_known = std::find(std::begin(known), std::end(known), name) != std::end(known);
  return context.say("cli.mistake." + (is_known ? name : std::string("other")), {error.what()});
}

}  // namespace

int run(const std::vector<std::string>& arguments, Context given) {
  SafeStream safe_out(given.out);
  SafeStream safe_err(given.err);
  Context context{safe_out,     safe_err,     language(arguments, given.lang),
                  given.format, given.colour, given.columns,
                  given.exit,   &given.out,   &given.err};
  CLI::App app{context.say("cli.about"), "quyche"};
  name_headings(app, context);
  app.set_version_flag("--version", "quyche " QUYCHE_VERSION, context.say("cli.version"));
  app.require_subcommand(1);
  app.fallthrough();
  app.set_help_flag("-h,--help", context.say("cli.help_flag"));
  std::string lang;
  app.add_option("--lang", lang, context.say("cli.lang"))->check(CLI::IsMember({"vi", "en"}));
  std::string format = "human";
  app.add_option("--format", format, context.say("cli.format"))
      ->check(CLI::IsMember({"human", "json"}))
      ->each(
          [&](const std::string& value) { context.format = value == "json" ? Format::json : Format::human; });
  add_check(app, context);
  add_test(app, context);
  add_init(app, context);
  add_do(app, context);
  add_backup(app, context);
  add_inbox(app, context);
  add_history(app, context);
  add_replay(app, context);
  add_report(app, context);
  add_explain(app, context);
  add_graph(app, context);
  add_why(app, context);
  add_calendar(app, context);
  add_diff(app, context);
  add_late(app, context);
  add_status(app, context);
  add_tick(app, context);
  add_when(app, context);
  add_erase(app, context);
  add_export(app, context);
  add_import(app, context);
  add_new(app, context);
  add_coverage(app, context);
  add_schema(app, context);
  add_audit(app, context);
  add_what_if(app, context);
  add_adopt(app, context);
  add_key(app, context);
  add_checkpoint(app, context);
  add_prove(app, context);
  add_verify_proof(app, context);
  add_verify(app, context);
  add_witness(app, context);
  add_help(app, context);
  for (CLI::App* command : app.get_subcommands({})) command->group(context.say("cli.heading.commands"));
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  // --format must be known when a subcommand's callback runs, wherever it stands: CLI11 parses all before
  // callbacks.
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) {
      context.err << "quyche: " << mistake(context, error) << "\nquyche --help\n";
      return static_cast<int>(Exit::usage);
    }
    return app.exit(error, context.out, context.err) == 0 ? 0 : static_cast<int>(Exit::usage);
  }
  context.out.flush();
  context.err.flush();
  if (!given.out && context.exit != Exit::fault) context.fault({"Q517", ""});
  return static_cast<int>(context.exit);
}

}  // namespace quyche::cli
