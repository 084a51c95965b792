// The command line as a function, so that tests call it without a process.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "adapters/cli/context.h"

namespace quyche::cli {

// `arguments` without the program's name. Gives the exit code. `context` brings the streams and what the
// terminal is.
[[nodiscard]] int run(const std::vector<std::string>& arguments, Context context);

}  // namespace quyche::cli
