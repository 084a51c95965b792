#include "adapters/runtime/answer_queue.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/base/check.h"

namespace quyche::runtime {

Outcome<std::unique_ptr<AnswerQueue>> AnswerQueue::open() {
  const int event = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (event < 0) return fail("Q515", std::string("eventfd: ") + std::strerror(errno));
  return std::unique_ptr<AnswerQueue>(new AnswerQueue(event));
}

AnswerQueue::~AnswerQueue() { ::close(event_); }

AnswerQueue::Place AnswerQueue::add(std::size_t line_bytes) {
  const std::scoped_lock lock(mutex_);
  waiting_.push_back({line_bytes, std::nullopt});
  bytes_ += line_bytes;
  return first_ + waiting_.size() - 1;
}

void AnswerQueue::give(Place place, Outcome<Answered> answer) {
  const std::scoped_lock lock(mutex_);
  CHECK(place >= first_ && place - first_ < waiting_.size(), "each place is given one answer");
  waiting_[place - first_].answer = std::move(answer);
  if (place != answered_) return;
  while (answered_ - first_ < waiting_.size() && waiting_[answered_ - first_].answer) ++answered_;
  given_.notify_all();
  if (std::exchange(signalled_, true)) return;
  const std::uint64_t one = 1;
  // It holds one number at most, so that nothing can be in the way of writing it.
  CHECK(::write(event_, &one, sizeof one) == sizeof one, "an eventfd takes a number");
}

std::vector<Outcome<Answered>> AnswerQueue::take() {
  const std::scoped_lock lock(mutex_);
  if (std::exchange(signalled_, false)) {
    std::uint64_t number = 0;
    CHECK(::read(event_, &number, sizeof number) == sizeof number, "an eventfd gives back its number");
  }
  std::vector<Outcome<Answered>> answers;
  for (; first_ < answered_; ++first_) {
    answers.push_back(std::move(*waiting_.front().answer));
    bytes_ -= waiting_.front().bytes;
    waiting_.pop_front();
  }
  return answers;
}

void AnswerQueue::wait_for(Place end) {
  std::unique_lock lock(mutex_);
  given_.wait(lock, [&] { return answered_ >= end; });
}

AnswerQueue::Place AnswerQueue::first_missing() const {
  const std::scoped_lock lock(mutex_);
  return answered_;
}

AnswerQueue::Place AnswerQueue::next() const {
  const std::scoped_lock lock(mutex_);
  return first_ + waiting_.size();
}

std::size_t AnswerQueue::size() const {
  const std::scoped_lock lock(mutex_);
  return waiting_.size();
}

std::size_t AnswerQueue::bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

}  // namespace quyche::runtime
