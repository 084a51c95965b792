// Suites for tests: from a text that stands beside the small regulation of tests/golden/policy.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "rules/policy_test/read_suite.h"
#include "rules/policy_test/run_suite.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules::policy_test {

// A suite that was read and, when nothing is wrong with it, run.
struct Ran {
  Findings findings;
  std::optional<Suite> suite;
  SuiteResult result;

  explicit Ran(std::string text,
               const std::string& folder = (repository() / "tests/golden/policy").string()) {
    suite = read_suite(std::make_shared<const Source>(folder + "/x.test.yaml", std::move(text)), findings);
    if (suite) result = run_suite(*suite);
  }
  // Of what cannot be read and of what failed, in the order of the file.
  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& one : findings.sorted()) out.push_back(one.code);
    for (const CaseResult& one : result.cases)
      for (const Diagnostic& failure : one.failures) out.push_back(failure.code);
    return out;
  }
};

// A file with one case about the regulation `kiem-thu`: `given` beside as_of, then the lines of the case.
inline std::string one_case(const std::string& lines, const std::string& given = {}) {
  return "tests: kiem-thu\npeople: {an: teacher@to-1, em: [teacher@to-1], ht: {roles: [principal]}}\n"
         "given: {as_of: 2024-10-01T07:00" +
         given + "}\ncases:\n  ca:\n" + lines;
}

using Codes = std::vector<std::string>;

}  // namespace quyche::rules::policy_test
