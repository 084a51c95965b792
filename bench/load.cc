// Reference work W, step by step durable, beside the least program that makes the same rows durable in groups
// of the same size.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <utility>

#include "adapters/runtime/pipeline.h"
#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/sqlite_store.h"
#include "bench/do_process.h"
#include "bench/figure.h"
#include "bench/folder.h"
#include "bench/rows.h"
#include "bench/work.h"
#include "engine/base/check.h"

namespace quyche::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int repetitions = 6;

double seconds_since(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

struct Timed {
  double steps_per_second = 0;
  double p99_ms = 0;  // from sending a step to its acknowledgement
};

Timed timed(std::size_t steps, double seconds, std::vector<double> group_seconds) {
  return {static_cast<double>(steps) / seconds, 1'000 * p99(std::move(group_seconds))};
}

// Each caller takes one document after the other through its six steps, and sends a step when the one before
// was acknowledged: what waits at one time is at most one step of each caller. Steps are made beforehand.
class Callers {
 public:
  Callers(const Work& work, std::size_t callers, std::size_t documents)
      : steps_(callers), rounds_(documents / callers * Work::steps) {
    for (std::size_t caller = 0; caller < callers; ++caller)
      for (std::size_t n = 0; n < rounds_; ++n)
        steps_[caller].push_back(
            work.step(n / Work::steps * callers + caller, n % Work::steps, Work::start()));
  }

  [[nodiscard]] std::size_t count() const { return steps_.size(); }
  [[nodiscard]] std::size_t rounds() const { return rounds_; }
  [[nodiscard]] std::size_t steps() const { return rounds_ * count(); }
  [[nodiscard]] const Request& step(std::size_t caller, std::size_t n) const { return steps_[caller][n]; }
  [[nodiscard]] std::string line(const Work& work, std::size_t caller, std::size_t n) const {
    return work.line(n / Work::steps * count() + caller, n % Work::steps);
  }
  // What all callers together send at once.
  [[nodiscard]] std::vector<Request> round(std::size_t n) const {
    std::vector<Request> out;
    for (const std::vector<Request>& caller : steps_) out.push_back(caller[n]);
    return out;
  }

 private:
  std::vector<std::vector<Request>> steps_;
  std::size_t rounds_;
};

class School {
 public:
  School(const Work& work, const std::string& dir, const sqlite::StoreOptions& options = {}) {
    auto store = sqlite::SqliteStore::open(dir, sqlite::OpenMode::create, options);
    CHECK(store.has_value(), "a new store opens");
    store_ = std::move(*store);
    policy_ = work.policy();
  }
  // Apart, so that what it writes can be listened to.
  void open(const Work& work) {
    auto office = Office::open(*store_, hooks_, Work::school());
    CHECK(office.has_value(), "a new school opens");
    office_ = std::move(*office);
    office_->add_policy(policy_);
    submit(work.opening());
  }
  void submit(const std::vector<Request>& requests) {
    const auto replies = office_->submit(requests);
    CHECK(replies.has_value(), "the office goes on");
    expect_accepted(*replies);
  }
  [[nodiscard]] sqlite::SqliteStore& store() { return *store_; }
  [[nodiscard]] Office& office() { return *office_; }

 private:
  NoHooks hooks_;
  std::shared_ptr<const Policy> policy_;
  std::unique_ptr<sqlite::SqliteStore> store_;
  std::unique_ptr<Office> office_;
};

struct Recorded {
  RowLog log;
  std::size_t opening = 0;  // transactions before the first step
};

Recorded record(const Work& work, const Callers& callers, const Folder& folder) {
  sqlite::StoreOptions options;
  options.synchronous = sqlite::Synchronous::normal;  // only the rows are wanted
  Recorded recorded;
  const std::string dir = folder.below("recorded");
  {
    School school(work, dir, options);
    RowRecorder recorder(school.store().connection().get());
    school.open(work);
    recorded.opening = recorder.transactions();
    for (std::size_t n = 0; n < callers.rounds(); ++n) school.submit(callers.round(n));
    recorded.log = recorder.take();
  }
  return recorded;
}

// One caller waits for each answer.
Timed run_alone(runtime::Pipeline& pipeline, runtime::Pipeline::Lane& lane, const Callers& callers) {
  std::vector<double> waits;
  const auto begin = Clock::now();
  for (std::size_t n = 0; n < callers.rounds(); ++n) {
    const auto from = Clock::now();
    const auto reply = pipeline.ask(lane, callers.step(0, n));
    waits.push_back(seconds_since(from));
    CHECK(reply.has_value(), "the pipeline goes on");
    expect_accepted({*reply});
  }
  return timed(callers.steps(), seconds_since(begin), std::move(waits));
}

// Many callers, without a thread each: an answer sends the caller's next step.
class Crowd {
 public:
  Crowd(runtime::Pipeline& pipeline, runtime::Pipeline::Lane& lane, const Callers& callers)
      : pipeline_(pipeline),
        lane_(lane),
        callers_(callers),
        waits_(callers.count()),
        left_(callers.count()) {}

  [[nodiscard]] Timed run() {
    const auto begin = Clock::now();
    for (std::size_t caller = 0; caller < callers_.count(); ++caller) send(caller, 0);
    {
      std::unique_lock lock(mutex_);
      done_.wait(lock, [&] { return left_ == 0; });
    }
    const double seconds = seconds_since(begin);
    std::vector<double> all;
    for (const std::vector<double>& waits : waits_) all.insert(all.end(), waits.begin(), waits.end());
    return timed(callers_.steps(), seconds, std::move(all));
  }

 private:
  void send(std::size_t caller, std::size_t n) {
    const auto from = Clock::now();
    pipeline_.submit(lane_, callers_.step(caller, n), [this, caller, n, from](const Outcome<Reply>& reply) {
      waits_[caller].push_back(seconds_since(from));
      CHECK(reply.has_value(), "the pipeline goes on");
      expect_accepted({*reply});
      if (n + 1 < callers_.rounds()) return send(caller, n + 1);
      const std::lock_guard lock(mutex_);
      if (--left_ == 0) done_.notify_one();
    });
  }

  runtime::Pipeline& pipeline_;
  runtime::Pipeline::Lane& lane_;
  const Callers& callers_;
  std::vector<std::vector<double>> waits_;  // by caller, who has one step on the way
  std::mutex mutex_;
  std::condition_variable done_;
  std::size_t left_;
};

Timed run_work(const Work& work, const Callers& callers, const std::string& dir) {
  School school(work, dir);
  school.open(work);
  runtime::Pipeline pipeline(school.store());
  runtime::Pipeline::Lane& lane = pipeline.add(school.office());
  const Timed result =
      callers.count() == 1 ? run_alone(pipeline, lane, callers) : Crowd(pipeline, lane, callers).run();
  pipeline.close();
  return result;
}

// The same callers in front of `quyche do`: each sends its next line when it has read the answer to the last.
Timed run_through_do(const Work& work, const Callers& callers, const std::string& dir) {
  {
    School school(work, dir);
    school.open(work);
  }
  DoProcess process(dir);
  std::vector<std::size_t> next(callers.count());
  std::deque<std::pair<std::size_t, Clock::time_point>> waiting;  // callers, in the order of their lines
  std::vector<double> waits;
  std::string lines;
  const auto add = [&](std::size_t caller) {
    lines += callers.line(work, caller, next[caller]++);
    waiting.emplace_back(caller, Clock::now());
  };
  const auto begin = Clock::now();
  for (std::size_t caller = 0; caller < callers.count(); ++caller) add(caller);
  while (!waiting.empty()) {
    process.send(std::exchange(lines, {}));
    for (const std::string& answer : process.answers()) {
      CHECK(answer.find("\"ok\":true") != std::string::npos, "each step of the reference work is allowed");
      const auto [caller, from] = waiting.front();
      waiting.pop_front();
      waits.push_back(seconds_since(from));
      if (next[caller] < callers.rounds()) add(caller);
    }
  }
  return timed(callers.steps(), seconds_since(begin), std::move(waits));
}

Timed run_bound(const Recorded& recorded, const Callers& callers, const std::string& dir) {
  CHECK(sqlite::open_sqlite_store(dir, sqlite::OpenMode::create).has_value(), "a new store opens");
  RowWriter writer(sqlite::database_path(dir), recorded.log);
  const auto& transactions = recorded.log.transactions;
  CHECK(transactions.size() == recorded.opening + callers.rounds(), "one transaction a round");
  std::vector<double> groups;
  for (std::size_t n = 0; n < recorded.opening; ++n) writer.write(transactions[n]);
  const auto begin = Clock::now();
  for (std::size_t n = recorded.opening; n < transactions.size(); ++n) {
    const auto from = Clock::now();
    writer.write(transactions[n]);
    groups.push_back(seconds_since(from));
  }
  return timed(callers.steps(), seconds_since(begin), std::move(groups));
}

using Wanted = std::function<bool(const std::string&)>;

struct Load {
  std::string name;
  std::size_t callers;
  std::size_t documents;
  bool through_do = false;
};
const std::vector<Load> loads = {
    {"load_1", 1, 400}, {"load_64", 64, 6'400}, {"load_256", 256, 10'240}, {"load_do", 64, 6'400, true}};

std::vector<Figure> measure(const Work& work, const Load& load, const Wanted& wanted) {
  const Folder folder(load.name);
  const Callers callers(work, load.callers, load.documents);
  const Recorded recorded = record(work, callers, folder);
  std::vector<Figure> speeds;
  std::vector<Figure> waits;
  for (int i = 0; i < repetitions; ++i) {
    // What a disk has to finish of the run before slows the next one, by half in the worst case: nothing is
    // removed between runs, all is written back before each, and the two take turns in going first.
    const std::string turn = std::to_string(i);
    Timed ours;
    Timed bound;
    for (const bool first : {true, false}) {
      sync();
      if (first == (i % 2 == 0))
        ours = load.through_do ? run_through_do(work, callers, folder.below("ours" + turn))
                               : run_work(work, callers, folder.below("ours" + turn));
      else
        bound = run_bound(recorded, callers, folder.below("bound" + turn));
    }
    speeds.push_back({load.name, ours.steps_per_second, "steps/s", bound.steps_per_second});
    waits.push_back({load.name + "_p99", ours.p99_ms, "ms", bound.p99_ms});
  }
  std::vector<Figure> out;
  if (wanted(load.name)) out.push_back(median(speeds));
  if (wanted(load.name + "_p99")) out.push_back(median(waits));
  return out;
}

// Everything in the data directory after a clean close, beside the canonical JSON of the events alone.
Figure bytes_per_event(const Work& work) {
  const Folder folder("bytes");
  const std::string dir = folder.below("data");
  double events = 0;
  double json = 0;
  {
    const Callers callers(work, 64, 6'400);
    School school(work, dir);
    school.open(work);
    for (std::size_t n = 0; n < callers.rounds(); ++n) school.submit(callers.round(n));
    const auto reader = school.store().reader();
    CHECK(reader.has_value(), "the store reads");
    const auto stored = (*reader)->events(Work::school(), 1, 1'000'000);
    CHECK(stored.has_value(), "the store reads");
    for (const StoredEvent& event : *stored) json += static_cast<double>(event.bytes.size());
    events = static_cast<double>(stored->size());
  }
  double disk = 0;
  for (const auto& file : std::filesystem::directory_iterator(dir))
    disk += static_cast<double>(file.file_size());
  return {"bytes_per_event", disk / events, "bytes", json / events};
}

std::vector<Figure> run(const Wanted& wanted) {
  const Work work;
  std::vector<Figure> out;
  for (const Load& load : loads) {
    if (!wanted(load.name) && !wanted(load.name + "_p99")) continue;
    for (Figure& figure : measure(work, load, wanted)) out.push_back(std::move(figure));
  }
  if (wanted("bytes_per_event")) out.push_back(bytes_per_event(work));
  return out;
}

}  // namespace

Program load_program() {
  std::vector<std::string> names = {"bytes_per_event"};
  for (const Load& load : loads) {
    names.push_back(load.name);
    names.push_back(load.name + "_p99");
  }
  return {names, false, run};
}

}  // namespace quyche::bench
