// Whole files that a subcommand is given: notes, proofs, the bytes of an event.
#pragma once

#include <cstddef>
#include <string>

#include "engine/base/result.h"

namespace quyche::cli {

// Fails with Q501, its detail "path: reason", also for a file longer than `bytes_max`.
[[nodiscard]] Outcome<std::string> read_file(const std::string& path, std::size_t bytes_max);

}  // namespace quyche::cli
