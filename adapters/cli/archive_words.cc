#include "adapters/cli/archive_words.h"

#include <ostream>

namespace quyche::cli {

void print_archive_report(Context& context, const archive::Report& report, bool key_given) {
  if (!report.ok()) context.exit = Exit::findings;
  if (context.json()) return context.print_json(archive::to_json(report));
  const auto number = [](std::uint64_t n) { return std::to_string(n); };
  context.out << context.say("archive.head", {report.school.empty() ? "?" : report.school,
                                              number(report.events), report.root.text()})
              << '\n';
  for (const archive::Problem& problem : report.problems)
    context.out << problem.file << (problem.line == 0 ? "" : ":" + number(problem.line)) << ": "
                << context.say("archive.problem." + problem.what) << " [" << problem.what << "]\n";
  if (report.ok()) {
    context.out << context.say("archive.signed", {number(report.checkpoint_size)}) << '\n';
    if (report.events > report.checkpoint_size)
      context.out << context.say("archive.unsigned", {number(report.events - report.checkpoint_size)})
                  << '\n';
    if (!key_given) context.out << context.say("archive.own_key") << '\n';
  }
  context.out << context.say(report.ok() ? "archive.good" : "archive.wrong") << '\n';
}

}  // namespace quyche::cli
