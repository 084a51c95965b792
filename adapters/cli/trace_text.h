// A replayed document as text for a terminal.
#pragma once

#include "adapters/cli/context.h"
#include "adapters/cli/trace_source.h"

namespace quyche::cli {

// No line is wider than context.columns unless it is one long word. The document is known.
void print_trace(Context& context, const TracedDocument& traced);

}  // namespace quyche::cli
