// Random events, and all events of random histories: both ways of writing and reading them agree.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "adapters/memory/memory_store.h"
#include "engine/event/codec.h"
#include "engine/event/tree_codec.h"
#include "rules/policy/load.h"
#include "tests/property/random_commands.h"

namespace quyche::test {
namespace {

void agree(const Event& event) {
  const std::string bytes = encode_event(event);
  RC_ASSERT(bytes == encode_event_by_tree(event));
  const auto direct = decode_event(bytes);
  const auto by_tree = decode_event_by_tree(bytes);
  RC_ASSERT(direct.has_value() == by_tree.has_value());
  Event read;
  RC_ASSERT(read_event(bytes, read) == by_tree.has_value());
  if (by_tree)
    RC_ASSERT(*direct == *by_tree && read == *by_tree);
  else
    RC_ASSERT(direct.error() == by_tree.error());
}

// Any bytes: control characters, quotes, half characters.
TEST(EventCodecProperty, AnyTextAndNumber) {
  rc::check("texts and numbers", [](const std::string& article, const std::string& choice,
                                    std::int64_t number, std::int64_t at, std::uint32_t seq) {
    Event event;
    event.seq = seq;
    event.school = SchoolId{"s"};
    event.at = Instant::from_ms(at % 7'000'000'000'000);
    event.clause.article = article;
    Edited body;
    body.document = DocumentId{"d"};
    body.fields = {{FieldId{"a"}, {ChoiceValue{choice}}}, {FieldId{"b"}, {IntegerValue{number}}}};
    body.dues = {{DeadlineId{"x"}, Instant::from_ms(at / 3 % 3'000'000'000'000), event.at, {event.at}}};
    event.body = body;
    agree(event);
  });
}

TEST(EventCodecProperty, HistoriesOfCommands) {
  rules::Findings findings;
  const auto policy = rules::load_policy(
      QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml", findings);
  ASSERT_NE(policy, nullptr);
  rc::check("histories", [&](std::uint64_t seed) {
    memory::MemoryStore store;
    InputHooks hooks;
    auto office = Office::open(store, hooks, SchoolId{"s"});
    RC_ASSERT(bool(office));
    (*office)->add_policy(policy);
    Instant now = *Instant::parse("2024-09-25T08:00:00+07:00");
    RC_ASSERT(bool((*office)->submit(opening(policy_id(*policy), now))));
    for (std::size_t i = 0; i < 60; ++i) {
      const Request request = next_request((*office)->world(), *policy, seed + i, i, now, hooks);
      RC_ASSERT(bool((*office)->submit({&request, 1})));
    }
    const auto events = *(*store.reader())->events(SchoolId{"s"}, 1, 100'000);
    RC_ASSERT(!events.empty());
    for (const StoredEvent& stored : events) {
      const auto event = decode_event_by_tree(stored.bytes);
      RC_ASSERT(event.has_value());
      RC_ASSERT(encode_event(*event) == stored.bytes);
      agree(*event);
    }
  });
}

}  // namespace
}  // namespace quyche::test
