// Seeds of the district's simulation: the model agrees with every one, and each is the same each time.
//
//   sim_tests                 200 seeds
//   sim_tests --seeds=5000    more of them
//   sim_tests --first=4711 --seeds=1    this one
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/durability/scale.h"
#include "tests/sim/simulation.h"

namespace quyche::sim {
namespace {

std::uint64_t seeds_wanted = 0;  // 0: as many as a test takes
std::uint64_t first_seed = 1;

TEST(Simulation, the_model_agrees_with_every_seed) {
  const std::uint64_t seeds =
      seeds_wanted != 0 ? seeds_wanted : static_cast<std::uint64_t>(durability::scaled(200));
  const std::uint64_t first = durability::seed_or(first_seed);
  std::map<std::string, std::uint64_t> seen;
  std::uint64_t wrong = 0;
  for (std::uint64_t seed = first; seed < first + seeds && wrong < 5; ++seed) {
    const SimRun outcome = simulate(seed);
    for (const auto& [what, count] : outcome.seen) seen[what] += count;
    if (outcome.problems.empty()) continue;
    ++wrong;
    std::string told;
    for (const std::string& one : outcome.problems) told += "\n  " + one;
    ADD_FAILURE() << "QUYCHE_SEED=" << seed << told;
  }
  std::cout << seeds << " seeds from " << first << ":";
  for (const auto& [what, count] : seen) std::cout << "\n  " << what << ": " << count;
  std::cout << "\n";
  if (wrong > 0 || seeds < 150) return;
  // It is worth its time only when much happens in it.
  for (const char* often :
       {"accepted", "refused", "verdicts compared", "event deadline_missed", "event deadline_met",
        "event duty_closed", "event reminded", "event policy_adopted", "event locked", "event unlocked_once",
        "event delegated", "event person_left", "event role_ended", "event signed_off", "stores that failed",
        "answers repeated", "batches decided ahead", "duties compared"})
    EXPECT_GT(seen[often], 0U) << often;
}

TEST(Simulation, one_seed_is_one_run_byte_for_byte) {
  for (const std::uint64_t seed : {durability::seed_or(first_seed), std::uint64_t{77}}) {
    const SimRun one = simulate(seed, true);
    const SimRun other = simulate(seed, true);
    EXPECT_GT(one.log.size(), 100'000U);
    EXPECT_TRUE(one.log == other.log) << "QUYCHE_SEED=" << seed;
    EXPECT_NE(one.log, simulate(seed + 1, true).log);
  }
}

bool number_of(const std::string& argument, const std::string& name, std::uint64_t& number) {
  if (argument.rfind(name, 0) != 0) return false;
  number = std::strtoull(argument.c_str() + name.size(), nullptr, 10);
  return true;
}

}  // namespace
}  // namespace quyche::sim

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (quyche::sim::number_of(argument, "--seeds=", quyche::sim::seeds_wanted) ||
        quyche::sim::number_of(argument, "--first=", quyche::sim::first_seed))
      continue;
    std::cerr << "sim_tests [--seeds=N] [--first=SEED]\n";
    return 2;
  }
  return RUN_ALL_TESTS();
}
