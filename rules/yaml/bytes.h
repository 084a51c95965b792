// What can be said about a text before any of it is read as YAML.
#pragma once

#include <string>

#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules::yaml {

enum class Bytes {
  clean,
  flawed,      // reported; the rest of the text can still be looked at
  unreadable,  // reported; nothing more can be said
};

// Size, line length, UTF-8, byte order mark, control characters (Q101, Q102, Q103, Q105, Q116).
[[nodiscard]] Bytes check_bytes(const SourcePtr& source, Findings& findings);

// How a diagnostic names a code point: U+200B.
[[nodiscard]] std::string code_point_name(char32_t code_point);

}  // namespace quyche::rules::yaml
