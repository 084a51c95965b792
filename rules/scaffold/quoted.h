// A text as a YAML scalar. Internal to rules/scaffold.
#pragma once

#include <string>
#include <string_view>

#include "engine/json/canonical.h"

namespace quyche::rules::scaffold {

// In double quotes, which YAML reads as JSON does.
inline std::string quoted(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

}  // namespace quyche::rules::scaffold
