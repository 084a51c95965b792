// A file's text for reading, or a finding that says why there is none.
#pragma once

#include <cstddef>
#include <string>

#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules {

// Null when the file cannot be read or is larger than `bytes_max`; reported as Q501 or Q502.
[[nodiscard]] SourcePtr load_text(const std::string& path, std::size_t bytes_max, Findings& findings);

}  // namespace quyche::rules
