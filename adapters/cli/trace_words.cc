#include "adapters/cli/trace_words.h"

#include <array>

#include "adapters/cli/vault_text.h"
#include "adapters/cli/words.h"
#include "engine/base/overload.h"
#include "engine/due/duty_period.h"

namespace quyche::cli {
namespace {

// The event without what the trace shows in lines of its own.
Event without_dues(Event event) {
  if (auto* created = std::get_if<Created>(&event.body)) created->dues.clear();
  if (auto* edited = std::get_if<Edited>(&event.body)) {
    edited->dues.clear();
    edited->lapsed.clear();
  }
  if (auto* changed = std::get_if<PolicyChanged>(&event.body)) {
    changed->dues.clear();
    changed->lapsed.clear();
  }
  return event;
}

std::string part(const Context& context, std::string_view unit, std::int64_t n) {
  const std::string label = "duration." + std::string(unit);
  return context.say(n == 1 ? label + "_one" : label, {std::to_string(n)});
}

}  // namespace

std::string duration_words(const Context& context, std::int64_t ms) {
  const std::int64_t minutes = (ms < 0 ? -ms : ms) / ms_per_minute;
  const std::int64_t days = minutes / 1'440;
  const std::int64_t hours = minutes / 60 % 24;
  if (minutes == 0) return context.say("duration.below_a_minute");
  std::string text;
  const auto add = [&](std::string_view unit, std::int64_t n) {
    if (n != 0) text += (text.empty() ? "" : " ") + part(context, unit, n);
  };
  add("day", days);
  add("hour", hours);
  if (days == 0) add("minute", minutes % 60);
  return text;
}

TraceWords::TraceWords(const Context& context, const TracedDocument& traced)
    : context_(context),
      traced_(traced),
      source_{traced.read.world(), [this](const PersonId& person) { return name(person); },
              [this](const Digest& commitment) -> std::optional<std::string> {
                return shown_text(context_, traced_.read, commitment).words;
              }} {
  policy_ = traced.trace.known ? traced.read.school.policies.find(traced.trace.known->policy) : nullptr;
  type_ = policy_ == nullptr ? nullptr : policy_->document(traced.trace.known->type);
  zone_ = policy_ == nullptr ? ZoneOffset{0} : policy_->zone;
}

std::string TraceWords::when(Instant at) const { return context_.when(at, zone_); }

std::string TraceWords::closing(const std::optional<Instant>& closes) const {
  return closes ? context_.closing(*closes, zone_) : say("trace.nothing");
}

std::string TraceWords::title() const { return title_of_period(duty_period_of(*traced_.trace.known)); }

std::string TraceWords::title_of_period(const DutyPeriod& period) const {
  const Document& document = *traced_.trace.known;
  std::string text = type_ == nullptr ? document.type.value : name_of_item(*type_, context_.lang);
  if (policy_ != nullptr && (period.week || period.first))
    text += ' ' + period_words(period, *policy_, type_, context_.lang);
  return text;
}

std::string TraceWords::question() const {
  const std::string as_of = when(traced_.trace.as_of);
  if (traced_.known_at) return say("trace.question_known", {as_of, when(*traced_.known_at)});
  const SchoolState& state = traced_.read.school.state;
  return say("trace.question", {as_of, std::to_string(state.last_seq), when(state.last_at)});
}

std::string TraceWords::state(const StateId& id) const {
  return type_ == nullptr ? id.value : state_words(type_->workflow, {id}, context_.lang);
}

std::vector<std::string> TraceWords::marks(const Document& document) const {
  std::vector<std::string> out;
  for (const DocumentId& lock : document.locks) out.push_back(say("trace.locked_by", {lock.value}));
  for (const FlagId& flag : document.flags) out.push_back(say("event.flagged", {flag.value}));
  return out;
}

std::string TraceWords::who(const Event& event) const {
  if (event.by.empty()) return say("trace.time");
  std::string text = name(event.by);
  if (!event.on_behalf_of.empty()) text += ' ' + say("label.on_behalf_of", {name(event.on_behalf_of)});
  return text;
}

std::string TraceWords::what(const TraceStep& step) const {
  if (!step.of_document) {
    const auto& duty = std::get<DutyClosed>(step.event.body);
    return say("trace.duty_closed",
               {title(), name(traced_.trace.known->owner), context_.closing(duty.closes, zone_)});
  }
  // The text names the state; the sentence need not.
  if (const auto* acted = std::get_if<Acted>(&step.event.body)) {
    const Action* action = type_ == nullptr ? nullptr : type_->workflow.action(acted->action);
    std::string text = action == nullptr ? acted->action.value : name_of_item(*action, context_.lang);
    if (policy_ != nullptr && !acted->capacities.empty())
      text += " (" + say("trace.as", {actor_words(acted->capacities, *policy_, context_.lang)}) + ")";
    if (!acted->reason.empty())
      text += "; " + say("event.reason", {source_.text(acted->reason).value_or(say("event.erased"))});
    return text;
  }
  return event_words(context_, source_, without_dues(step.event));
}

std::string TraceWords::states(const TraceStep& step) const {
  if (step.after.empty()) return {};
  if (step.before.empty() || step.before == step.after) return state(step.after);
  return state(step.before) + " → " + state(step.after);
}

std::string TraceWords::value(const std::optional<FieldValue>& value) const {
  if (!value) return say("trace.nothing");
  return std::visit(
      Overload{
          [&](const TextValue& v) {
            const ShownText text = shown_text(context_, traced_.read, v.value);
            return text.own ? "“" + text.words + "”" : text.words;
          },
          [&](const CodeValue& v) { return v.value; },
          [&](const IntegerValue& v) { return std::to_string(v.value); },
          [&](const BooleanValue& v) { return say(v.value ? "diff.yes" : "diff.no"); },
          [&](const DateValue& v) { return context_.day(v.value); },
          [&](const DateTimeValue& v) { return context_.day(v.value.day) + ' ' + v.value.time.text(); },
          [&](const WeekValue& v) { return v.value.text(); },
          [&](const ChoiceValue& v) { return v.value; },
      },
      value->as);
}

std::vector<std::string> TraceWords::changes(const TraceStep& step) const {
  std::vector<std::string> lines;
  for (const FieldChange& change : step.fields) {
    const Field* field = type_ == nullptr ? nullptr : type_->field(change.field);
    const std::string title = field == nullptr ? change.field.value : name_of_item(*field, context_.lang);
    lines.push_back(change.before ? say("trace.changed", {title, value(change.before), value(change.after)})
                                  : say("trace.given", {title, value(change.after)}));
  }
  for (const SlotChange& change : step.attachments) {
    if (change.before.empty()) continue;  // the sentence says what was attached
    const AttachmentSlot* slot = type_ == nullptr ? nullptr : type_->slot(change.slot);
    lines.push_back(say("trace.changed",
                        {slot == nullptr ? change.slot.value : name_of_item(*slot, context_.lang),
                         change.before.text().substr(0, 12) + "…", change.after.text().substr(0, 12) + "…"}));
  }
  for (const DueChange& change : step.dues) {
    const std::string title = say("trace.deadline", {deadline_title(change.deadline)});
    if (!change.before) continue;  // the deadlines in force say it
    if (!change.after)
      lines.push_back(say("trace.due_lapsed", {title, closing(change.before)}));
    else
      lines.push_back(say("trace.changed", {title, closing(change.before), closing(change.after)}));
  }
  std::string lost;
  for (const std::uint64_t seq : step.evidence_lost)
    lost += (lost.empty() ? "#" : ", #") + std::to_string(seq);
  if (!lost.empty()) lines.push_back(say("trace.evidence_lost", {lost}));
  if (step.sign_offs_lost > 0)
    lines.push_back(say("trace.sign_offs_lost", {std::to_string(step.sign_offs_lost)}));
  return lines;
}

std::string TraceWords::hook(const HookSeen& seen) const {
  const std::string name = seen.name.empty() ? seen.script.text().substr(0, 12) : seen.name;
  return say(seen.ok ? "trace.hook_passed" : "trace.hook_refused", {name});
}

std::string TraceWords::deadline_title(const DeadlineId& id) const {
  const Deadline* deadline = type_ == nullptr ? nullptr : type_->deadline(id);
  if (deadline == nullptr) return id.value;
  return deadline->title.vi.empty() ? deadline->due.phrase : deadline->title.in(context_.lang);
}

std::string TraceWords::judgement(const DeadlineThen& then, Instant moment) const {
  const std::string closes = context_.closing(then.closes, zone_);
  const std::string span = duration_words(context_, then.margin_ms.value_or(0));
  std::string text;
  switch (then.judgement) {
    case Judgement::pending: return say("trace.pending", {span, closes});
    case Judgement::lapsed: return say("trace.lapsed", {closes});
    case Judgement::met: return say("trace.met", {when(*then.completed), span, closes});
    case Judgement::met_late: return say("trace.met_late", {when(*then.completed), span, closes});
    case Judgement::missed: text = say("trace.missed", {span, closes}); break;
  }
  if (!then.recorded) return text + "; " + say("trace.not_in_log");
  if (*then.recorded > moment) return text + "; " + say("trace.in_log_only", {when(*then.recorded)});
  return text;
}

std::string TraceWords::evidence(const Evidence& one) const {
  const PaperStep* step = type_ == nullptr ? nullptr : type_->paper_step(one.step);
  const std::string what =
      one.kind == EvidenceKind::signature
          ? say("trace.signature", {name(one.by)})
          : say("trace.attestation",
                {step == nullptr ? one.step.value : name_of_item(*step, context_.lang), name(one.by)});
  std::string text = what + ", " + when(one.at) + " (#" + std::to_string(one.seq) + "): ";
  text += say(one.counts_at(traced_.trace.as_of) ? "trace.counts" : "trace.counts_no_more");
  if (one.lost_seq)
    text += ' ' + say("trace.changed_by", {std::to_string(*one.lost_seq), when(*one.lost_at)});
  return text;
}

std::string TraceWords::policy_title(const PolicyId& id) const {
  const Policy* policy = traced_.read.school.policies.find(id);
  return policy == nullptr ? id.text().substr(0, 12) : policy->title.in(context_.lang);
}

}  // namespace quyche::cli
