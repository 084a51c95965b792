// Inside the pipeline: one school's commands, and whose work a thread is doing.
#pragma once

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "adapters/runtime/pipeline.h"

namespace quyche::runtime {

class Pipeline::Lane {
 public:
  explicit Lane(Office& of) : office(of) {}
  Office& office;  // the decider's
  std::deque<Item> queue;
  bool ready = false;                  // in Pipeline::ready_
  bool time_due = false;               // something fell due
  std::optional<Instant> next_moment;  // as in Pipeline::moments_
  std::uint64_t durable = 0;           // number of the last batch that is
  std::size_t in_hand = 0;             // pieces of it that are not answered yet
};

// The pipeline whose work this thread is doing. What it submits meanwhile it will find by itself.
inline thread_local const Pipeline* working_for = nullptr;

class Working {
 public:
  explicit Working(const Pipeline* pipeline) : before_(std::exchange(working_for, pipeline)) {}
  ~Working() { working_for = before_; }
  Working(const Working&) = delete;
  Working& operator=(const Working&) = delete;

 private:
  const Pipeline* before_;
};

// When time will act next of itself: only where the machine's clock counts, and not before the newest event,
// should the clock have been set back.
[[nodiscard]] inline std::optional<Instant> moment_of(Office& office) {
  const SchoolState& school = office.school();
  if (!school.open() || school.clock != ClockSource::system) return std::nullopt;
  const auto next = office.next_moment();
  return next ? std::optional(std::max(*next, school.last_at)) : std::nullopt;
}

}  // namespace quyche::runtime
