// The pipeline over several schools, and what time does in them.
#include "tests/property/pipeline_fixture.h"

namespace quyche::test::pipelines {
namespace {

using PipelineSchools = PipelineTest;
INSTANTIATE_TEST_SUITE_P(Stores, PipelineSchools, all_stores(), name_of_store);

// Requests of several schools make one transaction.
TEST_P(PipelineSchools, SchoolsShareATransaction) {
  Opened run(GetParam());
  std::vector<std::unique_ptr<Office>> offices;
  for (int i = 0; i < 20; ++i)
    offices.push_back(open_office(run.store, run.hooks, SchoolId{"s" + std::to_string(i)}, ClockSource::given,
                                  run.options));
  Answers answers;
  const auto all = days(31, 1, 3);
  const std::size_t before = run.store.transactions();
  {
    Pipeline pipeline(run.store, {0, 64, 1'024, {}});  // nobody works of himself
    for (const auto& office : offices) {
      Pipeline::Lane& lane = pipeline.add(*office);
      for (const Request& request : all[0])
        pipeline.submit_later(lane, request, [&answers, key = request.command.key](Outcome<Reply> reply) {
          answers.add(key, reply);
        });
    }
    EXPECT_EQ(answers.number(), 0u);
    pipeline.work();
  }
  EXPECT_EQ(answers.number(), 20 * all[0].size());
  EXPECT_EQ(run.store.transactions() - before, 1u);
  for (const auto& [key, texts] : answers.said())
    for (const std::string& text : texts) EXPECT_EQ(text, texts.front()) << "all schools are alike";
}

// One worker, and somebody who keeps it busy: what falls due in a school of which nobody asks anything fires
// all the same.
TEST_P(PipelineSchools, WhatFallsDueFiresWhileOthersKeepEverybodyBusy) {
  Opened run(GetParam());
  const auto idle = open_office(run.store, run.hooks, SchoolId{"idle"}, ClockSource::system, run.options);
  const Instant due = *idle->next_moment();
  std::atomic<std::int64_t> now = due.ms() - 1'000;
  std::atomic<std::size_t> sent = 0;
  constexpr std::size_t most = 20'000;
  const std::size_t before = run.store.batches().size();
  const auto all = days(37, 1, 1);
  {
    Pipeline pipeline(run.store, {1, 4, 16, [&] { return Instant::from_ms(now); }});
    Pipeline::Lane& busy = pipeline.add(*run.office);
    (void)pipeline.add(*idle);
    std::promise<void> done;
    // The same command again and again: it is answered from what is known, and nothing is written.
    std::function<void()> again = [&] {
      pipeline.submit(busy, all[0].front(), [&](const Outcome<Reply>&) {
        if (++sent == 100) now = due.ms();
        const auto batches = run.store.batches();
        const bool fired = std::any_of(batches.begin() + static_cast<std::ptrdiff_t>(before), batches.end(),
                                       [](const Batch& batch) { return batch.school.value == "idle"; });
        if (fired || sent == most) return done.set_value();
        again();
      });
    };
    again();
    done.get_future().wait();
  }
  EXPECT_LT(sent, most);
  EXPECT_EQ(idle->school().last_at, due);
}

// What a long silence brings is written in batches of a bounded size, and others get in between.
TEST_P(PipelineSchools, ALongSilenceIsManyBatches) {
  Opened run(GetParam(), ClockSource::system, 3);
  const std::size_t before = run.written_events().size();
  const auto after_a_year = start.plus_ms(300 * ms_per_day);
  {
    Pipeline pipeline(run.store, {2, 16, 64, [&] { return after_a_year; }});
    Pipeline::Lane& lane = pipeline.add(*run.office);
    const auto all = days(41, 1, 1);
    EXPECT_TRUE(pipeline.ask(lane, all[0].front()));
  }
  std::size_t events = 0;
  std::size_t most = 0;
  for (const Batch& batch : run.store.batches()) {
    if (events >= before) most = std::max(most, batch.events.size());
    events += batch.events.size();
  }
  EXPECT_GT(events - before, 30u);
  EXPECT_LE(most, 10u) << "one tick may bring more than one event, one batch not many more";
  EXPECT_GT(*run.office->next_moment(), after_a_year);
}

}  // namespace
}  // namespace quyche::test::pipelines
