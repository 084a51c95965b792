#include "adapters/runtime/pipeline.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "adapters/runtime/clock.h"
#include "engine/base/check.h"

namespace quyche::runtime {
namespace {

// The clock may jump: what is due is looked at again after this time at the latest.
constexpr std::int64_t look_again_ms_max = 60'000;

using Stopwatch = std::chrono::steady_clock;

// When writing a batch took so many times longer than deciding it, the next batch waits for those who are
// answered now: a sync that costs so much more than deciding is not spent on half of the callers. Deciding
// half of them while the other half is written saves less: at three times both come to the same.
constexpr int dear_write = 3;

// The pipeline whose work this thread is doing. What it submits meanwhile it will find by itself.
thread_local const Pipeline* working_for = nullptr;

class Working {
 public:
  explicit Working(const Pipeline* pipeline) : before_(std::exchange(working_for, pipeline)) {}
  ~Working() { working_for = before_; }
  Working(const Working&) = delete;
  Working& operator=(const Working&) = delete;

 private:
  const Pipeline* before_;
};

}  // namespace

class Pipeline::Lane {
 public:
  explicit Lane(Office& of) : office(of) {}
  Office& office;  // the decider's
  std::deque<Item> queue;
  bool ready = false;                  // in Pipeline::ready_
  bool busy = false;                   // being decided
  bool time_due = false;               // something fell due
  std::optional<Instant> next_moment;  // only where the machine's clock counts
  std::uint64_t durable = 0;           // number of the last batch that is
  std::size_t in_hand = 0;             // batches taken and not answered yet
};

Pipeline::Pipeline(Store& store, PipelineOptions options) : store_(store), options_(std::move(options)) {
  CHECK(options_.workers > 0 && options_.chunk > 0 && options_.batch_commands_max > 0, "somebody works");
  options_.chunk = std::min({options_.chunk, options_.batch_commands_max, limits::batch_commands_max});
  if (!options_.clock) options_.clock = system_now;
  for (std::size_t i = 0; i < options_.workers; ++i) workers_.emplace_back([this] { serve(); });
}

Pipeline::~Pipeline() { close(); }

Pipeline::Lane& Pipeline::add(Office& office) {
  auto lane = std::make_unique<Lane>(office);
  Lane& added = *lane;
  const bool by_clock = office.school().open() && office.school().clock == ClockSource::system;
  if (by_clock) added.next_moment = office.next_moment();
  const Lock lock(mutex_);
  lanes_.push_back(std::move(lane));
  if (resting_ > 0 && added.next_moment) work_.notify_one();
  return added;
}

void Pipeline::drop(Lane& lane) {
  Lock lock(mutex_);
  roles_.wait(lock, [&] { return lane.queue.empty() && !lane.busy && lane.in_hand == 0; });
  if (lane.ready) std::erase(ready_, &lane);
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
  if (working_for != this) hand_on();
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
    while (waiting.left > 0 || (closing_ && may_decide())) {
      if (may_decide())
        round(lock);
      else
        waiting.done.wait(lock);
    }
  }
  hand_on();
  if (--guests_ == 0) roles_.notify_all();
  if (waiting.error) return tl::unexpected(std::move(*waiting.error));
  return std::move(waiting.replies);
}

void Pipeline::exclusively(const std::function<void()>& use) {
  Lock lock(mutex_);
  ++want_exclusive_;
  roles_.wait(lock, [&] { return !decides_ && !writes_; });
  --want_exclusive_;
  decides_ = writes_ = true;
  lock.unlock();
  use();
  lock.lock();
  decides_ = writes_ = false;
  roles_.notify_all();
  hand_on();
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
  lanes_.clear();
}

void Pipeline::enqueue(Lane& lane, Item item) {
  lane.queue.push_back(std::move(item));
  make_ready(lane);
}

void Pipeline::make_ready(Lane& lane) {
  if (lane.ready || lane.busy) return;
  lane.ready = true;
  ready_.push_back(&lane);
}

bool Pipeline::may_decide() const { return !decides_ && !ready_.empty() && want_exclusive_ == 0; }

// Wakes somebody for what waits and nobody sees.
void Pipeline::hand_on() {
  if (decider_waits_ && !deciding_->queue.empty())
    decider_.notify_one();
  else if (resting_ > 0 && may_decide())
    work_.notify_one();
}

void Pipeline::serve() {
  const Working working(this);
  Lock lock(mutex_);
  while (true) {
    if (may_decide()) {
      round(lock);
      continue;
    }
    if (closing_ && ready_.empty()) return;
    hand_on();
    rest(lock);
  }
}

std::optional<Instant> Pipeline::next_moment() const {
  std::optional<Instant> next;
  for (const auto& lane : lanes_)
    if (lane->next_moment && !lane->ready && !lane->busy && (!next || *lane->next_moment < *next))
      next = lane->next_moment;
  return next;
}

void Pipeline::rest(Lock& lock) {
  const auto next = closing_ || failed_ ? std::nullopt : next_moment();
  ++resting_;
  if (next) {
    const std::int64_t ahead = next->ms() - options_.clock().ms();
    rest_until_ = next;
    const std::chrono::milliseconds rest(std::clamp<std::int64_t>(ahead, 0, look_again_ms_max));
    work_.wait_until(lock, std::chrono::system_clock::now() + rest);
  } else {
    rest_until_ = std::nullopt;
    work_.wait(lock);
  }
  --resting_;
  mark_due();
}

void Pipeline::mark_due() {
  if (closing_ || failed_) return;
  const Instant now = options_.clock();
  for (const auto& lane : lanes_) {
    if (!lane->next_moment || *lane->next_moment > now || lane->busy) continue;
    lane->time_due = true;
    make_ready(*lane);
  }
}

// With the lock: decides what waits in a lane, writes it, answers.
void Pipeline::round(Lock& lock) {
  Lane& lane = *ready_.front();
  ready_.pop_front();
  lane.ready = false;
  lane.busy = true;
  ++lane.in_hand;
  decides_ = true;
  deciding_ = &lane;
  std::vector<Answer> answers;
  const bool decided = decide(lock, lane, answers);
  std::optional<Prepared> prepared;
  if (decided) {
    lock.unlock();
    prepared = lane.office.take();
    lock.lock();
  } else {
    lane.office.failed(*failed_);
  }
  decides_ = false;
  deciding_ = nullptr;
  lane.busy = false;
  if (!lane.queue.empty() || lane.time_due) make_ready(lane);
  if (want_exclusive_ > 0) roles_.notify_all();
  hand_on();
  // Others may be resting until later than what this batch brought.
  if (resting_ > 0 && lane.next_moment && (!rest_until_ || *lane.next_moment < *rest_until_))
    work_.notify_one();
  if (decided)
    write(lock, lane, std::move(*prepared), answers);
  else
    fail_these(lock, answers);
  --lane.in_hand;
  roles_.notify_all();
  if (failed_) fail_waiting(lock);
}

// As the decider. True: the batch is to be written, and this thread has become the writer.
bool Pipeline::decide(Lock& lock, Lane& lane, std::vector<Answer>& answers) {
  std::vector<Request> requests;
  while (true) {
    if (failed_) return false;
    const std::size_t room = options_.batch_commands_max - answers.size();
    const std::size_t count = std::min({options_.chunk, lane.queue.size(), room});
    requests.clear();
    for (std::size_t i = 0; i < count; ++i) {
      requests.push_back(std::move(lane.queue.front().request));
      answers.push_back(std::move(lane.queue.front().answer));
      lane.queue.pop_front();
    }
    const bool time_due = std::exchange(lane.time_due, false);
    const std::uint64_t durable = lane.durable;
    lock.unlock();
    lane.office.committed(durable);
    const auto from = Stopwatch::now();
    const auto done = decide_chunk(lane, requests, time_due);
    const std::chrono::nanoseconds took = Stopwatch::now() - from;
    const bool by_clock = lane.office.school().open() && lane.office.school().clock == ClockSource::system;
    const auto next = by_clock && done ? lane.office.next_moment() : std::nullopt;
    lock.lock();
    if (count > 0) decide_takes_ += (took / static_cast<int>(count) - decide_takes_) / 8;
    lane.next_moment = next;
    if (!done && !failed_) failed_ = done.error();
    if (failed_) return false;
    const auto may_go_on = [&] {
      return !lane.queue.empty() && answers.size() < options_.batch_commands_max;
    };
    const auto catches_up = [&] {
      if (catch_up_ == 0 || !may_go_on()) return false;
      catch_up_ -= std::min(catch_up_, options_.chunk);
      return true;
    };
    if (!writes_ && !catches_up()) break;
    if (may_go_on()) continue;
    // Nothing more to decide: what can be done of the writing is done ahead.
    lock.unlock();
    lane.office.encode_ahead();
    lock.lock();
    decider_waits_ = true;
    decider_.wait(lock, [&] { return !writes_ || failed_ || may_go_on(); });
    decider_waits_ = false;
    if (failed_) return false;
    if (!writes_ && !catches_up()) break;
  }
  writes_ = true;
  catch_up_ = 0;
  return true;
}

Outcome<void> Pipeline::decide_chunk(Lane& lane, std::vector<Request>& requests, bool time_due) {
  Office& office = lane.office;
  const bool by_clock = office.school().open() && office.school().clock == ClockSource::system;
  if (by_clock) {
    const Instant now = options_.clock();
    for (Request& request : requests) request.now = now;
    if (time_due)
      if (auto passed = office.let_pass(now); !passed) return passed;
  }
  return office.decide(requests);
}

// As the writer; no longer when it returns.
void Pipeline::write(Lock& lock, Lane& lane, Prepared prepared, std::vector<Answer>& answers) {
  const std::chrono::nanoseconds dear_from = dear_write * static_cast<int>(answers.size()) * decide_takes_;
  lock.unlock();
  encode(prepared);
  Outcome<void> written;
  const auto from = Stopwatch::now();
  if (prepared.writes()) written = store_.append(prepared.batch);
  const bool dear = Stopwatch::now() - from > dear_from;
  const auto answer_all = [&] {
    for (std::size_t i = 0; i < answers.size(); ++i) answers[i](std::move(prepared.replies[i]));
  };
  if (written && dear) answer_all();
  lock.lock();
  writes_ = false;
  catch_up_ = dear ? answers.size() : 0;
  if (written)
    lane.durable = prepared.number;
  else if (!failed_)
    failed_ = written.error();
  if (decider_waits_) decider_.notify_one();
  if (want_exclusive_ > 0) roles_.notify_all();
  if (!written) return fail_these(lock, answers);
  if (dear) return;
  lock.unlock();
  answer_all();
  lock.lock();
}

void Pipeline::fail_these(Lock& lock, std::vector<Answer>& answers) {
  const Error error = *failed_;
  lock.unlock();
  for (Answer& answer : answers) answer(tl::unexpected(error));
  lock.lock();
}

void Pipeline::fail_waiting(Lock& lock) {
  std::vector<Answer> answers;
  for (const auto& lane : lanes_) {
    for (Item& item : lane->queue) answers.push_back(std::move(item.answer));
    lane->queue.clear();
    lane->time_due = false;
    lane->next_moment = std::nullopt;
  }
  for (Lane* lane : ready_) lane->ready = false;
  ready_.clear();
  fail_these(lock, answers);
}

}  // namespace quyche::runtime
