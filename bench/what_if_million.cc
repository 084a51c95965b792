// What-if over a directory of schools, as the command runs it: the reference work of many documents, decided
// again under a stricter deadline by two threads. The bound reads and decodes the same events by the same two
// threads.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "adapters/cli/each_school.h"
#include "adapters/cli/play_what_if.h"
#include "adapters/memory/memory_store.h"
#include "adapters/sqlite/sqlite_store.h"
#include "bench/figure.h"
#include "bench/folder.h"
#include "bench/work.h"
#include "engine/base/check.h"
#include "engine/event/codec.h"
#include "rules/policy/load.h"

namespace quyche::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int repetitions = 5;
constexpr unsigned jobs = 2;
constexpr std::size_t events_per_call = 65'536;
// While a document waits for its next step, so many others take one.
constexpr std::size_t others_meanwhile = 40;
// The steps of all documents are spread over these days; lessons lie 30 to 119 days after their first.
constexpr std::int64_t days_of_work = 29;

std::size_t asked_for(const char* name, std::size_t otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : static_cast<std::size_t>(std::strtoul(given, nullptr, 10));
}

SchoolId school_id(std::size_t n) { return SchoolId{"bench.school-" + std::to_string(n)}; }

// What one school recorded; the others recorded the same.
std::vector<Event> history(const Work& work, std::size_t documents) {
  memory::MemoryStore store;
  NoHooks hooks;
  auto office = Office::open(store, hooks, school_id(0));
  CHECK(office.has_value(), "a new school opens");
  (*office)->add_policy(work.policy());
  std::vector<Event> events;
  const auto submit = [&](const std::vector<Request>& requests) {
    CHECK((*office)->decide(requests).has_value(), "the office goes on");
    Prepared prepared = (*office)->take();
    expect_accepted(prepared.replies);
    for (Event& event : prepared.events) events.push_back(std::move(event));
  };
  submit(work.opening(school_id(0)));
  const std::size_t rounds = documents + (Work::steps - 1) * others_meanwhile;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto passed = static_cast<std::int64_t>(round) * days_of_work * 24 * 60 /
                        static_cast<std::int64_t>(rounds) * ms_per_minute;
    std::vector<Request> requests;
    for (std::size_t n = 0; n < Work::steps && n * others_meanwhile <= round; ++n) {
      const std::size_t document = round - n * others_meanwhile;
      if (document < documents) requests.push_back(work.step(document, n, Work::start().plus_ms(passed)));
    }
    submit(requests);
  }
  return events;
}

void write_schools(const Work& work, const std::string& dir, std::size_t schools, std::size_t documents) {
  std::vector<Event> events = history(work, documents);
  sqlite::StoreOptions options;
  options.synchronous = sqlite::Synchronous::normal;  // it is only read afterwards
  auto store = sqlite::SqliteStore::open(dir, sqlite::OpenMode::create, options);
  CHECK(store.has_value(), "a new store opens");
  const std::string canonical = canonical_policy(*work.policy());
  for (std::size_t n = 0; n < schools; ++n) {
    Batch batch;
    batch.school = school_id(n);
    batch.policies = {{sha256(canonical), canonical}};
    for (Event& event : events) {
      event.school = batch.school;
      const DocumentId* about = document_of(event.body);
      batch.events.push_back({event.seq, about == nullptr ? DocumentId{} : *about, encode_event(event)});
    }
    CHECK((*store)->append(batch).has_value(), "the store takes a school");
  }
}

std::shared_ptr<const Policy> stricter() {
  const std::string path = QUYCHE_SOURCE_DIR "/bench/work.yaml";
  const auto source = rules::load_source(path, std::size_t{1} << 20);
  CHECK(source.has_value(), "the regulation of the reference work reads");
  std::string text((*source)->text());
  const std::string days = "trước ít nhất 03 ngày";
  CHECK(text.find(days) != std::string::npos, "it asks for three days");
  text.replace(text.find(days), days.size(), "trước ít nhất 09 ngày");
  rules::Findings findings;
  auto policy = rules::load_policy(std::make_shared<const rules::Source>(path, text), findings);
  CHECK(policy != nullptr, "the stricter one is sound");
  return policy;
}

struct Run {
  std::string dir;
  std::vector<SchoolId> schools;
  PolicyBook recorded;
  std::size_t documents = 0;

  [[nodiscard]] double per_second(Clock::time_point from) const {
    return static_cast<double>(documents) / std::chrono::duration<double>(Clock::now() - from).count();
  }
};

double play(const Run& run, cli::Context& context) {
  const WhatIfQuestion question = what_if_question(run.recorded, {stricter()}, std::nullopt);
  const auto from = Clock::now();
  const auto results = cli::play_what_if(context, run.dir, run.schools, jobs, run.recorded, question);
  const double speed = run.per_second(from);
  CHECK(results.has_value(), "the schools are played");
  std::uint64_t documents = 0;
  std::uint64_t late = 0;
  for (const WhatIfResult& result : *results) {
    documents += result.documents;
    late += result.totals[static_cast<std::size_t>(Change::late)];
  }
  CHECK(documents == run.documents && late > 0, "all of it was played, and something is late");
  return speed;
}

double read(const Run& run, cli::Context& context) {
  const auto from = Clock::now();
  std::atomic<std::uint64_t> created{0};
  const auto one = [&](StoreReader& own, std::size_t i, cli::Progress&) -> Outcome<void> {
    std::uint64_t last = 0;
    std::uint64_t before = 0;
    std::uint64_t documents = 0;
    do {
      before = last;
      const auto visit = [&](std::uint64_t seq, std::string_view bytes) {
        const auto event = decode_event(bytes);
        CHECK(event.has_value(), "every event reads");
        documents += std::holds_alternative<Created>(event->body) ? 1 : 0;
        last = seq;
      };
      if (auto done = own.each_event(run.schools[i], last + 1, events_per_call, visit); !done) return done;
    } while (last > before);
    created += documents;
    return {};
  };
  CHECK(cli::each_school(context, run.dir, run.schools, jobs, one).has_value(), "the schools are read");
  CHECK(created == run.documents, "all of it was read");
  return run.per_second(from);
}

std::vector<Figure> run(const std::function<bool(const std::string&)>&) {
  const Folder folder("what-if");
  const Work work;
  Run run;
  run.dir = folder.below("data");
  const std::size_t schools = asked_for("QUYCHE_BENCH_SCHOOLS", 8);
  const std::size_t each = asked_for("QUYCHE_BENCH_DOCUMENTS", 40'000) / schools;
  run.documents = schools * each;
  write_schools(work, run.dir, schools, each);
  for (std::size_t n = 0; n < schools; ++n) run.schools.push_back(school_id(n));
  run.recorded.add(policy_id(*work.policy()), work.policy());
  std::ostream nowhere(nullptr);
  cli::Context context{nowhere, nowhere};
  std::vector<Figure> repeated;
  for (int i = 0; i < repetitions; ++i)
    repeated.push_back({"what_if_million", play(run, context), "documents/s", read(run, context)});
  return {median(std::move(repeated))};
}

}  // namespace

Program what_if_program() { return {{"what_if_million"}, false, run}; }

}  // namespace quyche::bench
