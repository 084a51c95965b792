// What of a school's duties has closed and what is still to come, through every policy that it has adopted.
//
// A period of a duty closes exactly once, under the policies that the school has then:
// - under a newer policy, what closed before stays closed, whenever the newer one would have let it close;
// - what the policies before would still have closed after the adoption, and the newer one would have closed
//   before it, closes at once;
// - a deadline that only the newer policy has asks for nothing that closed before the adoption. What closes
// at
//   that very instant is asked for.
// A school owes nothing that closed by the time it opened.
#pragma once

#include <optional>
#include <vector>

#include "engine/decide/duties.h"

namespace quyche {

// Reads the policies once; the world's policies outlive it. It holds until the school adopts another policy.
class DutyHistory {
 public:
  explicit DutyHistory(const World& world);
  ~DutyHistory();
  DutyHistory(DutyHistory&&) noexcept;
  DutyHistory& operator=(DutyHistory&&) noexcept;

  // The next period to close, or nothing. Its closing may lie before the newest adoption.
  [[nodiscard]] std::optional<DutyDue> next(const SchoolState& school) const;
  // This period, if it has yet to close.
  [[nodiscard]] std::optional<DutyDue> to_come(const SchoolState& school, const DutyKey& duty,
                                               const DutyPeriod& period) const;
  // Whether it closed before the newest policy was adopted.
  [[nodiscard]] bool closed_before(const DutyKey& duty, const DutyPeriod& period) const;
  // Whether it closed since; it closes at `closes`.
  [[nodiscard]] static bool closed_in_newest(const SchoolState& school, const DutyKey& duty, Instant closes,
                                             const DutyPeriod& period);

 private:
  struct Stage;
  [[nodiscard]] bool asked(std::size_t stage, const DutyKey& duty, const DutyPeriod& period,
                           Instant at) const;
  template <class Wanted>
  [[nodiscard]] bool any_window(std::size_t stage, const DutyKey& duty, const DutyPeriod& period,
                                Wanted wanted) const;
  void find_next(const SchoolState& school, std::size_t by, const DocumentType& type,
                 const Deadline& deadline, std::optional<DutyDue>& found) const;

  Instant opened_;
  std::vector<Stage> stages_;
};

}  // namespace quyche
