#include "adapters/cli/trace_json.h"

#include "engine/event/codec.h"
#include "engine/json/fields.h"
#include "engine/json/read.h"

namespace quyche::cli {
namespace {

json::Value number(std::uint64_t n) { return static_cast<std::int64_t>(n); }

template <class E>
json::Value name(E value) {
  return names_of(value)[static_cast<std::size_t>(value)];
}

json::Value deadline_json(const DeadlineThen& then) {
  json::Object out{{"closes", json::encode(then.closes)},
                   {"deadline", then.id.value},
                   {"judgement", name(then.judgement)}};
  if (!then.clause.empty()) out.emplace("clause", json::encode(then.clause));
  if (then.opens) out.emplace("opens", json::encode(*then.opens));
  if (then.completed) out.emplace("completed", json::encode(*then.completed));
  if (then.margin_ms) out.emplace("margin_ms", *then.margin_ms);
  if (then.recorded) out.emplace("recorded", json::encode(*then.recorded));
  return out;
}

json::Value deadlines_json(const std::vector<DeadlineThen>& deadlines) {
  json::Array out;
  for (const DeadlineThen& one : deadlines) out.push_back(deadline_json(one));
  return out;
}

// {"field": …, "before": … or null, "after": … or null}
template <class Changes, class Value>
json::Array changes_json(const Changes& changes, const char* what, Value value) {
  json::Array out;
  for (const auto& change : changes)
    out.push_back(json::Object{{what, value(change).first},
                               {"before", value(change).second.first},
                               {"after", value(change).second.second}});
  return out;
}

json::Value or_null(const Digest& digest) { return digest.empty() ? json::Value() : json::encode(digest); }

json::Value step_json(const TraceStep& step) {
  using Pair = std::pair<json::Value, std::pair<json::Value, json::Value>>;
  json::Array hooks;
  for (const HookSeen& hook : step.hooks)
    hooks.push_back(
        json::Object{{"name", hook.name}, {"ok", hook.ok}, {"script", json::encode(hook.script)}});
  json::Array lost;
  for (const std::uint64_t seq : step.evidence_lost) lost.push_back(number(seq));
  return json::Object{
      {"after_as_of", step.after_as_of},
      {"attachments", changes_json(step.attachments, "slot",
                                   [](const SlotChange& c) {
                                     return Pair{c.slot.value, {or_null(c.before), or_null(c.after)}};
                                   })},
      {"content", or_null(step.content)},
      {"deadlines", deadlines_json(step.deadlines)},
      {"dues", changes_json(step.dues, "deadline",
                            [](const DueChange& c) {
                              return Pair{c.deadline.value, {json::encode(c.before), json::encode(c.after)}};
                            })},
      {"event", *json::read(encode_event(step.event))},
      {"evidence_lost", std::move(lost)},
      {"fields", changes_json(step.fields, "field",
                              [](const FieldChange& c) {
                                return Pair{c.field.value, {json::encode(c.before), json::encode(c.after)}};
                              })},
      {"follows", step.follows},
      {"hooks", std::move(hooks)},
      {"leaf", json::encode(step.leaf)},
      {"locks", number(step.locks)},
      {"of_document", step.of_document},
      {"sign_offs_lost", number(step.sign_offs_lost)},
      {"state_after", step.after.empty() ? json::Value() : json::Value(step.after.value)},
      {"state_before", step.before.empty() ? json::Value() : json::Value(step.before.value)},
      {"version", number(step.version)}};
}

json::Value evidence_json(const Evidence& one, Instant as_of) {
  json::Object out{{"at", json::encode(one.at)},
                   {"by", one.by.value},
                   {"counts", one.counts_at(as_of)},
                   {"kind", name(one.kind)},
                   {"seq", number(one.seq)}};
  if (!one.step.empty()) out.emplace("step", one.step.value);
  if (one.lost_seq) out.emplace("lost_seq", number(*one.lost_seq));
  if (one.lost_at) out.emplace("lost_at", json::encode(*one.lost_at));
  return out;
}

}  // namespace

json::Value trace_json(const TracedDocument& traced) {
  const Trace& trace = traced.trace;
  const SchoolState& state = traced.read.school.state;
  json::Array steps;
  for (const TraceStep& step : trace.steps) steps.push_back(step_json(step));
  json::Array evidence;
  for (const Evidence& one : trace.evidence) evidence.push_back(evidence_json(one, trace.as_of));
  json::Array adopted;
  for (const Adoption& adoption : state.adopted)
    adopted.push_back(
        json::Object{{"policy", json::encode(adoption.policy)}, {"since", json::encode(adoption.since)}});
  return json::Object{
      {"adopted", std::move(adopted)},
      {"as_known_at", json::encode(traced.known_at)},
      {"as_of", json::encode(trace.as_of)},
      {"deadlines", deadlines_json(trace.deadlines)},
      {"document", trace.known->id.value},
      {"evidence", std::move(evidence)},
      {"last_known", json::Object{{"at", json::encode(state.last_at)}, {"seq", number(state.last_seq)}}},
      {"school", state.id.value},
      {"steps", std::move(steps)},
      {"then", trace.then ? *json::read(document_json(*trace.then)) : json::Value()}};
}

}  // namespace quyche::cli
