// Comparing what happened with what a case expects; what differs becomes a failure with its place. Internal
// to rules/policy_test.
#pragma once

#include <string>
#include <vector>

#include "rules/policy_test/run_suite.h"

namespace quyche::rules::policy_test {

struct Judging {
  const Suite& suite;
  const Case& one;
  std::vector<Diagnostic>& failures;
  std::string path;  // cases.nop-dung-han.then

  void fail(std::string code, const Span& at, std::vector<std::string> args) const;
  // Fails unless `decided` is the clause that `wanted` names.
  void same_clause(const WantedClause& wanted, const Clause& decided) const;
};

// judge_step.cc
void judge_step(const Judging& judging, const Step& step, const Happened& happened);
// judge_expectation.cc: of all that happened (`log`) and the school as it then is.
void judge_expectation(const Judging& judging, const Expectation& expectation, const std::vector<Event>& log,
                       const World& world, Instant now);

// "Điều 12", or with its regulation when that is another one; "no clause" when there is none.
[[nodiscard]] std::string clause_words(const Suite& suite, const Clause& clause, Lang lang);
// A label of engine/messages in both languages.
struct Both {
  std::string vi;
  std::string en;
};
[[nodiscard]] Both label(std::string_view code, const std::vector<std::string>& args = {});

}  // namespace quyche::rules::policy_test
