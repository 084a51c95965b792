#include "adapters/runtime/clock.h"

#include <chrono>

namespace quyche::runtime {

Instant system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant::from_ms(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

}  // namespace quyche::runtime
