#include "adapters/cli/archive_words.h"

#include <ostream>

#include "adapters/cli/table.h"
#include "engine/time/instant.h"

namespace quyche::cli {

namespace {

std::string number(std::uint64_t n) { return std::to_string(n); }

// What holds however well the files agree.
std::vector<std::string> notes_of(const Context& context, const archive::Report& report,
                                  const archive::CheckOptions& options) {
  std::vector<std::string> notes;
  if (report.events > report.checkpoint_size)
    notes.push_back(context.say("archive.unsigned", {number(report.events - report.checkpoint_size)}));
  for (const std::uint64_t seq : report.rekeyed)
    notes.push_back(context.say("archive.rekeyed", {number(seq)}));
  if (report.left_out > 0) notes.push_back(context.say("archive.left_out", {number(report.left_out)}));
  if (!report.manifest_signed) notes.push_back(context.say("archive.manifest_unsigned"));
  if (report.witnessed)
    notes.push_back(
        context.say("archive.witnessed", {number(report.witnessed->size), report.witnessed->witness,
                                          Instant::from_ms(report.witnessed->time_s * 1'000).text()}));
  else if (!options.witnesses.empty())
    notes.push_back(context.say("archive.not_witnessed"));
  if (!options.key) notes.push_back(context.say("archive.own_key"));
  return notes;
}

void print(Context& context, const std::string& text) {
  for (const std::string& line : wrap(text, context.columns)) context.out << line << '\n';
}

}  // namespace

void print_archive_notes(Context& context, const archive::Report& report,
                         const archive::CheckOptions& options) {
  for (const std::string& note : notes_of(context, report, options)) print(context, note);
}

void print_archive_report(Context& context, const archive::Report& report,
                          const archive::CheckOptions& options) {
  if (!report.ok()) context.exit = Exit::findings;
  if (context.json()) {
    json::Value said = archive::to_json(report);
    json::Value witnessed;
    if (report.witnessed)
      witnessed = json::Object{{"at", Instant::from_ms(report.witnessed->time_s * 1'000).text()},
                               {"size", static_cast<std::int64_t>(report.witnessed->size)},
                               {"witness", report.witnessed->witness}};
    if (!options.witnesses.empty()) said.object()->emplace("witnessed", std::move(witnessed));
    return context.print_json(said);
  }
  print(context, context.say("archive.head", {report.school.empty() ? "?" : report.school,
                                              number(report.events), report.root.text()}));
  for (const archive::Problem& problem : report.problems)
    print(context, problem.file + (problem.line == 0 ? "" : ":" + number(problem.line)) + ": " +
                       context.say("archive.problem." + problem.what) + " [" + problem.what + "]");
  if (report.ok()) {
    print(context, context.say("archive.signed", {number(report.checkpoint_size)}));
    print_archive_notes(context, report, options);
  }
  context.out << context.say(report.ok() ? "archive.good" : "archive.wrong") << '\n';
}

}  // namespace quyche::cli
