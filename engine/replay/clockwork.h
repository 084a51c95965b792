// When time will next act on a school, asked again and again while its history is gone through.
#pragma once

#include <optional>
#include <vector>

#include "engine/decide/moment.h"

namespace quyche {

class Clockwork {
 public:
  Clockwork() = default;
  // For a school that was opened under the policies it has, at `opened`. `duties`: every period that can
  // close under them, by closing time, as duties_between gives them; schools under the same policies share
  // one list. The list outlives the clockwork.
  Clockwork(const std::vector<DutyDue>& duties, Instant opened);

  // As next_moment(world); the walk over the calendar is made only when the next duty may be another.
  [[nodiscard]] std::optional<Moment> next(const World& world);
  // When that is.
  [[nodiscard]] std::optional<Instant> next_at(const World& world);

 private:
  [[nodiscard]] std::optional<Moment> next_of_school(const World& world);
  [[nodiscard]] const std::optional<Moment>& of_school(const World& world);

  const std::vector<DutyDue>* duties_ = nullptr;  // null: asked of the world
  std::size_t next_duty_ = 0;
  std::optional<Moment> next_of_school_;
  std::optional<std::uint64_t> epoch_;
};

}  // namespace quyche
