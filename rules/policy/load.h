// Policy files to policies: read, lower, check. The way in to the rules layer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/policy/policy.h"
#include "rules/diagnostics/diagnostic.h"
#include "rules/source/source.h"

namespace quyche::rules {

// Reads the regulation at `path` with the calendar and the hook scripts it names (relative to its folder),
// and reports everything there is to say to `findings`. Null when there is an error.
[[nodiscard]] std::shared_ptr<const Policy> load_policy(const std::string& path, Findings& findings);

// The same for a regulation whose text is at hand; files it names are looked for beside `source->name()`.
[[nodiscard]] std::shared_ptr<const Policy> load_policy(const SourcePtr& source, Findings& findings);

// Reads the calendar at `path`. Nothing when there is an error.
[[nodiscard]] std::optional<Calendar> load_calendar(const std::string& path, Findings& findings);

// What a file is, by its first key.
enum class FileKind { regulation, calendar, tests, unknown };  // tests: rules/policy_test
[[nodiscard]] FileKind kind_of_file(const std::string& path, Findings& findings);

}  // namespace quyche::rules
