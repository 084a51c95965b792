#include "tests/replay/history.h"

#include "engine/base/check.h"
#include "engine/event/codec.h"
#include "rules/policy/load.h"

namespace quyche::test {
namespace {

const SchoolId school{"s"};

}  // namespace

std::shared_ptr<const Policy> shipped_policy() {
  static const std::shared_ptr<const Policy> loaded = [] {
    rules::Findings findings;
    return rules::load_policy(QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml",
                              findings);
  }();
  return loaded;
}

RandomHistory::RandomHistory() : now(*Instant::parse("2024-09-25T08:00:00+07:00")) {
  auto opened = Office::open(*store, *hooks, school);
  CHECK(opened, "an empty store opens");
  office = std::move(*opened);
  office->add_policy(shipped_policy());
  CHECK(office->submit(opening(policy_id(*shipped_policy()), now)), "the school opens");
}

void RandomHistory::step(std::uint64_t seed, std::size_t index) {
  const Request request = next_request(office->world(), *shipped_policy(), seed, index, now, *hooks);
  CHECK(office->submit({&request, 1}), "the memory store does not fail");
}

std::vector<Event> RandomHistory::events() const {
  std::vector<Event> out;
  const auto reader = store->reader();
  const auto stored = (*reader)->events(school, 1, 1'000'000);
  for (const StoredEvent& one : *stored) {
    auto event = decode_event(one.bytes);
    CHECK(event && encode_event(*event) == one.bytes, "what the office stored can be read");
    out.push_back(std::move(*event));
  }
  return out;
}

PolicyBook RandomHistory::book() {
  PolicyBook book;
  book.add(policy_id(*shipped_policy()), shipped_policy());
  return book;
}

}  // namespace quyche::test
