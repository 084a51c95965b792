// quyche verify DIR: the whole log against itself, its keys, and what is known from elsewhere.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/archive/check.h"
#include "adapters/cli/archive_words.h"
#include "adapters/cli/commands/commands.h"
#include "adapters/cli/read_file.h"
#include "adapters/cli/sign.h"
#include "adapters/cli/table.h"
#include "adapters/runtime/data_directory.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/limits.h"
#include "engine/ledger/verify_school.h"
#include "engine/time/instant.h"

namespace quyche::cli {
namespace {

using ledger::VerifyReport;

struct Options {
  std::string dir;
  std::string school;
  std::string key;
  std::string checkpoint;
  std::string from;
  std::vector<std::string> witnesses;
};

// What holds however clean the report is.
std::vector<std::string> blind_spots(const Context& context, const Options& options,
                                     const ledger::VerifyOptions& asked, const VerifyReport& report) {
  std::vector<std::string> spots;
  if (report.events > report.covered)
    spots.push_back(context.say("verify.cannot.tail", {std::to_string(report.events - report.covered),
                                                       std::to_string(report.covered)}));
  if (report.witnessed)
    spots.push_back(
        context.say("verify.cannot.cut", {std::to_string(report.witnessed->size), report.witnessed->witness,
                                          Instant::from_ms(report.witnessed->time_s * 1'000).text()}));
  else if (!options.checkpoint.empty())
    spots.push_back(context.say(
        "verify.cannot.cut_given",
        {std::to_string(ledger::read_checkpoint(ledger::parse_note(asked.notes.front())->text)->size)}));
  else
    spots.push_back(context.say("verify.cannot.cut_all"));
  if (!asked.key) spots.push_back(context.say("verify.cannot.key"));
  if (!report.index_compared) spots.push_back(context.say("verify.cannot.index"));
  return spots;
}

// What is no damage and has to be known all the same.
std::vector<std::string> notes_of(const Context& context, const VerifyReport& report) {
  std::vector<std::string> notes;
  for (const ledger::AdoptedKey& adopted : report.keys)
    if (adopted.lost)
      notes.push_back(context.say("verify.rekeyed", {std::to_string(adopted.since), adopted.key.text()}));
  if (report.left_out > 0) notes.push_back(context.say("verify.left_out", {std::to_string(report.left_out)}));
  return notes;
}

void print_human(Context& context, const SchoolId& school, const VerifyReport& report,
                 const std::vector<std::string>& spots) {
  const auto number = [](std::uint64_t n) { return std::to_string(n); };
  context.out << context.say("verify.head",
                             {school.value, number(report.events), number(report.documents),
                              number(report.checkpoints), number(report.texts), number(report.erased)})
              << '\n';
  for (const ledger::Finding& finding : report.findings)
    context.out << context.say("verify.area." + std::string(name_of(finding.area))) << ": "
                << context.say(finding.label, finding.args) << '\n';
  if (report.found == 0)
    context.out << context.say("verify.good") << '\n';
  else if (report.found > report.findings.size())
    context.out << context.say("verify.more", {number(report.found - report.findings.size())}) << '\n';
  for (const std::string& note : notes_of(context, report))
    for (const std::string& line : wrap(note, context.columns)) context.out << line << '\n';
  context.out << context.say("verify.cannot_see") << '\n';
  for (const std::string& spot : spots) {
    bool first = true;
    for (const std::string& line : wrap(spot, context.columns - 2)) {
      context.out << (first ? "- " : "  ") << line << '\n';
      first = false;
    }
  }
}

json::Value to_json(const Context& context, const SchoolId& school, const VerifyReport& report,
                    const std::vector<std::string>& spots) {
  const auto number = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  json::Array findings;
  for (const ledger::Finding& finding : report.findings)
    findings.push_back(json::Object{{"area", std::string(name_of(finding.area))},
                                    {"label", finding.label},
                                    {"seq", number(finding.seq)},
                                    {"what", context.say(finding.label, finding.args)}});
  json::Array cannot_see;
  for (const std::string& spot : spots) cannot_see.push_back(spot);
  json::Array notes;
  for (const std::string& note : notes_of(context, report)) notes.push_back(note);
  json::Value witnessed;
  if (report.witnessed)
    witnessed = json::Object{{"at", Instant::from_ms(report.witnessed->time_s * 1'000).text()},
                             {"size", number(report.witnessed->size)},
                             {"witness", report.witnessed->witness}};
  return json::Object{{"cannot_see", std::move(cannot_see)},
                      {"checkpoints", number(report.checkpoints)},
                      {"covered", number(report.covered)},
                      {"documents", number(report.documents)},
                      {"erased", number(report.erased)},
                      {"events", number(report.events)},
                      {"findings", std::move(findings)},
                      {"found", number(report.found)},
                      {"left_out", number(report.left_out)},
                      {"notes", std::move(notes)},
                      {"ok", report.found == 0},
                      {"school", school.value},
                      {"texts", number(report.texts)},
                      {"witnessed", std::move(witnessed)}};
}

void run(Context& context, const Options& options) {
  ledger::VerifyOptions asked;
  asked.verify = signing::verify;
  if (!options.key.empty()) {
    asked.key = key_option(context, options.key);
    if (!asked.key) return;
  }
  auto witnesses = witness_options(context, options.witnesses);
  if (!witnesses) return;
  asked.witnesses = std::move(*witnesses);
  archive::CheckOptions of_archive{asked.key, {}, asked.witnesses};
  for (const std::string& path : {options.checkpoint, options.from}) {
    if (path.empty()) continue;
    auto note = read_file(path, limits::note_bytes_max);
    if (!note) return context.fault(note.error());
    of_archive.notes.push_back({path, *note});
    asked.notes.push_back(std::move(*note));
  }
  if (archive::is_archive(options.dir)) {
    if (!options.school.empty()) return context.wrong_use("cli.verify.archive_school", {});
    const auto report = archive::check_archive(options.dir, of_archive);
    if (!report) return context.fault(report.error());
    return print_archive_report(context, *report, of_archive);
  }
  const auto reader = sqlite::open_sqlite_reader(options.dir);
  if (!reader) return context.fault(reader.error());
  const auto school = runtime::which_school(**reader, options.school);
  if (!school) return context.fault(school.error());
  const auto report = ledger::verify_school(**reader, *school, asked);
  if (!report) return context.fault(report.error());
  if (report->found > 0) context.exit = Exit::findings;
  const std::vector<std::string> spots = blind_spots(context, options, asked, *report);
  if (context.json())
    context.print_json(to_json(context, *school, *report, spots));
  else
    print_human(context, *school, *report, spots);
}

}  // namespace

void add_verify(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("verify", context.say("cli.verify"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--checkpoint", options->checkpoint, context.say("cli.verify.checkpoint"));
  command->add_option("--from", options->from, context.say("cli.verify.from"));
  command->add_option("--key", options->key, context.say("cli.verify.key"));
  command->add_option("--witness", options->witnesses, context.say("cli.witness_option"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace quyche::cli
