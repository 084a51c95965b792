// quyche verify DIR: the whole log against itself, its keys, and what is known from elsewhere.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <utility>

#include "adapters/archive/check.h"
#include "adapters/cli/archive_words.h"
#include "adapters/cli/commands/commands.h"
#include "adapters/cli/each_school.h"
#include "adapters/cli/read_file.h"
#include "adapters/cli/sign.h"
#include "adapters/cli/table.h"
#include "adapters/runtime/clock.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/limits.h"
#include "engine/ledger/base64.h"
#include "engine/ledger/verify_school.h"
#include "engine/messages/reasons.h"
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

std::string number(std::uint64_t n) { return std::to_string(n); }
std::int64_t json_number(std::uint64_t n) { return static_cast<std::int64_t>(n); }
std::string time_of(std::int64_t time_s) { return Instant::from_ms(time_s * 1'000).text(); }

// What holds however clean the report is. `checkpoint`: the one given as --checkpoint, if it is this
// school's.
std::vector<std::string> blind_spots(const Context& context, const std::string& checkpoint,
                                     const ledger::VerifyOptions& asked, const VerifyReport& report) {
  std::vector<std::string> spots;
  if (report.covered == 0)
    spots.push_back(context.say("verify.cannot.unsigned", {number(report.events)}));
  else if (report.events > report.covered)
    spots.push_back(
        context.say("verify.cannot.tail", {number(report.events - report.covered), number(report.covered)}));
  if (report.witnessed)
    spots.push_back(context.say(
        "verify.cannot.cut",
        {number(report.witnessed->size), report.witnessed->witness, time_of(report.witnessed->time_s)}));
  else if (!checkpoint.empty())
    spots.push_back(
        context.say("verify.cannot.cut_given",
                    {number(ledger::read_checkpoint(ledger::parse_note(checkpoint)->text)->size)}));
  else
    spots.push_back(context.say("verify.cannot.cut_all"));
  if (!asked.key) spots.push_back(context.say("verify.cannot.key"));
  if (!report.index_compared) spots.push_back(context.say("verify.cannot.index"));
  return spots;
}

// A finding as a person reads it; a code of its own stands before it, for `quyche help`.
std::string sentence(const Context& context, const ledger::Finding& finding) {
  std::vector<std::string> args = finding.args;
  for (std::string& arg : args) arg = reason_in(context.lang, arg);
  const std::string said = context.say(finding.label, args);
  return finding.label.starts_with('Q') ? finding.label + ": " + said : said;
}

// A paragraph as wide as the terminal; what goes on is indented.
void print_wrapped(Context& context, const std::string& first_begin, const std::string& text) {
  const std::size_t begin = 2;
  std::string lead = first_begin;
  for (const std::string& line : wrap(text, context.columns - begin)) {
    context.out << lead << line << '\n';
    lead = "  ";
  }
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
  print_wrapped(context, "",
                context.say("verify.head", {school.value, number(report.events), number(report.documents),
                                            number(report.checkpoints), number(report.texts),
                                            number(report.erased), number(report.missing)}));
  for (const ledger::AdoptedKey& key : report.keys)
    if (key.abandoned_size > 0)
      print_wrapped(context, "",
                    context.say("verify.restored", {number(key.since), number(key.abandoned_size)}));
  for (const ledger::Finding& finding : report.findings)
    print_wrapped(
        context, "",
        context.say("verify.area." + std::string(name_of(finding.area))) + ": " + sentence(context, finding));
  if (report.found == 0)
    context.out << context.say("verify.good") << '\n';
  else if (report.found > report.findings.size())
    context.out << context.say("verify.more", {number(report.found - report.findings.size())}) << '\n';
  for (const std::string& note : notes_of(context, report))
    for (const std::string& line : wrap(note, context.columns)) context.out << line << '\n';
  context.out << context.say("verify.cannot_see") << '\n';
  for (const std::string& spot : spots) print_wrapped(context, "- ", spot);
}

json::Value to_json(const Context& context, const SchoolId& school, const VerifyReport& report,
                    const std::vector<std::string>& spots) {
  json::Array findings;
  for (const ledger::Finding& finding : report.findings)
    findings.push_back(json::Object{{"area", std::string(name_of(finding.area))},
                                    {"label", finding.label},
                                    {"seq", json_number(finding.seq)},
                                    {"what", sentence(context, finding)}});
  json::Array cannot_see;
  for (const std::string& spot : spots) cannot_see.push_back(spot);
  json::Array restored;
  for (const ledger::AdoptedKey& key : report.keys)
    if (key.abandoned_size > 0)
      restored.push_back(json::Object{{"event", json_number(key.since)},
                                      {"root", ledger::base64(key.abandoned_root)},
                                      {"size", json_number(key.abandoned_size)}});
  json::Array notes;
  for (const std::string& note : notes_of(context, report)) notes.push_back(note);
  json::Value witnessed;
  if (report.witnessed)
    witnessed = json::Object{{"at", time_of(report.witnessed->time_s)},
                             {"size", json_number(report.witnessed->size)},
                             {"witness", report.witnessed->witness}};
  return json::Object{
      {"cannot_see", std::move(cannot_see)},      {"checkpoints", json_number(report.checkpoints)},
      {"covered", json_number(report.covered)},   {"documents", json_number(report.documents)},
      {"erased", json_number(report.erased)},     {"events", json_number(report.events)},
      {"findings", std::move(findings)},          {"found", json_number(report.found)},
      {"left_out", json_number(report.left_out)}, {"notes", std::move(notes)},
      {"missing", json_number(report.missing)},   {"ok", report.found == 0},
      {"restored", std::move(restored)},          {"school", school.value},
      {"texts", json_number(report.texts)},       {"witnessed", std::move(witnessed)}};
}

// Whose checkpoint it is; empty when that cannot be read.
std::string origin_of_note(const std::string& bytes) {
  const auto note = ledger::parse_note(bytes);
  const auto checkpoint =
      note ? ledger::read_checkpoint(note->text) : Outcome<ledger::Checkpoint>(tl::unexpected(note.error()));
  return checkpoint ? checkpoint->origin : std::string();
}

// What was given on the command line.
struct Asked {
  ledger::VerifyOptions options;   // without notes
  std::vector<std::string> notes;  // --checkpoint, --from
  std::string checkpoint;          // --checkpoint
};

// What of it is about the school. Of several schools a key and a checkpoint belong to the one that they name;
// one that names none of them is held against all.
ledger::VerifyOptions options_for(const Asked& asked, const SchoolId& school,
                                  const std::vector<SchoolId>& schools) {
  const auto concerns = [&](const std::string& origin) {
    if (schools.size() == 1 || origin == ledger::origin_of(school)) return true;
    return std::none_of(schools.begin(), schools.end(),
                        [&](const SchoolId& one) { return ledger::origin_of(one) == origin; });
  };
  ledger::VerifyOptions options = asked.options;
  if (options.key && !concerns(options.key->name)) options.key.reset();
  for (const std::string& note : asked.notes)
    if (concerns(origin_of_note(note))) options.notes.push_back(note);
  // Of the file, which is one.
  options.structure = school == schools.front();
  return options;
}

// Also a school whose events are all gone: that is what is to be found.
Outcome<std::vector<SchoolId>> schools_there(StoreReader& reader, const Options& options) {
  const auto all = reader.schools();
  const SchoolId asked{options.school};
  if (all && !options.school.empty() && std::find(all->begin(), all->end(), asked) != all->end())
    return std::vector<SchoolId>{asked};
  return schools_asked(reader, options.dir, options.school);
}

void verify_store(Context& context, const Options& options, const Asked& asked) {
  const auto reader = sqlite::open_sqlite_reader(options.dir);
  if (!reader) return context.fault(reader.error());
  const auto schools = schools_there(**reader, options);
  if (!schools) return context.fault(schools.error());
  json::Array reports;
  bool first = true;
  for (const SchoolId& school : *schools) {
    const ledger::VerifyOptions of_school = options_for(asked, school, *schools);
    const auto report = ledger::verify_school(**reader, school, of_school);
    if (!report) return context.fault(report.error());
    if (report->found > 0) context.exit = Exit::findings;
    const bool given =
        std::find(of_school.notes.begin(), of_school.notes.end(), asked.checkpoint) != of_school.notes.end();
    const std::vector<std::string> spots =
        blind_spots(context, given ? asked.checkpoint : std::string(), of_school, *report);
    if (context.json()) {
      reports.push_back(to_json(context, school, *report, spots));
      continue;
    }
    if (!std::exchange(first, false)) context.out << '\n';
    print_human(context, school, *report, spots);
  }
  if (context.json()) context.print_json(schools->size() == 1 ? reports.front() : json::Value(reports));
}

void run(Context& context, const Options& options) {
  Asked asked;
  asked.options.verify = signing::verify;
  asked.options.now_s = runtime::system_now().ms() / 1'000;
  if (!options.key.empty()) {
    asked.options.key = key_option(context, options.key);
    if (!asked.options.key) return;
  }
  auto witnesses = witness_options(context, options.witnesses);
  if (!witnesses) return;
  asked.options.witnesses = std::move(*witnesses);
  archive::CheckOptions of_archive{asked.options.key, {}, asked.options.witnesses};
  for (const std::string& path : {options.checkpoint, options.from}) {
    if (path.empty()) continue;
    auto note = read_file(path, limits::note_bytes_max);
    if (!note) return context.fault(note.error());
    of_archive.notes.push_back({path, *note});
    if (path == options.checkpoint) asked.checkpoint = *note;
    asked.notes.push_back(std::move(*note));
  }
  if (archive::is_archive(options.dir)) {
    if (!options.school.empty()) return context.wrong_use("cli.verify.archive_school", {});
    const auto report = archive::check_archive(options.dir, of_archive);
    if (!report) return context.fault(report.error());
    return print_archive_report(context, *report, of_archive);
  }
  verify_store(context, options, asked);
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
