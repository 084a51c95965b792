// Policy files to policies: read, lower, check. The way in to the rules layer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/policy/policy.h"
#include "rules/diagnostics/diagnostic.h"
#include "rules/layers/library.h"
#include "rules/source/source.h"

namespace quyche::rules {

// A regulation as it is in force: one policy for every stretch of days on which its layers stay the same, in
// order, together covering its own period. What each is is in its effective_from and effective_to.
using Policies = std::vector<std::shared_ptr<const Policy>>;

// Reads the regulation at `path`, the regulations it stands under, the calendar and the hook scripts they
// name (relative to the folders of the files that name them), merges and checks them, and reports everything
// there is to say of this regulation to `findings`. `<id>.yaml` stands for all versions of the regulation,
// also those in `<id>@*.yaml`. Empty when there is an error. `library` keeps what was read for the next call.
[[nodiscard]] Policies load_policies(const std::string& path, Findings& findings, Library& library);
[[nodiscard]] Policies load_policies(const std::string& path, Findings& findings);
// The same for this one file, without its regulation's other versions.
[[nodiscard]] Policies periods_of_file(const std::string& path, Library& library, Findings& findings);

// The policy in force on `on`, by default on its first day. Null when there is an error, or none on that day.
[[nodiscard]] std::shared_ptr<const Policy> load_policy(const std::string& path, Findings& findings,
                                                        std::optional<Date> on = {});
// The same for a regulation whose text is at hand; files it names are looked for beside `source->name()`.
[[nodiscard]] std::shared_ptr<const Policy> load_policy(const SourcePtr& source, Findings& findings,
                                                        std::optional<Date> on = {});

// The regulation as merged from its layers on a day (by default its first), where each value's span says
// which file it comes from. Null, and reported, as with load_policy.
[[nodiscard]] std::shared_ptr<const Resolved> resolve_policy(const std::string& path, Findings& findings,
                                                             std::optional<Date> on = {});

// What a file is, by its first key.
enum class FileKind { regulation, calendar, tests, unknown };  // tests: rules/policy_test
[[nodiscard]] FileKind kind_of_file(const std::string& path, Findings& findings);

}  // namespace quyche::rules
