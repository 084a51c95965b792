// The coverage table as people and programs read it. The same files give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "engine/json/value.h"
#include "rules/coverage/coverage.h"

namespace quyche::rules::coverage {

// Vietnamese first, English beside it.
[[nodiscard]] std::string markdown(const std::vector<Requirement>& requirements);

// [{"id","regulation","cite","says":{"vi","en"},"not_encoded":null or {"vi","en"},
//   "encoded":[{"path","file","line"}],"tests":[{"case","file","line"}]}]
[[nodiscard]] json::Value to_json(const std::vector<Requirement>& requirements);

}  // namespace quyche::rules::coverage
