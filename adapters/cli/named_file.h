// Files that are named on the command line.
#pragma once

#include <string>

#include "adapters/cli/context.h"

namespace quyche::cli {

// Whether the policy file can be read. A name that was mistyped is a fault (Q501), said here: nothing in the
// file was found wrong, and no line of it can be named.
[[nodiscard]] bool policy_can_be_read(Context& context, const std::string& path);

}  // namespace quyche::cli
