// Files that a subcommand writes for a person: a table, a policy to begin with.
#pragma once

#include <string>

#include "engine/base/result.h"

namespace quyche::cli {

enum class Overwrite { no, yes };

// Writes the whole of `text` to a file at `path`. Fails with Q525 (cannot be written; what was there may be
// gone) or, where nothing may be overwritten, with Q526 (there is something under this name, and it stays as
// it is). The error's detail is the path and the system's reason.
[[nodiscard]] Outcome<void> write_file(const std::string& path, std::string_view text, Overwrite overwrite);

}  // namespace quyche::cli
