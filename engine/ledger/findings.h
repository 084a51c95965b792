// What a check of a school has found so far.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/limits.h"
#include "engine/ledger/verify_school.h"

namespace quyche::ledger {

inline std::string range_text(std::uint64_t from, std::uint64_t to) {
  return from == to ? std::to_string(from) : std::to_string(from) + "–" + std::to_string(to);
}

class Findings {
 public:
  explicit Findings(std::size_t max) : max_(max) {}
  void add(Area area, std::uint64_t seq, std::string label, std::vector<std::string> args = {}) {
    ++counts_[static_cast<std::size_t>(area)];
    log_is_sound_ &= area != Area::log && area != Area::policy;
    Finding finding{area, seq, std::move(label), std::move(args)};
    // The first ones are kept, wherever they are found.
    const auto place = std::upper_bound(kept_.begin(), kept_.end(), finding, before);
    kept_.insert(place, std::move(finding));
    if (kept_.size() > max_) kept_.pop_back();
  }
  // So many more of the same kind as what was added last.
  void count_more(Area area, std::uint64_t more) { counts_[static_cast<std::size_t>(area)] += more; }
  // Takes back what was found there.
  void drop(Area area) {
    counts_[static_cast<std::size_t>(area)] = 0;
    std::erase_if(kept_, [&](const Finding& finding) { return finding.area == area; });
  }
  [[nodiscard]] bool log_is_sound() const { return log_is_sound_; }
  [[nodiscard]] bool any(Area area) const { return counts_[static_cast<std::size_t>(area)] > 0; }
  [[nodiscard]] std::uint64_t count() const {
    return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
  }
  [[nodiscard]] const std::vector<Finding>& kept() const { return kept_; }

 private:
  static bool before(const Finding& a, const Finding& b) {
    return std::pair(a.area, a.seq) < std::pair(b.area, b.seq);
  }
  std::size_t max_;
  std::vector<Finding> kept_;
  std::array<std::uint64_t, areas> counts_{};  // by area
  bool log_is_sound_ = true;
};

}  // namespace quyche::ledger
