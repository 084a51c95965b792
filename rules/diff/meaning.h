// A value of a policy without what says nothing about what it asks. Internal to rules/diff.
#pragma once

#include <string_view>

#include "engine/json/value.h"

namespace quyche::rules {

// Whether a member is for readers only: titles, phrases, clauses.
[[nodiscard]] bool says_nothing(std::string_view key);

// Equal for values that mean the same: without such members, lists sorted where their order says nothing,
// words left out that are understood anyway. `key` is the member that holds the value.
[[nodiscard]] json::Value meaning(std::string_view key, const json::Value& value);

}  // namespace quyche::rules
