// Test files to suites: the way in to policy tests. Nothing is run.
#pragma once

#include <optional>
#include <string>

#include "rules/diagnostics/diagnostic.h"
#include "rules/policy_test/suite.h"

namespace quyche::rules::policy_test {

// Reads the test file at `path` and the regulation it is about, and reports everything that is wrong with it:
// keys that nothing reads, names that mean nothing, steps out of order, a file or a case that tests nothing.
// Of the regulation's own findings only errors are passed on. Nothing when there is an error.
[[nodiscard]] std::optional<Suite> read_suite(const std::string& path, Findings& findings);
// The same for a text at hand; the regulation is looked for beside `source->name()`.
[[nodiscard]] std::optional<Suite> read_suite(const SourcePtr& source, Findings& findings);

// The files that may be regulation `name`: `name.yaml` and its version files `name@*.yaml`, in the folder of
// `beside`, else in the nearest folder above that has one. By path.
[[nodiscard]] std::vector<std::string> regulation_files(const std::string& beside, const std::string& name);

// The ids under `requirements:` of a regulation file and of the regulations it stands `under`, in that order.
[[nodiscard]] std::vector<std::string> requirement_ids(const std::string& file);

}  // namespace quyche::rules::policy_test
