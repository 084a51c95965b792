// yaml-cpp's reasons for not reading a text, as our own findings.
#pragma once

#include <cstddef>
#include <string_view>

#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules::yaml {

[[nodiscard]] Diagnostic syntax_finding(const SourcePtr& source, std::size_t offset, std::string_view reason);

}  // namespace quyche::rules::yaml
