#include "adapters/cli/each_school.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <optional>
#include <thread>

#include "adapters/runtime/data_directory.h"
#include "adapters/sqlite/sqlite_store.h"

namespace quyche::cli {
namespace {

constexpr auto bar_every = std::chrono::milliseconds(200);
constexpr std::size_t bar_columns = 30;
constexpr std::size_t threads_max = 256;

bool on_a_terminal(const Context& context) {
  return context.terminal_err == &std::cerr && ::isatty(STDERR_FILENO) == 1;
}

void draw(std::ostream& err, std::uint64_t done, std::uint64_t total) {
  const std::size_t full =
      total == 0 ? bar_columns : std::min<std::size_t>(bar_columns, done * bar_columns / total);
  const std::uint64_t percent = total == 0 ? 100 : std::min<std::uint64_t>(100, done * 100 / total);
  err << "\r[" << std::string(full, '#') << std::string(bar_columns - full, '.') << "] " << percent << " %"
      << std::flush;
}

// What the threads share.
class Run {
 public:
  Run(const std::string& dir, std::size_t schools, const SchoolWork& work)
      : dir_(dir), schools_(schools), work_(work) {}

  Progress progress{0};

  void work_on(std::size_t threads) {
    std::vector<std::thread> running;
    running.reserve(threads);
    open_ = threads;
    for (std::size_t i = 0; i < threads; ++i) running.emplace_back([this] { loop(); });
    threads_ = std::move(running);
  }
  // Until all is done or the time is over; true when all is done.
  bool wait(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return done_.wait_for(lock, time, [this] { return open_ == 0; });
  }
  Outcome<void> finish() {
    for (std::thread& thread : threads_) thread.join();
    if (error_) return tl::unexpected(*error_);
    return {};
  }

 private:
  void loop() {
    auto reader = sqlite::open_sqlite_reader(dir_);
    if (!reader)
      stop(reader.error());
    else
      while (!stopped_) {
        const std::size_t school = next_++;
        if (school >= schools_) break;
        if (auto done = work_(**reader, school, progress); !done) stop(done.error());
      }
    const std::lock_guard lock(mutex_);
    if (--open_ == 0) done_.notify_all();
  }
  void stop(const Error& error) {
    stopped_ = true;
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = error;
  }

  const std::string& dir_;
  std::size_t schools_;
  const SchoolWork& work_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::condition_variable done_;
  std::size_t open_ = 0;  // threads that still work
  std::optional<Error> error_;
  std::vector<std::thread> threads_;
};

Outcome<std::uint64_t> events_of(const std::string& dir, const std::vector<SchoolId>& schools) {
  auto reader = sqlite::open_sqlite_reader(dir);
  if (!reader) return tl::unexpected(reader.error());
  std::uint64_t total = 0;
  for (const SchoolId& school : schools) {
    const auto last = (*reader)->last_seq(school);
    if (!last) return tl::unexpected(last.error());
    total += *last;
  }
  return total;
}

}  // namespace

Outcome<std::vector<SchoolId>> schools_asked(StoreReader& reader, const std::string& dir,
                                             const std::string& asked) {
  if (!asked.empty()) {
    auto one = runtime::which_school(reader, asked);
    if (!one) return tl::unexpected(one.error());
    return std::vector<SchoolId>{std::move(*one)};
  }
  auto all = reader.schools();
  if (all && all->empty()) return fail("Q503", dir);
  return all;
}

Outcome<void> each_school(Context& context, const std::string& dir, const std::vector<SchoolId>& schools,
                          unsigned jobs, const SchoolWork& work) {
  const std::size_t wanted = jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : jobs;
  const std::size_t threads = std::clamp<std::size_t>(std::min(wanted, schools.size()), 1, threads_max);
  const bool bar = on_a_terminal(context);
  std::uint64_t total = 0;
  if (bar) {
    const auto events = events_of(dir, schools);
    if (!events) return tl::unexpected(events.error());
    total = *events;
  }
  Run run(dir, schools.size(), work);
  run.work_on(threads);
  while (!run.wait(bar_every))
    if (bar) draw(context.terminal(), run.progress, total);
  if (bar) context.terminal() << '\r' << std::string(bar_columns + 10, ' ') << '\r' << std::flush;
  return run.finish();
}

}  // namespace quyche::cli
