// What one step of the reference work costs apart from the disk: deciding it, folding what follows, its
// bytes, its answer, the rows of its batch. The bound is writing the same events' bytes and hashing each as a
// leaf of the Merkle tree, with nothing decided.
#include <benchmark/benchmark.h>

#include "adapters/memory/memory_store.h"
#include "bench/work.h"
#include "engine/base/check.h"
#include "engine/event/codec.h"
#include "engine/ledger/tree.h"
#include "engine/office/prepared.h"
#include "engine/school/evolve.h"

namespace quyche::bench {
namespace {

constexpr std::size_t documents = 2'000;
constexpr std::size_t group = 64;

std::vector<std::vector<Request>> groups_of(const Work& work) {
  std::vector<std::vector<Request>> out;
  for (std::size_t first = 0; first + group <= documents; first += group) {
    for (std::size_t n = 0; n < Work::steps; ++n) {
      std::vector<Request>& one = out.emplace_back();
      for (std::size_t i = 0; i < group; ++i) one.push_back(work.step(first + i, n, Work::start()));
    }
  }
  return out;
}

struct School {
  memory::MemoryStore store;
  NoHooks hooks;
  std::unique_ptr<Office> office;

  explicit School(const Work& work) {
    auto opened = Office::open(store, hooks, Work::school());
    CHECK(opened.has_value(), "a new school opens");
    office = std::move(*opened);
    office->add_policy(work.policy());
    CHECK(office->submit(work.opening()).has_value(), "the office goes on");
  }
};

// All but the store: nothing is appended.
void step(benchmark::State& state) {
  const Work work;
  const auto groups = groups_of(work);
  for (auto _ : state) {
    state.PauseTiming();
    School school(work);
    state.ResumeTiming();
    for (const std::vector<Request>& requests : groups) {
      CHECK(school.office->decide(requests).has_value(), "the office goes on");
      Prepared prepared = school.office->take();
      encode(prepared);
      CHECK(prepared.replies.size() == group && prepared.batch.documents.size() == group, "all was done");
      benchmark::DoNotOptimize(prepared.batch.events.data());
      school.office->committed(prepared.number);
    }
  }
  state.SetItemsProcessed(state.iterations());
}

std::vector<Event> history(const Work& work) {
  School school(work);
  std::vector<Event> events;
  for (const std::vector<Request>& requests : groups_of(work)) {
    CHECK(school.office->decide(requests).has_value(), "the office goes on");
    Prepared prepared = school.office->take();
    school.office->committed(prepared.number);
    for (Event& event : prepared.events) events.push_back(std::move(event));
  }
  return events;
}

void write_and_hash(benchmark::State& state) {
  const std::vector<Event> events = history(Work());
  for (auto _ : state)
    for (const Event& event : events) benchmark::DoNotOptimize(ledger::leaf_hash(encode_event(event)));
}

std::vector<std::string> texts(const std::vector<Event>& events) {
  std::vector<std::string> out;
  for (const Event& event : events) out.push_back(encode_event(event));
  return out;
}

// The events of 2,000 documents, as bytes to values, and folded.
void read_events(benchmark::State& state) {
  const std::vector<std::string> all = texts(history(Work()));
  for (auto _ : state) {
    for (const std::string& bytes : all) {
      const auto event = decode_event(bytes);
      CHECK(event.has_value(), "every event reads");
      benchmark::DoNotOptimize(event->seq);
    }
  }
}

void fold_events(benchmark::State& state) {
  const Work work;
  School before(work);
  const std::vector<Event> events = history(work);
  for (auto _ : state) {
    SchoolState school = before.office->school();
    for (const Event& event : events) evolve(school, event);
    benchmark::DoNotOptimize(school.last_seq);
  }
}

BENCHMARK(step)->Name("step")->Unit(benchmark::kMillisecond);
BENCHMARK(write_and_hash)->Name("step/bound")->Unit(benchmark::kMillisecond);
BENCHMARK(read_events)->Name("read_events")->Unit(benchmark::kMillisecond);
BENCHMARK(fold_events)->Name("fold_events")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace quyche::bench
