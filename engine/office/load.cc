#include "engine/office/load.h"

#include <memory>

#include "engine/event/codec.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

constexpr std::size_t events_per_page = 4'096;

Outcome<Event> read_event(const StoredEvent& stored, const SchoolId& school, const LoadedSchool& loaded) {
  const std::string place = "seq " + std::to_string(stored.seq);
  auto event = decode_event(stored.bytes);
  if (!event) return fail("Q505", place + ": " + event.error().detail);
  if (event->seq != loaded.state.last_seq + 1 || event->school != school)
    return fail("Q505", place + ": out of order or of another school");
  if (loaded.policies.find(event->policy) == nullptr)
    return fail("Q506", place + " names policy " + event->policy.text() + ", which is not stored");
  return event;
}

}  // namespace

Outcome<void> load_policies(StoreReader& reader, PolicyBook& book) {
  const auto stored = reader.policies();
  if (!stored) return tl::unexpected(stored.error());
  for (const StoredPolicy& one : *stored) {
    auto policy = read_canonical_policy(one.canonical);
    if (!policy) return tl::unexpected(policy.error());
    if (sha256(one.canonical) != one.id) return fail("Q506", "id " + one.id.text() + " is not its SHA-256");
    book.add(one.id, std::make_shared<const Policy>(std::move(*policy)));
  }
  return {};
}

Outcome<LoadedSchool> load_school(StoreReader& reader, const SchoolId& school, std::optional<Instant> until) {
  LoadedSchool loaded;
  if (auto policies = load_policies(reader, loaded.policies); !policies)
    return tl::unexpected(policies.error());
  while (true) {
    const auto page = reader.events(school, loaded.state.last_seq + 1, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      const auto event = read_event(stored, school, loaded);
      if (!event) return tl::unexpected(event.error());
      if (until && event->at > *until) return loaded;
      evolve(loaded.state, *event);
    }
    if (page->size() < events_per_page) return loaded;
  }
}

}  // namespace quyche
