// The pipeline under many threads: it answers what one caller alone would have been answered, in the order in
// which batches were written; nothing is acknowledged that was not. Over a store in memory and over SQLite.
#include "tests/property/pipeline_fixture.h"

namespace quyche::test::pipelines {
namespace {

INSTANTIATE_TEST_SUITE_P(Stores, PipelineTest, all_stores(), name_of_store);

// Of a newcomer who was refused nothing is stored, not even under which key.
bool is_kept(const Request& request) { return !std::holds_alternative<AdmitPerson>(request.command.body); }

TEST_P(PipelineTest, AnswersWhatOneCallerAloneWouldGet) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    SCOPED_TRACE(seed);
    // Of the third the batches are full of what falls due again and again.
    Opened run(GetParam(), ClockSource::given, seed == 3 ? 3 : limits::batch_events_max);
    Answers answers;
    const auto all = days(seed, 6, 200);
    {
      Pipeline pipeline(run.store, {2, 1 + seed * 5, 40, {}});
      Pipeline::Lane& lane = pipeline.add(*run.office);
      Callers callers(pipeline, lane, answers);
      std::barrier each_day(threads + 1);
      std::vector<std::jthread> running;
      for (std::size_t t = 0; t < threads; ++t)
        running.emplace_back([&, t] {
          for (const auto& day : all) {
            callers.send(day, t);
            each_day.arrive_and_wait();
          }
        });
      for (std::size_t day = 0; day < all.size(); ++day) {
        pipeline.exclusively([&] { EXPECT_TRUE(run.office->school().open()); });
        each_day.arrive_and_wait();
      }
    }
    EXPECT_TRUE(answers.errors().empty());
    std::map<CommandKey, Request> by_key;
    std::size_t sent = 0;
    for (const auto& day : all)
      for (const Request& request : day) {
        by_key.emplace(request.command.key, request);
        ++sent;
      }
    for (const Request& request : opening(policy_id(*policy()), start))
      by_key.emplace(request.command.key, request);
    InputHooks hooks;
    PlainOffice plain(policy(), hooks);
    const std::vector<CommandKey> order = run.written_keys();
    const auto kept = [&](const CommandKey& key) { return is_kept(by_key.at(key)); };
    EXPECT_EQ(
        std::count_if(order.begin(), order.end(), kept),
        std::count_if(by_key.begin(), by_key.end(), [](const auto& one) { return is_kept(one.second); }))
        << "each key is decided once";
    for (const CommandKey& key : order) {
      const std::string expected = plain.submit(by_key.at(key));
      const auto said = answers.said().find(key);
      if (said == answers.said().end()) continue;  // of the opening
      for (const std::string& answer : said->second) ASSERT_EQ(answer, expected);
    }
    EXPECT_EQ(answers.number(), sent);
    EXPECT_EQ(run.written_events(), plain.events());
    EXPECT_GT(plain.events().size(), 120u) << "much was done, in whatever order";
    EXPECT_TRUE(run.office->school() == plain.school());
  }
}

TEST_P(PipelineTest, AfterTheFirstFailedWriteNothingIsAcknowledged) {
  for (const int good : {0, 1, 3, 20}) {
    SCOPED_TRACE(good);
    Opened run(GetParam());
    Answers answers;
    const auto all = days(7, 1, 200);
    const std::size_t opened = run.store.transactions();
    std::atomic<int> commits = 0;
    run.store.before_commit = [&] {
      if (commits++ == good) run.store.fail_next_commit();
    };
    {
      Pipeline pipeline(run.store, {2, 2, 8, {}});
      Pipeline::Lane& lane = pipeline.add(*run.office);
      Callers callers(pipeline, lane, answers);
      std::vector<std::jthread> running;
      for (std::size_t t = 0; t < threads; ++t) running.emplace_back([&, t] { callers.send(all[0], t); });
      running.clear();
      const auto later = pipeline.ask(lane, all[0].front());
      ASSERT_FALSE(later);
      EXPECT_EQ(later.error().code, "Q512");
    }
    EXPECT_EQ(answers.number(), all[0].size()) << "each was answered once";
    EXPECT_EQ(commits, good + 1) << "nothing is tried again";
    const auto batches = run.store.batches();
    EXPECT_EQ(run.store.transactions() - opened, static_cast<std::size_t>(good));
    std::set<CommandKey> durable;
    for (const Batch& batch : batches)
      for (const StoredAnswer& answer : batch.answers) durable.insert(answer.key);
    for (const Request& request : all[0]) {
      if (!is_kept(request) || !answers.said().contains(request.command.key)) continue;
      EXPECT_TRUE(durable.contains(request.command.key)) << request.command.key.value;
    }
    for (const std::string& code : answers.errors()) EXPECT_EQ(code, "Q512");
    EXPECT_FALSE(answers.errors().empty());
    EXPECT_FALSE(run.office->submit({&all[0].front(), 1})) << "the office has stopped too";
  }
}

TEST_P(PipelineTest, ClosingWhileBusyAnswersEverybodyOnce) {
  for (int round = 0; round < 10; ++round) {
    Opened run(GetParam());
    Answers answers;
    const auto all = days(static_cast<std::uint64_t>(100 + round), 1, 200);
    std::atomic<int> commits = 0;
    std::promise<void> busy;
    run.store.before_commit = [&] {
      if (++commits == 1 + round) busy.set_value();
    };
    {
      Pipeline pipeline(run.store, {2, 3, 16, {}});
      Pipeline::Lane& lane = pipeline.add(*run.office);
      Callers callers(pipeline, lane, answers);
      std::vector<std::jthread> running;
      for (std::size_t t = 0; t < threads; ++t) running.emplace_back([&, t] { callers.send(all[0], t); });
      busy.get_future().wait();
      pipeline.close();
      running.clear();
    }
    EXPECT_EQ(answers.number(), all[0].size());
    for (const std::string& code : answers.errors()) EXPECT_EQ(code, "Q523");
    std::set<CommandKey> durable;
    for (const CommandKey& key : run.written_keys()) durable.insert(key);
    for (const Request& request : all[0]) {
      if (!is_kept(request) || !answers.said().contains(request.command.key)) continue;
      EXPECT_TRUE(durable.contains(request.command.key)) << request.command.key.value;
    }
    // The office is given back and goes on.
    run.store.before_commit = nullptr;
    for (const Request& request : all[0]) {
      const auto reply = run.office->submit({&request, 1});
      ASSERT_TRUE(reply);
      if (is_kept(request)) {
        EXPECT_EQ(reply->front().repeated, durable.contains(request.command.key));
      }
      durable.insert(request.command.key);
    }
  }
}

// One caller at a time pays for no hand-over: whoever asks decides and writes.
TEST_P(PipelineTest, WhoAsksAloneDoesTheWork) {
  Opened run(GetParam());
  Pipeline pipeline(run.store);
  Pipeline::Lane& lane = pipeline.add(*run.office);
  std::set<std::thread::id> writers;
  run.store.before_commit = [&] { writers.insert(std::this_thread::get_id()); };
  const auto all = days(9, 1, 50);
  for (const Request& request : all[0]) EXPECT_TRUE(pipeline.ask(lane, request));
  EXPECT_EQ(writers, std::set<std::thread::id>{std::this_thread::get_id()});
}

TEST_P(PipelineTest, WhatFallsDueFiresWithoutACommand) {
  Opened run(GetParam(), ClockSource::system);
  const auto next = run.office->next_moment();
  ASSERT_TRUE(next);
  std::atomic<std::int64_t> now = next->ms() - 20;
  std::promise<void> fired;
  std::atomic<bool> once = false;
  run.store.before_commit = [&] {
    if (!once.exchange(true)) fired.set_value();
  };
  const std::size_t before = run.written_events().size();
  {
    Pipeline pipeline(run.store, {2, 16, 64, [&] { return Instant::from_ms(now); }});
    (void)pipeline.add(*run.office);
    now = next->ms();
    fired.get_future().wait();
  }
  EXPECT_GT(run.written_events().size(), before);
  EXPECT_EQ(run.office->school().last_at, *next);
  EXPECT_GT(*run.office->next_moment(), *next);
}

// Commands of a school that follows the machine's clock get the time at which they are decided, so that none
// comes too late because another was quicker.
TEST_P(PipelineTest, ClockIsReadWhenACommandIsDecided) {
  Opened run(GetParam(), ClockSource::system);
  std::atomic<std::int64_t> now = start.ms();
  Answers answers;
  const auto all = days(11, 1, 300);
  {
    Pipeline pipeline(run.store, {2, 4, 64, [&] { return Instant::from_ms(++now); }});
    Pipeline::Lane& lane = pipeline.add(*run.office);
    Callers callers(pipeline, lane, answers);
    std::vector<std::jthread> running;
    for (std::size_t t = 0; t < threads; ++t) running.emplace_back([&, t] { callers.send(all[0], t); });
  }
  EXPECT_TRUE(answers.errors().empty());
  for (const auto& [key, texts] : answers.said())
    for (const std::string& text : texts) EXPECT_EQ(text.find("Q403"), std::string::npos) << text;
  EXPECT_GT(run.office->school().last_at, start);
}

TEST_P(PipelineTest, DroppedLaneHasDoneItsWork) {
  Opened run(GetParam());
  Pipeline pipeline(run.store);
  for (int again = 0; again < 3; ++again) {
    Pipeline::Lane& lane = pipeline.add(*run.office);
    Answers answers;
    const auto all = days(static_cast<std::uint64_t>(20 + again), 1, 50);
    for (const Request& request : all[0]) {
      Request other = request;
      other.command.key = CommandKey{request.command.key.value + "-" + std::to_string(again)};
      pipeline.submit(lane, other,
                      [&answers, key = other.command.key](Outcome<Reply> reply) { answers.add(key, reply); });
    }
    pipeline.drop(lane);
    EXPECT_EQ(answers.number(), all[0].size());
    EXPECT_TRUE(answers.errors().empty());
  }
}

}  // namespace
}  // namespace quyche::test::pipelines
