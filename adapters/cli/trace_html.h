// A replayed document as one HTML page: no scripts, nothing fetched, for a screen of any width and for A4.
#pragma once

#include <string>

#include "adapters/cli/context.h"
#include "adapters/cli/trace_source.h"

namespace quyche::cli {

// The document is known. Whatever people wrote is shown as text.
[[nodiscard]] std::string trace_html(const Context& context, const TracedDocument& traced);

}  // namespace quyche::cli
