// A random history under the regulation of Dương Kinh, as the office writes it.
#pragma once

#include <memory>
#include <vector>

#include "adapters/memory/memory_store.h"
#include "engine/event/event.h"
#include "engine/office/office.h"
#include "tests/property/random_commands.h"

namespace quyche::test {

[[nodiscard]] std::shared_ptr<const Policy> shipped_policy();

struct RandomHistory {
  std::unique_ptr<memory::MemoryStore> store = std::make_unique<memory::MemoryStore>();
  std::unique_ptr<InputHooks> hooks = std::make_unique<InputHooks>();
  std::unique_ptr<Office> office;
  Instant now;

  RandomHistory();
  // One more request, number `index`, drawn from `seed`; accepted or not.
  void step(std::uint64_t seed, std::size_t index);
  [[nodiscard]] std::vector<Event> events() const;
  [[nodiscard]] static PolicyBook book();
};

}  // namespace quyche::test
