// A trace of every document of a random history: its end is the document, and what it says of a moment is
// what a list of the events gives.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "engine/view/trace.h"
#include "tests/trace/random_history.h"

namespace quyche::test {
namespace {

std::vector<TracedEvent> about(const std::vector<Event>& events, const DocumentId& id, Instant known) {
  std::vector<TracedEvent> out;
  for (const Event& event : events) {
    const DocumentId* of = document_of(event.body);
    const bool duty = std::holds_alternative<DutyClosed>(event.body);
    if (event.at <= known && (duty || (of != nullptr && *of == id))) out.push_back({event, {}});
  }
  return out;
}

struct Said {
  Judgement judgement = Judgement::pending;
  Instant closes;
  bool operator==(const Said&) const = default;
};

// The log's last word by `as_of` where there is one; else the last due point that is known.
std::optional<Said> expected(const std::vector<TracedEvent>& events, const DeadlineId& id, Instant as_of) {
  std::optional<Said> word;
  for (const TracedEvent& traced : events) {
    if (traced.event.at > as_of) continue;
    const EventBody& body = traced.event.body;
    if (const auto* met = std::get_if<DeadlineMet>(&body); met && met->deadline == id)
      word = Said{met->late ? Judgement::met_late : Judgement::met, met->closes};
    if (const auto* missed = std::get_if<DeadlineMissed>(&body); missed && missed->deadline == id)
      word = Said{Judgement::missed, missed->closes};
    if (const auto* open = std::get_if<DeadlineReopened>(&body); open && open->deadline == id) word.reset();
  }
  if (word) return word;
  std::optional<Instant> due;
  std::optional<Instant> due_then;
  bool late = false;
  for (const TracedEvent& traced : events) {
    const EventBody& body = traced.event.body;
    const auto set = [&](const std::vector<DueAt>& dues) {
      for (const DueAt& one : dues)
        if (one.deadline == id && !late) due = one.closes;
    };
    if (const auto* created = std::get_if<Created>(&body)) set(created->dues);
    if (const auto* edited = std::get_if<Edited>(&body)) {
      if (!late && std::find(edited->lapsed.begin(), edited->lapsed.end(), id) != edited->lapsed.end())
        due.reset();
      set(edited->dues);
    }
    if (const auto* missed = std::get_if<DeadlineMissed>(&body); missed && missed->deadline == id)
      late = true;
    if (const auto* met = std::get_if<DeadlineMet>(&body); met && met->deadline == id)
      late = late || met->late;
    if (traced.event.at <= as_of) due_then = due;
  }
  if (due) return Said{as_of < *due ? Judgement::pending : Judgement::missed, *due};
  if (due_then) return Said{Judgement::lapsed, *due_then};
  return std::nullopt;
}

TEST(TraceProperty, SaysOfAMomentWhatTheEventsSay) {
  std::map<Judgement, int> seen;
  int retroactive = 0;
  const bool held = rc::check("a trace is its events", [&] {
    const RandomHistory history;
    PolicyBook policies;
    policies.add(policy_id(*duong_kinh_policy()), duong_kinh_policy());
    const std::int64_t first = history.events.front().at.ms();
    const auto span = static_cast<int>((history.events.back().at.ms() - first) / ms_per_minute) + 2;
    std::vector<DocumentId> documents;
    history.office->school().documents.each([&](const Document& one) { documents.push_back(one.id); });
    for (const DocumentId& id : documents) {
      for (int look = 0; look < 5; ++look) {
        const Instant known = Instant::from_ms(first + *rc::gen::inRange(0, span) * ms_per_minute);
        const Instant as_of = Instant::from_ms(first + *rc::gen::inRange(0, span) * ms_per_minute);
        const std::vector<TracedEvent> events = about(history.events, id, known);
        const Trace trace = trace_document(policies, events, as_of);
        if (!trace.known) {
          RC_ASSERT(trace.deadlines.empty());
          continue;
        }
        std::map<DeadlineId, Said> said;
        for (const DeadlineThen& one : trace.deadlines) {
          said[one.id] = {one.judgement, one.closes};
          ++seen[one.judgement];
          retroactive += one.recorded && *one.recorded > as_of ? 1 : 0;
        }
        std::map<DeadlineId, Said> wanted;
        for (const Deadline& deadline : duong_kinh_policy()->document(trace.known->type)->deadlines)
          if (const auto one = expected(events, deadline.id, as_of)) wanted.emplace(deadline.id, *one);
        RC_ASSERT(said == wanted);
      }
      // Looked at when it was known, the document is the one of the last step, and the fold's.
      const Trace whole = trace_document(policies, about(history.events, id, history.events.back().at),
                                         history.events.back().at);
      RC_ASSERT(*whole.known == *history.office->school().document(id));
      RC_ASSERT(*whole.then == *whole.known);
      RC_ASSERT(whole.steps.back().after == whole.known->state);
      RC_ASSERT(whole.steps.back().content == content_digest(*whole.known));
      std::size_t counting = 0;
      for (const Evidence& one : whole.evidence) counting += one.counts_at(whole.as_of) ? 1 : 0;
      std::size_t counts = 0;
      for (const auto& one : whole.known->signatures)
        counts += one.content_version == whole.known->content_version ? 1 : 0;
      for (const auto& one : whole.known->attestations)
        counts += one.content_version == whole.known->content_version ? 1 : 0;
      RC_ASSERT(counting == counts);
    }
  });
  EXPECT_TRUE(held);
  if (!held) return;
  for (const Judgement one : {Judgement::pending, Judgement::met, Judgement::missed, Judgement::met_late})
    EXPECT_GT(seen[one], 8) << static_cast<int>(one);
  EXPECT_GT(retroactive, 8);
}

}  // namespace
}  // namespace quyche::test
