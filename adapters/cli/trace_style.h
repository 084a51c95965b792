// How the page of a replayed document looks: one style sheet, inline.
#pragma once

#include <string_view>

namespace quyche::cli {

// Colours of the first states of a workflow, in the order in which a document reaches them.
inline constexpr std::size_t trace_state_colours = 6;
[[nodiscard]] std::string_view trace_style();

}  // namespace quyche::cli
