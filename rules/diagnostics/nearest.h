// The nearest known word to a misspelt one, for suggestions.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace quyche::rules {

// The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours; over code
// points), when that distance is at most a third of the longer word, rounded up; else empty. Ties go to the
// first candidate.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace quyche::rules
