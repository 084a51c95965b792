// One run of a district's weeks from one seed: schools, people, weather.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace quyche::sim {

struct SimRun {
  std::uint64_t seed = 0;
  std::vector<std::string> problems;  // empty: the model agrees with everything
  std::string log;                    // requests, answers and events; the same bytes for the same seed
  std::map<std::string, std::uint64_t> seen;  // how often what was seen
};

[[nodiscard]] SimRun simulate(std::uint64_t seed, bool keep_log = false);

}  // namespace quyche::sim
