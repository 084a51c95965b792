#include "engine/office/load.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "engine/event/codec.h"
#include "engine/office/document_row.h"
#include "engine/office/snapshot.h"
#include "engine/office/store_documents.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

constexpr std::size_t events_per_page = 4'096;

Outcome<Event> read_event(const StoredEvent& stored, const SchoolId& school, const PolicyBook& policies) {
  const std::string place = "seq " + std::to_string(stored.seq);
  auto event = decode_event(stored.bytes);
  if (!event) return fail("Q505", place + ": " + event.error().detail);
  if (event->seq != stored.seq || event->school != school)
    return fail("Q505", place + ": out of order or of another school");
  if (policies.find(event->policy) == nullptr)
    return fail("Q506", place + " names policy " + event->policy.text() + ", which is not stored");
  return event;
}

// What happened to the school itself after its snapshot. Gives how many events that were.
Outcome<std::uint64_t> catch_up(StoreReader& reader, const SchoolId& id, std::uint64_t last_seq,
                                LoadedSchool& school) {
  std::uint64_t seen = 0;
  while (true) {
    const auto page = reader.school_events(id, school.state.last_seq + 1, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      if (stored.seq > last_seq) return seen;
      const auto event = read_event(stored, id, school.policies);
      if (!event) return tl::unexpected(event.error());
      if (document_of(event->body) != nullptr)
        return fail("Q505", "seq " + std::to_string(stored.seq) + ": about a document");
      evolve_school(school.state, *event);
      school.state.last_seq = event->seq;
      ++seen;
    }
    if (page->size() < events_per_page) return seen;
  }
}

Outcome<void> set_last_event(StoreReader& reader, const SchoolId& id, std::uint64_t last_seq,
                             LoadedSchool& school) {
  const auto last = reader.events(id, last_seq, 1);
  if (!last) return tl::unexpected(last.error());
  if (last->empty()) return fail("Q505", "seq " + std::to_string(last_seq) + ": missing");
  const auto event = read_event(last->front(), id, school.policies);
  if (!event) return tl::unexpected(event.error());
  school.state.last_seq = last_seq;
  school.state.last_at = event->at;
  return {};
}

Outcome<void> set_timers(StoreReader& reader, const SchoolId& id, SchoolState& state) {
  const auto rows = reader.timed_documents(id);
  if (!rows) return tl::unexpected(rows.error());
  for (const StoredDocument& row : *rows) {
    const auto timers = read_timers(row.id, row.timers);
    if (!timers) return tl::unexpected(timers.error());
    state.timers.insert(timers->begin(), timers->end());
  }
  return {};
}

}  // namespace

Outcome<PolicyBook> load_policies(StoreReader& reader) {
  PolicyBook book;
  const auto stored = reader.policies();
  if (!stored) return tl::unexpected(stored.error());
  for (const StoredPolicy& one : *stored) {
    auto policy = read_canonical_policy(one.canonical);
    if (!policy) return tl::unexpected(policy.error());
    if (sha256(one.canonical) != one.id) return fail("Q506", "id " + one.id.text() + " is not its SHA-256");
    book.add(one.id, std::make_shared<const Policy>(std::move(*policy)));
  }
  return book;
}

Outcome<LoadedSchool> load_school(StoreReader& reader, const SchoolId& school, std::optional<Instant> until) {
  LoadedSchool loaded;
  auto policies = load_policies(reader);
  if (!policies) return tl::unexpected(policies.error());
  loaded.policies = std::move(*policies);
  while (true) {
    const auto page = reader.events(school, loaded.state.last_seq + 1, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      const auto event = read_event(stored, school, loaded.policies);
      if (!event) return tl::unexpected(event.error());
      if (event->seq != loaded.state.last_seq + 1)
        return fail("Q505", "seq " + std::to_string(stored.seq) + ": out of order");
      if (until && event->at > *until) return loaded;
      evolve(loaded.state, *event);
    }
    if (page->size() < events_per_page) return loaded;
  }
}

Outcome<std::optional<OpenedSchool>> open_school(StoreReader& reader, const SchoolId& school,
                                                 const OpenSchoolOptions& options) {
  OpenedSchool opened;
  LoadedSchool& loaded = opened.school;
  const auto last_seq = reader.last_seq(school);
  if (!last_seq) return tl::unexpected(last_seq.error());
  const auto stored = reader.snapshot(school);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored) {
    auto state = read_snapshot(school, **stored);
    if (!state) return tl::unexpected(state.error());
    if (!*state) return std::nullopt;
    loaded.state = std::move(**state);
  } else if (*last_seq > 0) {
    return std::nullopt;
  }
  // A writer beside this reader may have stored the snapshot after the first call.
  const std::uint64_t last = options.only_writer ? *last_seq : std::max(*last_seq, loaded.state.last_seq);
  if (loaded.state.last_seq > last) return fail("Q522", school.value + ": newer than the last event");
  // Policies last: whatever was read before names only those.
  if (options.policies != nullptr) {
    loaded.policies = *options.policies;
  } else {
    auto policies = load_policies(reader);
    if (!policies) return tl::unexpected(policies.error());
    loaded.policies = std::move(*policies);
  }
  for (const Adoption& adoption : loaded.state.adopted)
    if (loaded.policies.find(adoption.policy) == nullptr)
      return fail("Q506",
                  school.value + " follows policy " + adoption.policy.text() + ", which is not stored");
  if (last > 0) {
    const auto seen = catch_up(reader, school, last, loaded);
    if (!seen) return tl::unexpected(seen.error());
    opened.events_since_snapshot = *seen;
    if (auto set = set_last_event(reader, school, last, loaded); !set) return tl::unexpected(set.error());
  }
  if (options.timers) {
    if (auto set = set_timers(reader, school, loaded.state); !set) return tl::unexpected(set.error());
  }
  const auto count = reader.document_count(school);
  if (!count) return tl::unexpected(count.error());
  loaded.state.documents_created = *count;
  loaded.state.documents =
      Documents(std::make_shared<StoreDocuments>(
                    reader, school, options.only_writer ? std::numeric_limits<std::uint64_t>::max() : last),
                *count, options.documents_cached_max);
  return std::optional(std::move(opened));
}

}  // namespace quyche
