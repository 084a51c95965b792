// Runs the cases of a suite. Pure: the same suite gives the same result, whatever the machine and the day.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "rules/diagnostics/diagnostic.h"
#include "rules/policy_test/coverage.h"
#include "rules/policy_test/suite.h"

namespace quyche::rules::policy_test {

// What one person's command, or time alone, led to.
struct Happened {
  const Step* step = nullptr;  // of the case
  PersonId by;                 // empty: time
  std::vector<Event> events;
  std::optional<Refusal> refusal;
};

struct CaseResult {
  const Case* one = nullptr;  // of the suite, which outlives the result
  std::vector<Happened> trace;
  std::vector<Diagnostic> failures;  // none: the case passed
  // The school at the end, for words about the trace.
  SchoolState school;
  PolicyBook policies;
  std::map<Digest, std::string> texts;
  [[nodiscard]] bool passed() const { return failures.empty(); }
};

struct SuiteResult {
  std::vector<CaseResult> cases;
  std::vector<Coverage> coverage;  // of each of Suite::versions
};

// The cases whose name `wanted` takes; all of them without it.
[[nodiscard]] SuiteResult run_suite(const Suite& suite,
                                    const std::function<bool(const std::string& name)>& wanted = {});

}  // namespace quyche::rules::policy_test
