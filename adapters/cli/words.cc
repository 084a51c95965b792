#include "adapters/cli/words.h"

#include <algorithm>

#include "adapters/cli/due_words.h"
#include "engine/base/overload.h"
#include "engine/decide/authority.h"

namespace quyche::cli {
namespace {

std::string say(std::string_view code, Lang lang, std::vector<std::string> args = {}) {
  return render(code, lang, args);
}

template <class Item>
std::string title(const Item* item, const std::string& id, Lang lang) {
  return item == nullptr ? id : name_of_item(*item, lang);
}

std::string approval_words(const Approvals& need, const Policy& policy, Lang lang) {
  const std::string who = actor_words(need.of, policy, lang);
  switch (need.rule) {
    case ApprovalRule::all_of:
      return say(need.same_person ? "need.approvals.all_of_same" : "need.approvals.all_of", lang, {who});
    case ApprovalRule::any_of: return say("need.approvals.any_of", lang, {who});
    case ApprovalRule::at_least:
      return say("need.approvals.at_least", lang, {who, std::to_string(need.count)});
  }
  return {};
}

std::string joined_ids(const auto& ids, auto name) {
  std::string out;
  for (const auto& id : ids) out += (out.empty() ? "" : ", ") + name(id);
  return out;
}

std::string other_than(const NotSamePerson& need, const DocumentType& type, Lang lang) {
  std::string who = joined_ids(
      need.actions, [&](const ActionId& id) { return title(type.workflow.action(id), id.value, lang); });
  if (need.owner) who += (who.empty() ? "" : ", ") + say("label.create", lang);
  return say("need.not_same_person_as", lang, {who});
}

std::string window_words(const TimeWindow& need, Lang lang) {
  std::string out;
  if (need.opens) out = say("need.window.opens", lang, {due_words(*need.opens, lang)});
  if (need.closes)
    out += (out.empty() ? "" : ", ") + say("need.window.closes", lang, {due_words(*need.closes, lang)});
  return out;
}

template <class E>
std::string name(E value) {
  return std::string(names_of(value)[static_cast<std::size_t>(value)]);
}

// A period alone is named as a whole; among others, by the day in it that ends the one before.
std::string recurrence_words(const Recurrence& one, bool among_others, Lang lang) {
  const std::string period = say("every." + name(one.every), lang);
  if (one.every == Frequency::day || one.every == Frequency::working_day) return period;
  if (one.working) return say("every.last_working", lang, {period});
  if (one.weekday != 0)
    return say("every.on", lang, {say("weekday." + std::to_string(one.weekday), lang), period});
  if (!among_others && one.at == Part::end) return period;
  return say("every.at." + name(one.at), lang, {period});
}

std::string document_words(const DocumentIn& need, const Policy& policy, Lang lang) {
  const DocumentType* other = policy.document(need.type);
  std::string out = say("need.document", lang,
                        {title(other, need.type.value, lang),
                         other == nullptr ? "" : state_words(other->workflow, need.in, lang)});
  for (const SameAs same : need.same)
    out += ", " + say(same == SameAs::owner ? "need.document.same_owner" : "need.document.same_unit", lang);
  return out;
}

// A state that any of the types concerned has, by the first title there is.
std::string about_words(const AboutIn& need, const Policy& policy, const DocumentType& type, Lang lang) {
  const auto name = [&](const StateId& id) {
    for (const DocumentType& other : policy.documents) {
      const bool concerned =
          type.about.empty() || std::find(type.about.begin(), type.about.end(), other.id) != type.about.end();
      if (concerned)
        if (const State* state = other.workflow.state(id)) return name_of_item(*state, lang);
    }
    return id.value;
  };
  return say("need.about", lang, {joined_ids(need.in, name)});
}

std::string subject_words(Subject subject, Lang lang) {
  return say(subject == Subject::about ? "subject.about" : "subject.this", lang);
}

}  // namespace

std::string actor_words(const std::vector<ActorName>& actors, const Policy& policy, Lang lang) {
  std::string out;
  for (const ActorName& actor : actors) {
    if (!out.empty()) out += ", ";
    out += actor.value == actor_self ? say("label.who_acts", lang) : title_of(policy, actor).in(lang);
  }
  return out;
}

std::string period_words(const DutyPeriod& period, const Policy& policy, const DocumentType* type,
                         Lang lang) {
  const Duty* duty = type == nullptr || !type->duty ? nullptr : &*type->duty;
  return duty_period_title(period, duty, policy.school_year_starts, policy.calendar_or_null()).in(lang);
}

std::string every_words(const std::vector<Recurrence>& every, Lang lang) {
  std::string out;
  for (const Recurrence& one : every)
    out += (out.empty() ? "" : ", ") + recurrence_words(one, every.size() > 1, lang);
  return out;
}

std::string mode_words(Mode mode, Lang lang) { return say("mode." + name(mode), lang); }

std::string state_words(const Workflow& workflow, const std::vector<StateId>& states, Lang lang) {
  return joined_ids(states, [&](const StateId& id) { return title(workflow.state(id), id.value, lang); });
}

std::string words(const Requirement& need, const Policy& policy, const DocumentType& type, Lang lang) {
  return std::visit(
      Overload{
          [&](const FieldFilled& n) {
            return say("need.field", lang, {title(type.field(n.field), n.field.value, lang)});
          },
          [&](const AttachmentPresent& n) {
            return say("need.attachment", lang, {title(type.slot(n.slot), n.slot.value, lang)});
          },
          [&](const SignedBy& n) { return say("need.signed_by", lang, {actor_words(n.by, policy, lang)}); },
          [&](const Approvals& n) { return approval_words(n, policy, lang); },
          [&](const PaperStepsDone& n) {
            return say("need.paper", lang, {joined_ids(n.steps, [&](const PaperStepId& id) {
                         return title(type.paper_step(id), id.value, lang);
                       })});
          },
          [&](const DocumentIn& n) { return document_words(n, policy, lang); },
          [&](const AboutIn& n) { return about_words(n, policy, type, lang); },
          [&](const ReasonGiven&) { return say("need.reason", lang); },
          [&](const NotSamePerson& n) { return other_than(n, type, lang); },
          [&](const TimeWindow& n) { return window_words(n, lang); },
          [&](const HookPasses& n) {
            const auto script = policy.scripts.find(n.script);
            return say("need.hook", lang,
                       {script == policy.scripts.end() ? n.script.text() : script->second.name});
          },
      },
      need.what);
}

std::string words(const Effect& effect, const Policy& policy, Lang lang) {
  return std::visit(
      Overload{
          [&](const OpenDocument& e) {
            const char* whose = e.owner.value == actor_self ? "effect.open_for_actor" : "effect.open";
            return say(whose, lang, {title(policy.document(e.type), e.type.value, lang)});
          },
          [&](const Lock& e) { return say("effect.lock", lang, {subject_words(e.subject, lang)}); },
          [&](const Unlock& e) { return say("effect.unlock", lang, {subject_words(e.subject, lang)}); },
          [&](const UnlockOnce& e) {
            const char* how = e.field_named_by.empty() ? "effect.unlock_once" : "effect.unlock_field_once";
            return say(how, lang, {subject_words(e.subject, lang)});
          },
          [&](const SetFlag& e) {
            return say("effect.flag", lang, {subject_words(e.subject, lang), e.flag.value});
          },
          [&](const Notify& e) { return say("effect.notify", lang, {actor_words(e.who, policy, lang)}); },
      },
      effect);
}

}  // namespace quyche::cli
