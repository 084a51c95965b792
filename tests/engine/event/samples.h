// One event of every kind with every field set, and one with only what must be there.
#pragma once

#include <string>
#include <vector>

#include "engine/event/event.h"

namespace quyche::test {

struct Sample {
  std::string name;
  Event event;
};
[[nodiscard]] std::vector<Sample> event_samples();

}  // namespace quyche::test
