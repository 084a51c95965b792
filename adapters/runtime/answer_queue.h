// Answers in the order in which their lines came, though they are given on any thread and in any order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/result.h"
#include "engine/decide/refusal.h"

namespace quyche::runtime {

struct Answered {
  std::string json;
  bool ok = false;
  Refusal refusal;  // when it is not ok and was decided just now
  SchoolId school;  // empty when the line could not be read so far
};

// give() may be called on any thread, all others on one: the one that reads the lines.
class AnswerQueue {
 public:
  using Place = std::uint64_t;

  // Fails with Q515 when the system gives no more descriptors.
  [[nodiscard]] static Outcome<std::unique_ptr<AnswerQueue>> open();
  ~AnswerQueue();
  AnswerQueue(const AnswerQueue&) = delete;
  AnswerQueue& operator=(const AnswerQueue&) = delete;

  // A place behind all others, for the answer to a line of so many bytes.
  [[nodiscard]] Place add(std::size_t line_bytes);
  void give(Place place, Outcome<Answered> answer);
  // Those that are there, from the first on up to one that is not.
  [[nodiscard]] std::vector<Outcome<Answered>> take();

  // The first place whose answer is not there yet; that of the next line when all are.
  [[nodiscard]] Place first_missing() const;
  [[nodiscard]] Place next() const;
  // Until the answers of all places before this one are there.
  void wait_for(Place end);
  // Readable when the first answer is there, or was; take() makes it so no more.
  [[nodiscard]] int descriptor() const { return event_; }
  // Places whose answers were not taken, and the bytes of their lines.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Waiting {
    std::size_t bytes = 0;
    std::optional<Outcome<Answered>> answer;
  };
  explicit AnswerQueue(int event) : event_(event) {}

  int event_;
  mutable std::mutex mutex_;
  std::condition_variable given_;
  std::deque<Waiting> waiting_;
  Place first_ = 0;     // of the first that waits
  Place answered_ = 0;  // all before this one are there
  std::size_t bytes_ = 0;
  bool signalled_ = false;  // event_ is readable
};

}  // namespace quyche::runtime
