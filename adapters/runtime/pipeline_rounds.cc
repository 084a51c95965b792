// The side of those who decide and write.
#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "adapters/runtime/pipeline_lane.h"

namespace quyche::runtime {
namespace {

// The clock may jump: what is due is looked at again after this time at the latest.
constexpr std::int64_t look_again_ms_max = 60'000;

}  // namespace

// Wakes somebody for what nobody does; whoever `goes_on` takes one role.
void Pipeline::hand_on(bool goes_on) {
  // Who rested because another one was deciding what was left when the pipeline closed.
  if (resting_ > 0 && closing_ && ready_.empty()) work_.notify_all();
  const int roles = (may_decide() ? 1 : 0) + (may_write() ? 1 : 0) - (goes_on ? 1 : 0);
  if (roles <= 0 || resting_ <= called_) return;
  ++called_;
  work_.notify_one();
}

void Pipeline::serve() {
  const Working working(this);
  Lock lock(mutex_);
  while (true) {
    if (take_part(lock)) continue;
    if (closing_ && ready_.empty()) return;
    rest(lock);
  }
}

// Takes a role in which there is something to do.
bool Pipeline::take_part(Lock& lock) {
  mark_due();
  if (may_decide())
    decide(lock);
  else if (may_write())
    write(lock);
  else
    return false;
  return true;
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
  if (called_ > 0) --called_;
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

// Some of what waits in the lane that has waited longest; the rest of it comes behind the other lanes.
void Pipeline::decide(Lock& lock) {
  decides_ = true;
  Lane& lane = *ready_.front();
  ready_.pop_front();
  lane.ready = false;
  ++lane.in_hand;
  const std::size_t count =
      std::min({options_.chunk, lane.queue.size(), options_.batch_commands_max - ahead_commands_});
  Piece piece{&lane, {}, {}};
  std::vector<Request> requests;
  for (std::size_t i = 0; i < count; ++i) {
    requests.push_back(std::move(lane.queue.front().request));
    piece.answers.push_back(std::move(lane.queue.front().answer));
    lane.queue.pop_front();
  }
  const bool time_due = std::exchange(lane.time_due, false);
  const std::uint64_t durable = lane.durable;
  lock.unlock();
  lane.office.committed(durable);
  auto decided = decide_chunk(lane, requests, time_due);
  if (decided) piece.prepared = lane.office.take();
  lock.lock();
  decides_ = false;
  if (decided && !failed_) {
    // What the piece has no room for comes first in the next.
    for (std::size_t i = count; i-- > decided->requests;) {
      lane.queue.push_front({std::move(requests[i]), std::move(piece.answers.back())});
      piece.answers.pop_back();
    }
    lane.time_due = lane.time_due || (time_due && !decided->all);
    set_moment(lane, decided->next_moment);
    ahead_commands_ += piece.answers.size();
    ahead_events_ += piece.prepared.events.size();
    pieces_.push_back(std::move(piece));
    if (!lane.queue.empty() || lane.time_due) make_ready(lane);
  } else {
    if (!failed_) failed_ = decided.error();
    fail_these(lock, std::move(piece.answers));
    --lane.in_hand;
    fail_waiting(lock);
  }
  if (writer_waits_) writer_.notify_one();
  roles_.notify_all();
  hand_on(true);
  // Others may be resting until later than what this brought.
  if (resting_ > 0 && !moments_.empty() && (!rest_until_ || moments_.begin()->first < *rest_until_))
    work_.notify_one();
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
  return done;
}

bool Pipeline::Transaction::full(const PipelineOptions& options) const {
  return commands >= options.batch_commands_max || events >= limits::batch_events_max;
}

// One transaction, from its first piece to its last answer.
void Pipeline::write(Lock& lock) {
  writes_ = true;
  Transaction transaction;
  fill(lock, transaction);
  if (!transaction.error && !failed_ && transaction.any) {
    lock.unlock();
    auto committed = store_.commit();
    lock.lock();
    if (!committed) transaction.error = committed.error();
  }
  if (transaction.error && !failed_) failed_ = transaction.error;
  if (failed_) {
    if (transaction.any) {
      lock.unlock();
      (void)store_.rollback();  // where it has not stopped
      lock.lock();
    }
    for (Piece& piece : transaction.pieces) fail_these(lock, std::move(piece.answers));
    fail_waiting(lock);
  } else {
    for (const Piece& piece : transaction.pieces) piece.lane->durable = piece.prepared.number;
    answer(lock, transaction);
  }
  for (const Piece& piece : transaction.pieces) --piece.lane->in_hand;
  writes_ = false;
  roles_.notify_all();
  hand_on(true);
}

// As long as there is more to put in, or somebody is deciding it. Nobody else may be there to decide.
void Pipeline::fill(Lock& lock, Transaction& transaction) {
  hand_on(false);
  while (!failed_ && !transaction.error && !transaction.full(options_)) {
    if (!pieces_.empty()) {
      put(lock, transaction);
    } else if (decides_) {
      writer_waits_ = true;
      writer_.wait(lock, [&] { return !pieces_.empty() || !decides_; });
      writer_waits_ = false;
    } else if (may_decide()) {
      decide(lock);
    } else {
      return;
    }
  }
}

void Pipeline::put(Lock& lock, Transaction& transaction) {
  transaction.pieces.push_back(std::move(pieces_.front()));
  pieces_.pop_front();
  Piece& piece = transaction.pieces.back();
  ahead_commands_ -= piece.answers.size();
  ahead_events_ -= piece.prepared.events.size();
  transaction.commands += piece.answers.size();
  transaction.events += piece.prepared.events.size();
  lock.unlock();
  encode(piece.prepared);
  Outcome<void> written;
  if (piece.prepared.writes()) {
    written = store_.write(piece.prepared.batch);
    transaction.any = true;
  }
  lock.lock();
  if (!written) transaction.error = written.error();
}

// What the answers bring in others may decide meanwhile.
void Pipeline::answer(Lock& lock, Transaction& transaction) {
  answers_ = true;
  lock.unlock();
  for (Piece& piece : transaction.pieces)
    for (std::size_t i = 0; i < piece.answers.size(); ++i)
      piece.answers[i](std::move(piece.prepared.replies[i]));
  lock.lock();
  answers_ = false;
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
  for (Piece& piece : pieces_) {
    lanes.push_back(piece.lane);
    std::move(piece.answers.begin(), piece.answers.end(), std::back_inserter(answers));
    --piece.lane->in_hand;
  }
  pieces_.clear();
  ahead_commands_ = ahead_events_ = 0;
  moments_.clear();
  ready_.clear();
  for (Lane* lane : lanes) ++lane->in_hand;
  fail_these(lock, std::move(answers));
  for (Lane* lane : lanes) --lane->in_hand;
}

}  // namespace quyche::runtime
