// The side of those who decide and write.
#include <algorithm>
#include <chrono>
#include <utility>

#include "adapters/runtime/pipeline_lane.h"

namespace quyche::runtime {
namespace {

// The clock may jump: what is due is looked at again after this time at the latest.
constexpr std::int64_t look_again_ms_max = 60'000;

using Stopwatch = std::chrono::steady_clock;

// When writing a batch took so many times longer than deciding it, the next batch waits for those who are
// answered now: a sync that costs so much more than deciding is not spent on half of the callers. Deciding
// half of them while the other half is written saves less: at three times both come to the same.
constexpr int dear_write = 3;

}  // namespace

// Wakes somebody for what waits and nobody sees.
void Pipeline::hand_on() {
  if (decider_waits_ && !ready_.empty())
    decider_.notify_one();
  else if (resting_ > 0 && may_decide())
    work_.notify_one();
  else if (resting_ > 0 && closing_ && ready_.empty())
    work_.notify_all();  // who rested because another one was deciding what was left
}

void Pipeline::serve() {
  const Working working(this);
  Lock lock(mutex_);
  while (true) {
    mark_due();
    if (may_decide()) {
      round(lock);
      continue;
    }
    if (closing_ && ready_.empty()) return;
    hand_on();
    rest(lock);
  }
}

void Pipeline::rest(Lock& lock) {
  ++resting_;
  if (!moments_.empty() && !closing_ && !failed_) {
    rest_until_ = moments_.begin()->first;
    const std::int64_t ahead = rest_until_->ms() - options_.clock().ms();
    const std::chrono::milliseconds rest(std::clamp<std::int64_t>(ahead, 0, look_again_ms_max));
    work_.wait_until(lock, std::chrono::system_clock::now() + rest);
  } else {
    rest_until_ = std::nullopt;
    work_.wait(lock);
  }
  --resting_;
}

void Pipeline::set_moment(Lane& lane, std::optional<Instant> moment) {
  if (lane.next_moment == moment) return;
  if (lane.next_moment) moments_.erase({*lane.next_moment, &lane});
  lane.next_moment = moment;
  if (moment) moments_.insert({*moment, &lane});
}

void Pipeline::mark_due() {
  if (closing_ || failed_ || moments_.empty()) return;
  const Instant now = options_.clock();
  while (!moments_.empty() && moments_.begin()->first <= now) {
    Lane& lane = *moments_.begin()->second;
    set_moment(lane, std::nullopt);  // until it was decided
    lane.time_due = true;
    make_ready(lane);
  }
}

// With the lock: decides what waits, writes it, answers.
void Pipeline::round(Lock& lock) {
  decides_ = true;
  Round round;
  const bool decided = decide(lock, round);
  if (decided) {
    lock.unlock();
    for (Share& share : round.shares) share.prepared = share.lane->office.take();
    lock.lock();
  }
  decides_ = false;
  for (Share& share : round.shares) {
    if (!decided) share.lane->office.failed(*failed_);
    share.lane->share.reset();
  }
  if (want_exclusive_ > 0) roles_.notify_all();
  hand_on();
  // Others may be resting until later than what this batch brought.
  if (resting_ > 0 && !moments_.empty() && (!rest_until_ || moments_.begin()->first < *rest_until_))
    work_.notify_one();
  if (decided) {
    write(lock, round.shares);
  } else {
    for (Share& share : round.shares) fail_these(lock, std::exchange(share.answers, {}));
  }
  for (const Share& share : round.shares) --share.lane->in_hand;
  if (failed_) {
    fail_waiting(lock);
    hand_on();
  }
  roles_.notify_all();
}

bool Pipeline::may_go_on(const Round& round) const {
  return !ready_.empty() && !round.full && round.commands < options_.batch_commands_max;
}

// As the decider. True: the batch is to be written, and this thread has become the writer.
bool Pipeline::decide(Lock& lock, Round& round) {
  while (true) {
    if (failed_) return false;
    mark_due();
    const std::size_t enough = round.commands + options_.chunk;
    do {
      decide_first_in_line(lock, round);
      if (failed_) return false;
    } while (may_go_on(round) && round.commands < enough);
    const auto catches_up = [&] {
      if (catch_up_ == 0 || !may_go_on(round)) return false;
      catch_up_ -= std::min(catch_up_, options_.chunk);
      return true;
    };
    if (!writes_ && !catches_up()) break;
    if (may_go_on(round)) continue;
    // Nothing more to decide: what can be done of the writing is done ahead.
    lock.unlock();
    for (const Share& share : round.shares) share.lane->office.encode_ahead();
    lock.lock();
    decider_waits_ = true;
    decider_.wait(lock, [&] { return !writes_ || failed_ || may_go_on(round); });
    decider_waits_ = false;
    if (failed_) return false;
    if (!writes_ && !catches_up()) break;
  }
  writes_ = true;
  catch_up_ = 0;
  return true;
}

Pipeline::Share& Pipeline::share_of(Round& round, Lane& lane) {
  if (!lane.share) {
    lane.share = round.shares.size();
    round.shares.push_back({&lane, {}, {}, 0});
    ++lane.in_hand;
  }
  return round.shares[*lane.share];
}

// Some of what waits in the lane that has waited longest; the rest of it comes behind the other lanes.
void Pipeline::decide_first_in_line(Lock& lock, Round& round) {
  Lane& lane = *ready_.front();
  ready_.pop_front();
  lane.ready = false;
  Share& share = share_of(round, lane);
  const std::size_t room = options_.batch_commands_max - round.commands;
  const std::size_t count = std::min({options_.chunk, lane.queue.size(), room});
  std::vector<Request> requests;
  for (std::size_t i = 0; i < count; ++i) {
    requests.push_back(std::move(lane.queue.front().request));
    share.answers.push_back(std::move(lane.queue.front().answer));
    lane.queue.pop_front();
  }
  const bool time_due = std::exchange(lane.time_due, false);
  const std::uint64_t durable = lane.durable;
  lock.unlock();
  lane.office.committed(durable);
  const auto from = Stopwatch::now();
  const auto decided = decide_chunk(lane, requests, time_due);
  const std::chrono::nanoseconds took = Stopwatch::now() - from;
  lock.lock();
  if (!decided) {
    if (!failed_) failed_ = decided.error();
    return;
  }
  if (decided->requests > 0)
    decide_takes_ += (took / static_cast<int>(decided->requests) - decide_takes_) / 8;
  round.commands += decided->requests;
  // What the batch has no room for comes first in the next.
  for (std::size_t i = count; i-- > decided->requests;) {
    lane.queue.push_front({std::move(requests[i]), std::move(share.answers.back())});
    share.answers.pop_back();
  }
  round.events += decided->events_waiting - share.events;
  share.events = decided->events_waiting;
  if (!decided->all) lane.time_due = lane.time_due || time_due;
  round.full = !decided->all || round.events >= limits::batch_events_max;
  set_moment(lane, decided->next_moment);
  if (!lane.queue.empty() || lane.time_due) make_ready(lane);
}

Outcome<Pipeline::Decided> Pipeline::decide_chunk(Lane& lane, std::vector<Request>& requests, bool time_due) {
  Office& office = lane.office;
  Decided done;
  if (office.school().open() && office.school().clock == ClockSource::system) {
    const Instant now = options_.clock();
    for (Request& request : requests) request.now = now;
    const auto passed = time_due ? office.let_pass(now) : Outcome<bool>(true);
    if (!passed) return tl::unexpected(passed.error());
    done.all = *passed;
  }
  if (done.all) {
    const auto decided = office.decide(requests);
    if (!decided) return tl::unexpected(decided.error());
    done.requests = *decided;
    done.all = *decided == requests.size();
  }
  done.next_moment = moment_of(office);
  done.events_waiting = office.events_waiting();
  return done;
}

// As the writer; no longer when it returns.
void Pipeline::write(Lock& lock, std::vector<Share>& shares) {
  std::size_t answers = 0;
  for (const Share& share : shares) answers += share.answers.size();
  const std::chrono::nanoseconds dear_from = dear_write * static_cast<int>(answers) * decide_takes_;
  lock.unlock();
  for (Share& share : shares) encode(share.prepared);
  const auto from = Stopwatch::now();
  const auto written = append(shares);
  const bool dear = Stopwatch::now() - from > dear_from;
  const auto answer_all = [&] {
    for (Share& share : shares)
      for (std::size_t i = 0; i < share.answers.size(); ++i)
        share.answers[i](std::move(share.prepared.replies[i]));
  };
  if (written && dear) answer_all();
  lock.lock();
  writes_ = false;
  catch_up_ = dear ? answers : 0;
  if (written)
    for (const Share& share : shares) share.lane->durable = share.prepared.number;
  else if (!failed_)
    failed_ = written.error();
  if (decider_waits_) decider_.notify_one();
  if (want_exclusive_ > 0) roles_.notify_all();
  if (!written) {
    for (Share& share : shares) fail_these(lock, std::exchange(share.answers, {}));
    return;
  }
  if (dear) return;
  lock.unlock();
  answer_all();
  lock.lock();
}

Outcome<void> Pipeline::append(std::vector<Share>& shares) {
  std::vector<const Batch*> batches;
  for (const Share& share : shares)
    if (share.prepared.writes()) batches.push_back(&share.prepared.batch);
  if (batches.empty()) return {};
  return batches.size() == 1 ? store_.append(*batches.front()) : store_.append_all(batches);
}

void Pipeline::fail_these(Lock& lock, std::vector<Answer> answers) {
  const Error error = *failed_;
  lock.unlock();
  for (Answer& answer : answers) answer(tl::unexpected(error));
  lock.lock();
}

void Pipeline::fail_waiting(Lock& lock) {
  std::vector<Answer> answers;
  std::vector<Lane*> lanes;  // whose answers are given here: they are not dropped before
  for (const auto& lane : lanes_) {
    if (!lane->queue.empty()) lanes.push_back(lane.get());
    for (Item& item : lane->queue) answers.push_back(std::move(item.answer));
    lane->queue.clear();
    lane->time_due = false;
    lane->ready = false;
    lane->next_moment = std::nullopt;
  }
  moments_.clear();
  ready_.clear();
  for (Lane* lane : lanes) ++lane->in_hand;
  fail_these(lock, std::move(answers));
  for (Lane* lane : lanes) --lane->in_hand;
}

}  // namespace quyche::runtime
