// A test case that ran, for people: its steps and what they led to, and what the tests of a policy exercise.
#pragma once

#include "adapters/cli/context.h"
#include "rules/policy_test/run_suite.h"

namespace quyche::cli {

// What happened in a case, a line a step with its file and line, under it each event or refusal with its
// clause.
void print_trace(Context& context, const rules::policy_test::CaseResult& result);
[[nodiscard]] json::Value trace_json(const rules::policy_test::CaseResult& result);

// How much of a policy the cases exercise, and what they never touch.
void print_coverage(Context& context, const rules::policy_test::Suite& suite,
                    const rules::policy_test::SuiteResult& result);
[[nodiscard]] json::Value coverage_json(const rules::policy_test::Suite& suite,
                                        const rules::policy_test::SuiteResult& result);

}  // namespace quyche::cli
