// What two JSON values differ in, member by member.
#pragma once

#include <string>
#include <vector>

#include "engine/json/value.h"

namespace quyche::cli {

struct JsonDifference {
  std::string where;  // JSON pointer
  std::string left;   // canonical JSON; empty: not there
  std::string right;
};

[[nodiscard]] std::vector<JsonDifference> json_differences(const json::Value& left, const json::Value& right);

}  // namespace quyche::cli
