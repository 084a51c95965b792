// A replayed document as JSON (docs/questions.md), the same in every language.
#pragma once

#include "adapters/cli/trace_source.h"
#include "engine/json/value.h"

namespace quyche::cli {

// The document is known.
[[nodiscard]] json::Value trace_json(const TracedDocument& traced);

}  // namespace quyche::cli
