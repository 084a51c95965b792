// quyche replay DIR DOCUMENT: a document step by step, and how it stood at a moment, by what was known then.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/trace_html.h"
#include "adapters/cli/trace_json.h"
#include "adapters/cli/trace_source.h"
#include "adapters/cli/trace_text.h"
#include "adapters/cli/write_file.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string document;
  std::string as_of;
  std::string as_known_at;
  std::string school;
  std::string html;
};

void not_known(Context& context, const Options& options, const TracedDocument& traced) {
  if (!traced.created_later)
    return context.not_there("Q401", {options.document}, {{"document", options.document}});
  const ZoneOffset zone = traced.read.policy_of(nullptr).zone;
  context.not_there(
      "Q556",
      {options.document, context.when(*traced.known_at, zone), context.when(*traced.created_later, zone)},
      {{"created_at", json::encode(*traced.created_later)}, {"document", options.document}});
}

void write_page(Context& context, const Options& options, const TracedDocument& traced) {
  const std::string page = trace_html(context, traced);
  if (options.html == "-") {
    context.data() << page;
    return;
  }
  if (const auto written = write_file(options.html, page, Overwrite::yes); !written)
    return context.fault(written.error());
  context.err << context.say("cli.replay.written", {options.html}) << '\n';
}

void replay(Context& context, const Options& options) {
  const auto as_of = Instant::parse(options.as_of);
  const auto known_at = Instant::parse(options.as_known_at);
  if (!options.as_of.empty() && !as_of) return context.wrong_use("cli.bad_time", {options.as_of});
  if (!options.as_known_at.empty() && !known_at)
    return context.wrong_use("cli.bad_time", {options.as_known_at});
  if (!options.html.empty() && context.json()) return context.wrong_use("cli.replay.one_form", {});
  const auto traced = trace_of({options.dir, DocumentId{options.document}, as_of, known_at, options.school});
  if (!traced) return context.fault(traced.error());
  if (!traced->read.school.state.open()) return context.wrong_use("cli.not_open_yet", {options.as_known_at});
  if (!traced->trace.known) return not_known(context, options, *traced);
  if (context.json()) return context.print_json(trace_json(*traced));
  if (!options.html.empty()) return write_page(context, options, *traced);
  print_trace(context, *traced);
}

}  // namespace

void add_replay(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("replay", context.say("cli.replay"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("DOCUMENT", options->document, context.say("cli.document"))->required();
  command->add_option("--as-of", options->as_of, context.say("cli.replay.as_of"));
  command->add_option("--as-known-at", options->as_known_at, context.say("cli.replay.as_known_at"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->add_option("--html", options->html, context.say("cli.replay.html"));
  command->callback([&context, options] { replay(context, *options); });
}

}  // namespace quyche::cli
