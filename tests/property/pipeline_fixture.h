// A pipeline's school in tests: over a store in memory or over SQLite, with random commands and many callers.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "adapters/memory/memory_store.h"
#include "adapters/runtime/pipeline.h"
#include "adapters/sqlite/sqlite_store.h"
#include "rules/policy/load.h"
#include "tests/contract/temp_dir.h"
#include "tests/property/plain_office.h"
#include "tests/property/probe_store.h"
#include "tests/property/random_commands.h"

namespace quyche::test::pipelines {

using runtime::Pipeline;
using runtime::PipelineOptions;

inline const SchoolId school{"s"};
inline const Instant start = *Instant::parse("2024-09-25T08:00:00+07:00");
inline constexpr std::size_t threads = 8;

inline std::shared_ptr<const Policy> policy() {
  static const std::shared_ptr<const Policy> loaded = [] {
    rules::Findings findings;
    return rules::load_policy(QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml",
                              findings);
  }();
  return loaded;
}

// What was answered to each key, each time it was sent.
class Answers {
 public:
  void add(const CommandKey& key, const Outcome<Reply>& reply) {
    const std::scoped_lock lock(mutex_);
    if (reply)
      said_[key].push_back(reply->answer);
    else
      errors_.push_back(reply.error().code);
    changed_.notify_all();
  }
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return number() >= count; });
  }
  [[nodiscard]] std::size_t number() const {
    std::size_t all = errors_.size();
    for (const auto& [key, texts] : said_) all += texts.size();
    return all;
  }
  [[nodiscard]] const std::map<CommandKey, std::vector<std::string>>& said() const { return said_; }
  [[nodiscard]] const std::vector<std::string>& errors() const { return errors_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<CommandKey, std::vector<std::string>> said_;
  std::vector<std::string> errors_;
};

enum class Kept { in_memory, in_sqlite };

inline std::unique_ptr<Store> new_store(Kept kept, const contract::TempDir& dir) {
  if (kept == Kept::in_memory) return std::make_unique<memory::MemoryStore>();
  sqlite::StoreOptions options;
  options.synchronous = sqlite::Synchronous::normal;  // nobody pulls the plug here
  return std::move(*sqlite::open_sqlite_store(dir.in("data"), sqlite::OpenMode::create, options));
}

inline std::unique_ptr<Office> open_office(Store& store, Hooks& hooks, const SchoolId& id, ClockSource clock,
                                           const OfficeOptions& options) {
  auto office = std::move(*Office::open(store, hooks, id, options));
  office->add_policy(policy());
  std::vector<Request> requests = opening(policy_id(*policy()), start);
  auto& open = std::get<OpenSchool>(requests.front().command.body);
  open.clock = clock;
  open.school = id;
  EXPECT_TRUE(office->submit(requests));
  return office;
}

// A school opened by one caller.
struct Opened {
  explicit Opened(Kept kept, ClockSource clock = ClockSource::given,
                  std::size_t batch_events_max = limits::batch_events_max)
      : behind(new_store(kept, dir)),
        store(*behind, kept == Kept::in_memory ? ProbeStore::Locks::all : ProbeStore::Locks::none) {
    options.documents_cached_max = 4;
    options.batch_events_max = batch_events_max;
    office = open_office(store, hooks, school, clock, options);
  }
  // In the order in which they were decided.
  [[nodiscard]] std::vector<CommandKey> written_keys() {
    std::vector<CommandKey> keys;
    for (const Batch& batch : store.batches())
      for (const StoredAnswer& answer : batch.answers) keys.push_back(answer.key);
    return keys;
  }
  [[nodiscard]] std::vector<std::string> written_events() {
    std::vector<std::string> events;
    for (const Batch& batch : store.batches())
      for (const StoredEvent& event : batch.events) events.push_back(event.bytes);
    return events;
  }

  contract::TempDir dir;
  std::unique_ptr<Store> behind;
  ProbeStore store;
  InputHooks hooks;
  OfficeOptions options;
  std::unique_ptr<Office> office;
};

// Random commands of several days; those of a day have one time, so that they may come in any order.
inline std::vector<std::vector<Request>> days(std::uint64_t seed, std::size_t count, std::size_t a_day) {
  InputHooks hooks;
  PlainOffice plain(policy(), hooks);
  for (const Request& request : opening(policy_id(*policy()), start)) plain.submit(request);
  Choices choices(seed);
  std::vector<std::vector<Request>> out(count);
  Instant now = start;
  for (std::size_t day = 0; day < count; ++day) {
    now = start.plus_ms(static_cast<std::int64_t>(day) * ms_per_day * 3);
    for (std::size_t i = 0; i < a_day; ++i) {
      Instant unused = now;
      Request request = next_request(plain.world(), *policy(), choices.below(1'000'000'000), day * a_day + i,
                                     unused, hooks);
      request.now = now;
      plain.submit(request);
      out[day].push_back(request);
      if (choices.percent(5)) out[day].push_back(std::move(request));  // sent twice
    }
  }
  return out;
}

// Sends each thread's share, half of the threads waiting for each answer, the others from answer to answer.
class Callers {
 public:
  Callers(Pipeline& pipeline, Pipeline::Lane& lane, Answers& answers)
      : pipeline_(pipeline), lane_(lane), answers_(answers) {}

  void send(const std::vector<Request>& requests, std::size_t thread) {
    std::vector<Request> mine;
    for (std::size_t i = thread; i < requests.size(); i += threads) mine.push_back(requests[i]);
    if (thread % 2 == 0) {
      for (const Request& request : mine) answers_.add(request.command.key, pipeline_.ask(lane_, request));
    } else {
      auto done = std::make_shared<std::promise<void>>();
      auto future = done->get_future();
      chain(std::make_shared<std::vector<Request>>(std::move(mine)), 0, std::move(done));
      future.wait();
    }
  }

 private:
  void chain(std::shared_ptr<std::vector<Request>> mine, std::size_t at,
             std::shared_ptr<std::promise<void>> done) {
    if (at == mine->size()) return done->set_value();
    pipeline_.submit(lane_, (*mine)[at], [this, mine, at, done](Outcome<Reply> reply) {
      answers_.add((*mine)[at].command.key, reply);
      chain(mine, at + 1, done);
    });
  }

  Pipeline& pipeline_;
  Pipeline::Lane& lane_;
  Answers& answers_;
};

class PipelineTest : public testing::TestWithParam<Kept> {};

inline auto all_stores() { return testing::Values(Kept::in_memory, Kept::in_sqlite); }
inline std::string name_of_store(const testing::TestParamInfo<Kept>& kept) {
  return kept.param == Kept::in_memory ? "Memory" : "Sqlite";
}

}  // namespace quyche::test::pipelines
