#include "engine/replay/each_event.h"

#include "engine/event/codec.h"

namespace quyche {
namespace {

constexpr std::size_t events_per_page = 4'096;

Outcome<void> read_all(StoreReader& reader, const SchoolId& school, const PolicyBook* policies,
                       const std::function<void(Event&&)>& visit) {
  std::uint64_t last_seq = 0;
  PolicyId known;  // neighbours mostly name the same
  while (true) {
    const auto page = reader.events(school, last_seq + 1, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      const auto place = [&] { return "seq " + std::to_string(stored.seq); };
      auto event = decode_event(stored.bytes);
      if (!event) return fail("Q505", place() + ": " + event.error().detail);
      if (event->seq != last_seq + 1 || event->school != school)
        return fail("Q505", place() + ": out of order or of another school");
      if (policies != nullptr && event->policy != known && policies->find(event->policy) == nullptr)
        return fail("Q506", place() + " names policy " + event->policy.text() + ", which is not stored");
      known = event->policy;
      last_seq = event->seq;
      visit(std::move(*event));
    }
    if (page->size() < events_per_page) return {};
  }
}

}  // namespace

Outcome<void> each_event(StoreReader& reader, const SchoolId& school, const PolicyBook& policies,
                         const std::function<void(Event&&)>& visit) {
  return read_all(reader, school, &policies, visit);
}

Outcome<void> each_event(StoreReader& reader, const SchoolId& school,
                         const std::function<void(Event&&)>& visit) {
  return read_all(reader, school, nullptr, visit);
}

}  // namespace quyche
