// The machine's clock. Only adapters read it.
#pragma once

#include "engine/time/instant.h"

namespace quyche::runtime {

// Any thread.
[[nodiscard]] Instant system_now();

}  // namespace quyche::runtime
