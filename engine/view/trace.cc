#include "engine/view/trace.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/due/duty_period.h"
#include "engine/school/evolve.h"
#include "engine/school/school_state.h"

namespace quyche {
namespace {

// When the log said what of a deadline, and of which closing: an edit may move the due point of one that was
// met.
struct Said {
  std::optional<Instant> completed;
  std::optional<Instant> missed;
  std::optional<Instant> closes;
};
using Log = std::map<DeadlineId, Said>;

void note(Log& log, const Event& event) {
  if (const auto* met = std::get_if<DeadlineMet>(&event.body)) {
    log[met->deadline].completed = event.at;
    log[met->deadline].closes = met->closes;
  }
  if (const auto* missed = std::get_if<DeadlineMissed>(&event.body)) {
    log[missed->deadline].missed = event.at;
    log[missed->deadline].closes = missed->closes;
  }
  if (const auto* open = std::get_if<DeadlineReopened>(&event.body)) {
    log[open->deadline].completed.reset();
    log[open->deadline].closes.reset();
  }
}

const DocumentType* type_of(const PolicyBook& policies, const Document& document) {
  const Policy* policy = policies.find(document.policy);
  return policy == nullptr ? nullptr : policy->document(document.type);
}

// The log's word where it has one; what it leaves open is judged by the closing time.
DeadlineThen judge(const DeadlineId& id, const DueAt& due, DeadlineStatus status, const Said& said,
                   Instant moment) {
  DeadlineThen then;
  then.id = id;
  then.opens = due.opens;
  then.closes = status == DeadlineStatus::pending ? due.closes : said.closes.value_or(due.closes);
  switch (status) {
    case DeadlineStatus::met:
    case DeadlineStatus::met_late:
      then.judgement = status == DeadlineStatus::met ? Judgement::met : Judgement::met_late;
      then.completed = said.completed;
      then.recorded = said.completed;
      break;
    case DeadlineStatus::missed:
      then.judgement = Judgement::missed;
      then.recorded = said.missed;
      break;
    case DeadlineStatus::pending:
      then.judgement = moment < due.closes ? Judgement::pending : Judgement::missed;
      if (then.judgement == Judgement::missed) then.recorded = said.missed;
      break;
  }
  then.margin_ms = then.closes.ms() - then.completed.value_or(moment).ms();
  return then;
}

const Said& said_of(const Log& log, const DeadlineId& id) {
  static const Said nothing;
  const auto at = log.find(id);
  return at == log.end() ? nothing : at->second;
}

void cite(std::vector<DeadlineThen>& deadlines, const DocumentType* type) {
  for (DeadlineThen& then : deadlines)
    if (const Deadline* deadline = type == nullptr ? nullptr : type->deadline(then.id))
      then.clause = deadline->cite;
}

std::vector<DeadlineThen> judge_all(const Document& document, const Log& log, const PolicyBook& policies,
                                    Instant moment) {
  std::vector<DeadlineThen> out;
  for (const auto& [id, state] : document.deadlines)
    out.push_back(judge(id, state.due, state.status, said_of(log, id), moment));
  cite(out, type_of(policies, document));
  return out;
}

// What the document was at a moment, with what the log had said by then.
struct Stand {
  std::optional<Document> document;
  Log log;
};

// What was decided by the moment stands; what was open then is judged by the due points that are known.
std::vector<DeadlineThen> judge_then(const Stand& then, const Stand& known, const PolicyBook& policies,
                                     Instant as_of) {
  std::map<DeadlineId, DeadlineThen> out;
  if (then.document)
    for (const auto& [id, state] : then.document->deadlines) {
      DeadlineThen one = judge(id, state.due, state.status, said_of(then.log, id), as_of);
      const bool open = state.status == DeadlineStatus::pending;
      if (open && !known.document->deadlines.contains(id)) {
        one.judgement = Judgement::lapsed;
        one.margin_ms.reset();
        one.recorded.reset();
      }
      out.emplace(id, std::move(one));
    }
  for (const auto& [id, state] : known.document->deadlines) {
    const auto at = then.document ? then.document->deadlines.find(id) : known.document->deadlines.end();
    const bool decided =
        then.document && at != then.document->deadlines.end() && at->second.status != DeadlineStatus::pending;
    if (decided) continue;
    DeadlineThen one = judge(id, state.due, DeadlineStatus::pending, said_of(known.log, id), as_of);
    out.insert_or_assign(id, std::move(one));
  }
  std::vector<DeadlineThen> list;
  for (auto& [id, one] : out) list.push_back(std::move(one));
  cite(list, type_of(policies, then.document ? *then.document : *known.document));
  return list;
}

// Every period that the document has settled, and of whose duty.
struct Settles {
  PersonId owner;
  DocumentTypeId type;
  std::set<DutyPeriod> periods;
};
Settles settles(std::span<const TracedEvent> events) {
  Settles out;
  for (const TracedEvent& traced : events) {
    if (const auto* created = std::get_if<Created>(&traced.event.body)) {
      out.owner = created->owner;
      out.type = created->type;
      out.periods.insert(duty_period_of(*created));
    }
    if (const auto* edited = std::get_if<Edited>(&traced.event.body))
      out.periods.insert(duty_period_of(*edited));
  }
  return out;
}

bool concerns(const DutyClosed& duty, const Settles& settles) {
  return duty.type == settles.type && settles.periods.contains(duty_period_of(duty)) &&
         std::find(duty.missing.begin(), duty.missing.end(), settles.owner) != duty.missing.end();
}

// What time does by itself, as against what follows from it.
bool begins_a_tick(const EventBody& body) {
  return std::holds_alternative<DeadlineMissed>(body) || std::holds_alternative<Reminded>(body) ||
         std::holds_alternative<DutyClosed>(body);
}

bool follows(const TraceStep& before, const Event& event) {
  if (!event.command.empty()) return before.event.command == event.command;
  return before.event.command.empty() && before.event.at == event.at && event.by.empty() &&
         !begins_a_tick(event.body);
}

template <class Map, class Change>
void differences(const Map& before, const Map& after, Change change) {
  for (const auto& [id, value] : before)
    if (!after.contains(id)) change(id, &value, nullptr);
  for (const auto& [id, value] : after) {
    const auto at = before.find(id);
    if (at == before.end())
      change(id, nullptr, &value);
    else if (!(at->second == value))
      change(id, &at->second, &value);
  }
}

void add_changes(const Document& before, const Document& after, TraceStep& step) {
  differences(before.fields, after.fields,
              [&](const FieldId& id, const FieldValue* old_value, const FieldValue* new_value) {
                step.fields.push_back({id, old_value == nullptr ? std::nullopt : std::optional(*old_value),
                                       new_value == nullptr ? std::nullopt : std::optional(*new_value)});
              });
  differences(before.attachments, after.attachments,
              [&](const SlotId& id, const Digest* old_file, const Digest* new_file) {
                step.attachments.push_back({id, old_file == nullptr ? Digest{} : *old_file,
                                            new_file == nullptr ? Digest{} : *new_file});
              });
  std::map<DeadlineId, Instant> closed;
  std::map<DeadlineId, Instant> closes;
  for (const auto& [id, state] : before.deadlines) closed.emplace(id, state.due.closes);
  for (const auto& [id, state] : after.deadlines) closes.emplace(id, state.due.closes);
  differences(closed, closes, [&](const DeadlineId& id, const Instant* was, const Instant* is) {
    step.dues.push_back({id, was == nullptr ? std::nullopt : std::optional(*was),
                         is == nullptr ? std::nullopt : std::optional(*is)});
  });
}

std::vector<HookSeen> hooks_of(const Event& event, const PolicyBook& policies) {
  const std::vector<HookRecord>* records = std::visit(
      [](const auto& body) -> const std::vector<HookRecord>* {
        if constexpr (requires { body.hooks; })
          return &body.hooks;
        else
          return nullptr;
      },
      event.body);
  std::vector<HookSeen> out;
  if (records == nullptr) return out;
  const Policy* policy = policies.find(event.policy);
  for (const HookRecord& record : *records) {
    HookSeen seen{record.script, {}, record.ok};
    if (policy != nullptr)
      if (const auto at = policy->scripts.find(record.script); at != policy->scripts.end())
        seen.name = at->second.name;
    out.push_back(std::move(seen));
  }
  return out;
}

class Tracer {
 public:
  Tracer(const PolicyBook& policies, Instant as_of) : policies_(policies) { trace_.as_of = as_of; }

  void step(const TracedEvent& traced, const Settles& settles) {
    const Event& event = traced.event;
    const auto* duty = std::get_if<DutyClosed>(&event.body);
    if (duty != nullptr && !concerns(*duty, settles)) return;
    if (event.at > trace_.as_of && !then_) then_ = now_;
    TraceStep step;
    step.event = event;
    step.leaf = traced.leaf;
    step.follows = !trace_.steps.empty() && follows(trace_.steps.back(), event);
    step.of_document = duty == nullptr;
    step.after_as_of = event.at > trace_.as_of;
    step.hooks = hooks_of(event, policies_);
    const Document before = now_.document.value_or(Document{});
    step.before = before.state;
    if (duty == nullptr) evolve_now(event);
    if (now_.document) describe(before, event, step);
    trace_.steps.push_back(std::move(step));
  }

  [[nodiscard]] Trace finish() && {
    if (!then_) then_ = now_;
    if (now_.document) trace_.deadlines = judge_then(*then_, now_, policies_, trace_.as_of);
    trace_.known = std::move(now_.document);
    trace_.then = std::move(then_->document);
    std::erase_if(trace_.evidence, [&](const Evidence& evidence) { return evidence.at > trace_.as_of; });
    return std::move(trace_);
  }

 private:
  // By the school's own fold, of a school that has this document alone.
  void evolve_now(const Event& event) {
    if (std::holds_alternative<Created>(event.body)) {
      SchoolState school;
      Event first = event;
      first.seq = 1;
      evolve(school, first);
      now_.document = *school.document(std::get<Created>(event.body).document);
    } else if (now_.document) {
      evolve_document(*now_.document, event);
    }
    note(now_.log, event);
  }

  void describe(const Document& before, const Event& event, TraceStep& step) {
    const Document& after = *now_.document;
    step.after = after.state;
    add_changes(before, after, step);
    if (after.content_version != before.content_version) {
      step.sign_offs_lost = before.sign_offs.size();
      for (Evidence& evidence : trace_.evidence) {
        if (evidence.lost_seq) continue;
        evidence.lost_seq = event.seq;
        evidence.lost_at = event.at;
        step.evidence_lost.push_back(evidence.seq);
      }
    }
    if (std::holds_alternative<Signed>(event.body))
      trace_.evidence.push_back(
          {EvidenceKind::signature, event.seq, event.by, event.at, {}, std::nullopt, std::nullopt});
    if (const auto* attested = std::get_if<Attested>(&event.body))
      trace_.evidence.push_back({EvidenceKind::attestation, event.seq, event.by, event.at, attested->step,
                                 std::nullopt, std::nullopt});
    step.deadlines = judge_all(after, now_.log, policies_, event.at);
    step.locks = after.locks.size();
    step.version = after.version;
    step.content = content_digest(after);
  }

  const PolicyBook& policies_;
  Trace trace_;
  Stand now_;
  std::optional<Stand> then_;
};

}  // namespace

Trace trace_document(const PolicyBook& policies, std::span<const TracedEvent> events, Instant as_of) {
  const Settles settled = settles(events);
  Tracer tracer(policies, as_of);
  for (const TracedEvent& traced : events) tracer.step(traced, settled);
  return std::move(tracer).finish();
}

}  // namespace quyche
