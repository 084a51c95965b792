// The events of a document out of a data directory, and with them what `replay` says of it.
#pragma once

#include <optional>
#include <string>

#include "adapters/cli/context.h"
#include "adapters/cli/read_school.h"
#include "engine/view/trace.h"

namespace quyche::cli {

struct TraceQuestion {
  std::string dir;
  DocumentId document;
  std::optional<Instant> as_of;
  std::optional<Instant> as_known_at;
  std::string school;
};

struct TracedDocument {
  ReadSchool read;                  // the school as it was known
  std::optional<Instant> known_at;  // what was asked; none: all that the log holds
  Trace trace;
  std::optional<Instant> created_later;  // unknown then, but the log has it now
};

// Fails with the store's errors and Q505. Of a document that is not known the trace has no steps.
[[nodiscard]] Outcome<TracedDocument> trace_of(const TraceQuestion& question);

}  // namespace quyche::cli
