// The side of the callers.
#include "adapters/runtime/pipeline.h"

#include <algorithm>
#include <utility>

#include "adapters/runtime/clock.h"
#include "adapters/runtime/pipeline_lane.h"
#include "engine/base/check.h"

namespace quyche::runtime {

Pipeline::Pipeline(Store& store, PipelineOptions options) : store_(store), options_(std::move(options)) {
  CHECK(options_.chunk > 0 && options_.batch_commands_max > 0, "a batch holds something");
  options_.chunk = std::min({options_.chunk, options_.batch_commands_max, limits::batch_commands_max});
  if (!options_.clock) options_.clock = system_now;
  for (std::size_t i = 0; i < options_.workers; ++i) workers_.emplace_back([this] { serve(); });
}

Pipeline::~Pipeline() { close(); }

Pipeline::Lane& Pipeline::add(Office& office) {
  auto lane = std::make_unique<Lane>(office);
  Lane& added = *lane;
  const auto moment = moment_of(office);
  const Lock lock(mutex_);
  lanes_.push_back(std::move(lane));
  set_moment(added, moment);
  if (resting_ > 0 && moment) work_.notify_one();
  return added;
}

void Pipeline::drop(Lane& lane) {
  Lock lock(mutex_);
  hand_on(false);
  roles_.wait(lock, [&] { return lane.queue.empty() && lane.in_hand == 0; });
  if (lane.ready) std::erase(ready_, &lane);
  set_moment(lane, std::nullopt);
  if (failed_) lane.office.failed(*failed_);
  lane.office.committed(lane.durable);
  lanes_.remove_if([&](const auto& one) { return one.get() == &lane; });
}

std::optional<Error> Pipeline::closed_to_callers() const {
  if (failed_) return failed_;
  return closing_ ? std::optional(Error{"Q523", ""}) : std::nullopt;
}

void Pipeline::submit(Lane& lane, Request request, Answer answer) {
  Lock lock(mutex_);
  if (const auto error = closed_to_callers()) {
    lock.unlock();
    return answer(tl::unexpected(*error));
  }
  enqueue(lane, {std::move(request), std::move(answer)});
  if (working_for != this || answers_) hand_on(false);
}

void Pipeline::submit_later(Lane& lane, Request request, Answer answer) {
  Lock lock(mutex_);
  if (const auto error = closed_to_callers()) {
    lock.unlock();
    return answer(tl::unexpected(*error));
  }
  enqueue(lane, {std::move(request), std::move(answer)});
}

void Pipeline::wake() {
  const Lock lock(mutex_);
  hand_on(false);
}

void Pipeline::work() {
  CHECK(working_for != this, "who answers does not take part a second time");
  Lock lock(mutex_);
  ++guests_;
  {
    const Working working(this);
    if (may_decide()) decide(lock);
    if (may_write()) write(lock);
  }
  hand_on(false);
  if (--guests_ == 0) roles_.notify_all();
}

std::optional<Error> Pipeline::failure() {
  const Lock lock(mutex_);
  return failed_;
}

Outcome<Reply> Pipeline::ask(Lane& lane, Request request) {
  std::vector<Request> one;
  one.push_back(std::move(request));
  auto replies = ask(lane, std::move(one));
  if (!replies) return tl::unexpected(replies.error());
  return std::move(replies->front());
}

Outcome<std::vector<Reply>> Pipeline::ask(Lane& lane, std::vector<Request> requests) {
  CHECK(working_for != this, "who answers does not wait for another answer");
  struct Waiting {
    std::size_t left;
    std::vector<Reply> replies;
    std::optional<Error> error;
    std::condition_variable done;
  } waiting{requests.size(), std::vector<Reply>(requests.size()), std::nullopt, {}};
  Lock lock(mutex_);
  if (auto error = closed_to_callers()) return tl::unexpected(std::move(*error));
  ++guests_;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    enqueue(lane, {std::move(requests[i]), [this, &waiting, i](Outcome<Reply> reply) {
                     const Lock guard(mutex_);
                     if (reply)
                       waiting.replies[i] = std::move(*reply);
                     else if (!waiting.error)
                       waiting.error = reply.error();
                     if (--waiting.left == 0) waiting.done.notify_one();
                   }});
  }
  {
    const Working working(this);
    // While the pipeline closes the workers may have gone: then guests carry out what waits.
    while (waiting.left > 0 || (closing_ && (may_decide() || may_write())))
      if (!take_part(lock)) waiting.done.wait(lock);
  }
  hand_on(false);
  if (--guests_ == 0) roles_.notify_all();
  if (waiting.error) return tl::unexpected(std::move(*waiting.error));
  return std::move(waiting.replies);
}

void Pipeline::exclusively(const std::function<void()>& use) {
  Lock lock(mutex_);
  ++want_exclusive_;
  roles_.wait(lock, [&] { return !decides_ && !writes_ && pieces_.empty(); });
  --want_exclusive_;
  decides_ = writes_ = true;
  lock.unlock();
  use();
  lock.lock();
  decides_ = writes_ = false;
  roles_.notify_all();
  hand_on(false);
}

void Pipeline::close() {
  Lock lock(mutex_);
  closing_ = true;
  work_.notify_all();
  lock.unlock();
  for (std::thread& worker : workers_) worker.join();
  workers_.clear();
  lock.lock();
  roles_.wait(lock, [&] { return guests_ == 0; });
  for (const auto& lane : lanes_) {
    if (failed_) lane->office.failed(*failed_);
    lane->office.committed(lane->durable);
  }
  moments_.clear();
  lanes_.clear();
}

void Pipeline::enqueue(Lane& lane, Item item) {
  lane.queue.push_back(std::move(item));
  make_ready(lane);
}

void Pipeline::make_ready(Lane& lane) {
  if (lane.ready) return;
  lane.ready = true;
  ready_.push_back(&lane);
}

bool Pipeline::may_decide() const {
  return !decides_ && !ready_.empty() && want_exclusive_ == 0 &&
         ahead_commands_ < options_.batch_commands_max && ahead_events_ < limits::batch_events_max;
}

bool Pipeline::may_write() const { return !writes_ && !pieces_.empty(); }

}  // namespace quyche::runtime
