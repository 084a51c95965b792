#include "adapters/cli/event_words.h"

#include "adapters/cli/words.h"
#include "engine/base/overload.h"

namespace quyche::cli {
namespace {

class EventWords {
 public:
  EventWords(const Context& context, const EventSource& source, const Event& event)
      : context_(context), source_(source) {
    policy_ = source.world.policies.find(event.policy);
    const DocumentId* id = document_of(event.body);
    document_ = id == nullptr ? nullptr : source.world.school.document(*id);
    type_ = document_ == nullptr || policy_ == nullptr ? nullptr : policy_->document(document_->type);
  }

  std::string operator()(const Created& e) const {
    const DocumentType* type = policy_ == nullptr ? nullptr : policy_->document(e.type);
    std::string text =
        say("event.created", {type == nullptr ? e.type.value : name_of_item(*type, context_.lang)});
    if (!e.opened_by.empty()) text += " (" + say("event.opened_by", {e.opened_by.value}) + ")";
    return text + dues(e.dues);
  }
  std::string operator()(const Edited& e) const {
    std::string names;
    for (const auto& [id, value] : e.fields) names += (names.empty() ? "" : ", ") + field(id);
    for (const FieldId& id : e.cleared) names += (names.empty() ? "" : ", ") + field(id);
    std::string text = say("event.edited", {names});
    if (!e.unlocked_by.empty()) text += " (" + say("event.by_unlock", {e.unlocked_by.value}) + ")";
    text += dues(e.dues);
    for (const DeadlineId& id : e.lapsed) text += "; " + say("event.lapsed", {deadline(id)});
    return text;
  }
  std::string operator()(const Attached& e) const {
    const AttachmentSlot* slot = type_ == nullptr ? nullptr : type_->slot(e.slot);
    return say("event.attached", {slot == nullptr ? e.slot.value : name_of_item(*slot, context_.lang),
                                  e.content.text().substr(0, 12)});
  }
  std::string operator()(const Signed& e) const {
    return say("event.signed", {e.signature.text().substr(0, 12)});
  }
  std::string operator()(const Attested& e) const {
    const PaperStep* step = type_ == nullptr ? nullptr : type_->paper_step(e.step);
    return say("event.attested", {step == nullptr ? e.step.value : name_of_item(*step, context_.lang)});
  }
  std::string operator()(const SignedOff& e) const {
    return say("event.signed_off", {action(e.action), actors(e.capacities)}) + reason(e.reason);
  }
  std::string operator()(const Acted& e) const {
    return action(e.action) + ": " + state(e.from) + " → " + state(e.to) + reason(e.reason);
  }
  std::string operator()(const Locked& e) const { return say("event.locked", {e.by.value}); }
  std::string operator()(const Unlocked& e) const { return say("event.unlocked", {e.by.value}); }
  std::string operator()(const UnlockedOnce& e) const {
    const std::string what = e.field.empty() ? "" : " (" + field(e.field) + ")";
    return say("event.unlocked_once", {source_.name(e.person), e.by.value}) + what;
  }
  std::string operator()(const Flagged& e) const { return say("event.flagged", {e.flag.value}); }
  std::string operator()(const Notified& e) const { return say("event.notified", {people(e.people)}); }
  std::string operator()(const DeadlineMet& e) const {
    return say(e.late ? "event.deadline_met_late" : "event.deadline_met",
               {deadline(e.deadline), closing(e.closes)});
  }
  std::string operator()(const DeadlineReopened& e) const {
    return say("event.deadline_reopened", {deadline(e.deadline)});
  }
  std::string operator()(const DeadlineMissed& e) const {
    const std::string missing =
        type_ == nullptr ? "" : state_words(type_->workflow, e.missing, context_.lang);
    return say("event.deadline_missed", {deadline(e.deadline), closing(e.closes), missing});
  }
  std::string operator()(const Reminded& e) const {
    return say("event.reminded", {source_.name(e.person), closing(e.closes)});
  }
  std::string operator()(const DutyClosed& e) const {
    const DocumentType* type = policy_ == nullptr ? nullptr : policy_->document(e.type);
    const std::string what = type == nullptr ? e.type.value : name_of_item(*type, context_.lang);
    const std::string period = e.week ? e.week->text() : e.school_year.text();
    return say("event.duty_closed",
               {what, period, e.missing.empty() ? context_.say("event.nobody") : people(e.missing)});
  }
  // What is about the school itself.
  std::string operator()(const SchoolOpened&) const { return context_.say("event.school_opened"); }
  std::string operator()(const UnitAdded& e) const { return say("event.unit_added", {e.unit.value}); }
  std::string operator()(const PersonAdmitted& e) const {
    return say("event.person_admitted", {source_.name(e.person)});
  }
  std::string operator()(const PersonLeft& e) const {
    return say("event.person_left", {source_.name(e.person)});
  }
  std::string operator()(const RoleAssigned& e) const {
    return say("event.role_assigned", {source_.name(e.person), role(e.role)});
  }
  std::string operator()(const RoleEnded& e) const {
    return say("event.role_ended", {source_.name(e.person), role(e.role)});
  }
  std::string operator()(const Delegated& e) const {
    return say("event.delegated",
               {source_.name(e.from), source_.name(e.to), role(e.role), context_.day(e.until)});
  }
  std::string operator()(const DelegationEnded& e) const {
    return say("event.delegation_ended", {e.delegation.value});
  }
  std::string operator()(const PolicyAdopted& e) const {
    const Policy* adopted = source_.world.policies.find(e.policy);
    return say("event.policy_adopted",
               {adopted == nullptr ? e.policy.text().substr(0, 12) : adopted->title.in(context_.lang)});
  }

  std::string operator()(const KeyAdopted& e) const {
    return say(e.lost ? "event.key_replaced" : "event.key_adopted", {e.key});
  }
  std::string operator()(const PersonErased& e) const {
    return say("event.person_erased", {source_.name(e.person)});
  }
  std::string operator()(const PolicyChanged& e) const {
    std::string text =
        say("event.policy_changed", {policy_ == nullptr ? "" : policy_->title.in(context_.lang)}) +
        dues(e.dues);
    for (const DeadlineId& id : e.lapsed) text += "; " + say("event.lapsed", {deadline(id)});
    return text;
  }

 private:
  std::string say(std::string_view code, std::vector<std::string> args) const {
    return context_.say(code, std::move(args));
  }
  std::string action(const ActionId& id) const {
    const Action* found = type_ == nullptr ? nullptr : type_->workflow.action(id);
    return found == nullptr ? id.value : name_of_item(*found, context_.lang);
  }
  std::string role(const RoleId& id) const { return policy_ == nullptr ? id.value : actors({id}); }
  std::string state(const StateId& id) const {
    return type_ == nullptr ? id.value : state_words(type_->workflow, {id}, context_.lang);
  }
  std::string field(const FieldId& id) const {
    const Field* found = type_ == nullptr ? nullptr : type_->field(id);
    return found == nullptr ? id.value : name_of_item(*found, context_.lang);
  }
  std::string deadline(const DeadlineId& id) const {
    const Deadline* found = type_ == nullptr ? nullptr : type_->deadline(id);
    if (found == nullptr) return id.value;
    return found->title.vi.empty() ? found->due.phrase : found->title.in(context_.lang);
  }
  std::string actors(const std::vector<ActorName>& list) const {
    return policy_ == nullptr ? "" : actor_words(list, *policy_, context_.lang);
  }
  std::string people(const std::vector<PersonId>& list) const {
    std::string text;
    for (const PersonId& person : list) text += (text.empty() ? "" : ", ") + source_.name(person);
    return text;
  }
  std::string closing(Instant at) const {
    return context_.closing(at, policy_ == nullptr ? ZoneOffset{7 * 60} : policy_->zone);
  }
  std::string dues(const std::vector<DueAt>& list) const {
    std::string text;
    for (const DueAt& due : list)
      text += "; " + say("event.due", {deadline(due.deadline), closing(due.closes)});
    return text;
  }
  std::string reason(const Digest& commitment) const {
    if (commitment.empty()) return "";
    return "; " + say("event.reason", {source_.text(commitment).value_or(context_.say("event.erased"))});
  }

  const Context& context_;
  const EventSource& source_;
  const Policy* policy_ = nullptr;
  const Document* document_ = nullptr;
  const DocumentType* type_ = nullptr;
};

}  // namespace

std::string event_words(const Context& context, const EventSource& source, const Event& event) {
  return std::visit(EventWords(context, source, event), event.body);
}

}  // namespace quyche::cli
