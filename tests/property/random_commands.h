// Random commands that look at the school as it is: mostly what could happen, partly nonsense.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/office/office.h"
#include "engine/policy/policy.h"

namespace quyche::test {

// A pure hook: the verdict follows from the input alone, and is no for about one input in sixteen.
class InputHooks : public Hooks {
 public:
  Result<HookVerdict, HookFault> run(const HookCall& call) override;
};

// Choices drawn from one number; the same number gives the same choices.
class Choices {
 public:
  explicit Choices(std::uint64_t seed) : state_(seed) {}
  [[nodiscard]] std::uint64_t below(std::uint64_t n);
  [[nodiscard]] bool percent(std::uint64_t p) { return below(100) < p; }
  template <class Items>
  [[nodiscard]] const auto& one_of(const Items& items) {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

// The requests that open the school: two units, eight people and their roles.
[[nodiscard]] std::vector<Request> opening(const PolicyId& policy, Instant at);

// The next request, number `index`, drawn from `seed`. `now` moves on with it, and sometimes back.
[[nodiscard]] Request next_request(const World& world, const Policy& policy, std::uint64_t seed,
                                   std::size_t index, Instant& now, Hooks& hooks);

}  // namespace quyche::test
