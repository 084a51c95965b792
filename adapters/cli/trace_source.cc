#include "adapters/cli/trace_source.h"

#include <algorithm>
#include <vector>

#include "adapters/runtime/data_directory.h"
#include "engine/event/codec.h"
#include "engine/ledger/tree.h"

namespace quyche::cli {
namespace {

constexpr std::size_t events_per_page = 4'096;

Outcome<TracedEvent> traced(const StoredEvent& stored) {
  auto event = decode_event(stored.bytes);
  if (!event) return fail("Q505", "seq " + std::to_string(stored.seq) + ": " + event.error().detail);
  return TracedEvent{std::move(*event), ledger::leaf_hash(stored.bytes)};
}

// Every page that `next(from)` gives, to `each`, until it wants no more.
template <class Next, class Each>
Outcome<void> each_page(Next next, Each each) {
  std::uint64_t from = 1;
  while (true) {
    const auto page = next(from);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      auto more = each(stored);
      if (!more) return tl::unexpected(more.error());
      if (!*more) return {};
    }
    if (page->size() < events_per_page) return {};
    from = page->back().seq + 1;
  }
}

// What the document's events are, and what the school's duties, until the last event that is known.
Outcome<std::vector<TracedEvent>> known_events(TracedDocument& traced_document, const DocumentId& id) {
  StoreReader& reader = *traced_document.read.reader;
  const SchoolState& state = traced_document.read.school.state;
  std::vector<TracedEvent> events;
  const auto take = [&](const StoredEvent& stored) -> Outcome<bool> {
    auto one = traced(stored);
    if (!one) return tl::unexpected(one.error());
    if (stored.seq > state.last_seq) {
      if (events.empty()) traced_document.created_later = one->event.at;
      return false;
    }
    events.push_back(std::move(*one));
    return true;
  };
  auto done = each_page(
      [&](std::uint64_t from) { return reader.document_events(state.id, id, from, events_per_page); }, take);
  if (!done) return tl::unexpected(done.error());
  if (events.empty()) return events;
  done = each_page([&](std::uint64_t from) { return reader.school_events(state.id, from, events_per_page); },
                   [&](const StoredEvent& stored) -> Outcome<bool> {
                     // Quotes within texts are escaped, so this is the member. A school has many other
                     // events.
                     if (stored.bytes.find(R"("kind":"duty_closed")") == std::string::npos) return true;
                     return take(stored);
                   });
  if (!done) return tl::unexpected(done.error());
  std::sort(events.begin(), events.end(),
            [](const TracedEvent& a, const TracedEvent& b) { return a.event.seq < b.event.seq; });
  return events;
}

}  // namespace

Outcome<TracedDocument> trace_of(const TraceQuestion& question) {
  auto read = read_school(question.dir, question.as_known_at, question.school);
  if (!read) return tl::unexpected(read.error());
  TracedDocument traced{std::move(*read), question.as_known_at, {}, std::nullopt};
  const SchoolState& state = traced.read.school.state;
  if (!state.open()) return traced;
  const auto events = known_events(traced, question.document);
  if (!events) return tl::unexpected(events.error());
  Instant as_of = question.as_known_at.value_or(state.last_at);
  if (!question.as_known_at && state.clock == ClockSource::system)
    as_of = std::max(as_of, runtime::system_now());
  traced.trace = trace_document(traced.read.school.policies, *events, question.as_of.value_or(as_of));
  return traced;
}

}  // namespace quyche::cli
