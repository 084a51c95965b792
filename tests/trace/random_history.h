// A random history of a school under the regulation of Dương Kinh, as its events.
#pragma once

#include <rapidcheck.h>

#include <memory>
#include <vector>

#include "adapters/memory/memory_store.h"
#include "engine/event/codec.h"
#include "engine/office/office.h"
#include "rules/policy/load.h"
#include "tests/property/random_commands.h"

namespace quyche::test {

inline std::shared_ptr<const Policy> duong_kinh_policy() {
  static const std::shared_ptr<const Policy> loaded = [] {
    rules::Findings findings;
    return rules::load_policy(QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml",
                              findings);
  }();
  return loaded;
}

struct RandomHistory {
  memory::MemoryStore store;
  InputHooks hooks;
  std::unique_ptr<Office> office;
  std::vector<Event> events;

  // Some commands, then some days of nothing but time.
  RandomHistory() {
    auto opened = Office::open(store, hooks, SchoolId{"s"});
    RC_ASSERT(bool(opened));
    office = std::move(*opened);
    office->add_policy(duong_kinh_policy());
    Instant now = *Instant::parse("2024-09-25T08:00:00+07:00");
    RC_ASSERT(bool(office->submit(opening(policy_id(*duong_kinh_policy()), now))));
    const auto seeds = *rc::gen::resize(200, rc::gen::container<std::vector<std::uint64_t>>(rc::gen::resize(
                                                 rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>())));
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      const Request request = next_request(office->world(), *duong_kinh_policy(), seeds[i], i, now, hooks);
      RC_ASSERT(bool(office->submit({&request, 1})));
    }
    const Instant end = office->school().last_at.plus_ms(ms_per_day * *rc::gen::inRange(0, 60));
    RC_ASSERT(bool(office->pass_time(end)));
    const auto stored = *(*store.reader())->events(SchoolId{"s"}, 1, 1'000'000);
    for (const StoredEvent& one : stored) events.push_back(*decode_event(one.bytes));
  }
};

}  // namespace quyche::test
