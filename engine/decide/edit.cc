// Changing what a document says: its fields and attachments.
#include <algorithm>

#include "engine/base/limits.h"
#include "engine/decide/authority.h"
#include "engine/decide/content.h"
#include "engine/decide/deciding.h"
#include "engine/decide/duties.h"
#include "engine/decide/effects.h"
#include "engine/decide/listing.h"
#include "engine/decide/requirements.h"
#include "engine/school/evolve.h"

namespace quyche::deciding {
namespace {

bool state_editable(const DocumentType& type, const StateId& id) {
  const State* state = type.workflow.state(id);
  return state != nullptr && (state->editable || id == type.workflow.states.front().id);
}

bool field_editable(const DocumentType& type, const FieldId& id, const StateId& state) {
  const Field* field = type.field(id);
  return field != nullptr &&
         std::find(field->editable_in.begin(), field->editable_in.end(), state) != field->editable_in.end();
}

// The single unlock that lets this person make this edit now, or null.
const SingleUnlock* usable_unlock(const Deciding& d, const Document& document, const FieldInputs& fields) {
  for (const SingleUnlock& unlock : document.single_unlocks) {
    if (unlock.person != d.command.as) continue;
    const bool covers =
        unlock.field.empty() || std::all_of(fields.begin(), fields.end(),
                                            [&](const auto& input) { return input.first == unlock.field; });
    if (covers) return &unlock;
  }
  return nullptr;
}

// Someone who has a single unlock, but for another field than these.
void refuse_other_field(Deciding& d, const Document& document, const DocumentType& type) {
  for (const SingleUnlock& unlock : document.single_unlocks) {
    if (unlock.person != d.command.as || unlock.field.empty()) continue;
    const Field* field = type.field(unlock.field);
    d.refuse("Q447", {field == nullptr ? Title(unlock.field.value) : title_or_id(*field)}, type.cite);
  }
}

// May these fields be edited now? Gives the unlock that the edit uses up, when it needs one.
const SingleUnlock* check_editable(Deciding& d, const Document& document, const DocumentType& type,
                                   const FieldInputs& fields) {
  const bool by_state = std::all_of(fields.begin(), fields.end(), [&](const auto& input) {
    return state_editable(type, document.state) || field_editable(type, input.first, document.state);
  });
  // An unlock is for one edit, also when the document happens to be open: it does not wait for a better
  // moment.
  if (const SingleUnlock* unlock = usable_unlock(d, document, fields)) return unlock;
  if (d.command.as != acting_owner(d.school(), d.policy_of(document), document, d.now)) {
    d.refuse_role({ActorName{std::string(actor_owner)}}, d.policy_of(document), &document, document.unit,
                  type.cite);
  }
  refuse_other_field(d, document, type);
  refuse_if_locked(d, document, type);
  if (!by_state) d.refuse("Q421", {state_title(type.workflow, document.state)}, type.cite);
  return nullptr;
}

// The clause of an edit: of the order that unlocked it, or of the document's type.
Clause edit_clause(const Deciding& d, const Edited& edited, const DocumentType& type) {
  const Document* order = d.school().document(edited.unlocked_by);
  const DocumentType* of = order == nullptr ? nullptr : d.policy_of(*order).document(order->type);
  return of == nullptr ? type.cite : of->cite;
}

// A duty that closed was settled by this document: it stays that period's.
bool period_closed(const Deciding& d, const Policy& policy, const DutyPeriod& period,
                   const DocumentType& type) {
  return period.first_day() &&
         std::any_of(type.deadlines.begin(), type.deadlines.end(), [&](const Deadline& deadline) {
           const auto closes = duty_closes(policy, type, deadline, period);
           return closes && duty_settled(d.world, {type.id, deadline.id}, *closes, period);
         });
}

bool same_dues(const Document& document, const std::vector<DueAt>& dues) {
  return std::all_of(dues.begin(), dues.end(), [&](const DueAt& due) {
    const auto at = document.deadlines.find(due.deadline);
    return at != document.deadlines.end() && at->second.due.closes == due.closes &&
           at->second.due.opens == due.opens;
  });
}

FieldValues edited_fields(const Document& document, const Edited& edited) {
  FieldValues fields = document.fields;
  for (const auto& [id, value] : edited.fields) fields[id] = value;
  for (const FieldId& id : edited.cleared) fields.erase(id);
  return fields;
}

}  // namespace

void decide_edit(Deciding& d, const Edit& command) {
  const Document* document = d.find_document(command.document);
  if (document == nullptr) return;
  const Policy& policy = d.policy_of(*document);
  const DocumentType* type = policy.document(document->type);
  if (command.fields.empty()) return d.refuse("Q446");
  if (command.fields.size() > limits::fields_per_command_max)
    return d.refuse("Q450", {"fields", std::to_string(limits::fields_per_command_max)});
  Edited edited;
  edited.document = document->id;
  edited.fields = typed_all(d, *type, command.fields, &edited.cleared);
  const SingleUnlock* unlock = check_editable(d, *document, *type, command.fields);
  for (const FieldId& id : edited.cleared)
    if (type->field(id)->required) d.refuse("Q459", {title_or_id(*type->field(id))}, type->field(id)->cite);
  if (unlock != nullptr) edited.unlocked_by = unlock->by;
  const FieldValues fields = edited_fields(*document, edited);
  if (d.unmet.empty() && fields == document->fields) d.refuse("Q446");
  const DutyPeriod period = period_of(policy, *type, fields, document->created_at.date(policy.zone));
  const DutyPeriod before = duty_period_of(*document);
  const bool moves = type->duty && (period.week != before.week || period.first != before.first);
  if (moves && period_closed(d, policy, before, *type))
    d.refuse("Q460",
             {duty_period_title(before, &*type->duty, policy.school_year_starts, policy.calendar_or_null())},
             type->duty->cite);
  if (!d.unmet.empty()) return;

  edited.school_year = period.school_year;
  edited.week = period.week;
  edited.period = period.first;
  const DueAnchors anchors = anchors_of(policy, fields, period.school_year);
  auto dues = dues_of(*type, anchors, d.now);
  if (!same_dues(*document, dues)) edited.dues = std::move(dues);
  edited.lapsed = lapsed_of(*type, anchors, *document);
  const Clause clause = edit_clause(d, edited, *type);
  const Event& event = d.emit(std::move(edited), document->policy, clause);
  Document after = *document;
  evolve_document(after, event);
  settle_deadlines(d, after, *type);
}

void decide_attach(Deciding& d, const Attach& command) {
  const Document* document = d.find_document(command.document);
  if (document == nullptr) return;
  const DocumentType* type = d.policy_of(*document).document(document->type);
  if (type->slot(command.slot) == nullptr)
    d.refuse("Q424", {command.slot.value, title_or_id(*type), known_ids(type->attachments)});
  if (d.command.as != acting_owner(d.school(), d.policy_of(*document), *document, d.now)) {
    d.refuse_role({ActorName{std::string(actor_owner)}}, d.policy_of(*document), document, document->unit,
                  type->cite);
  }
  refuse_if_locked(d, *document, *type);
  if (!state_editable(*type, document->state))
    d.refuse("Q421", {state_title(type->workflow, document->state)}, type->cite);
  const auto at = document->attachments.find(command.slot);
  if (d.unmet.empty() && at != document->attachments.end() && at->second == command.content) d.refuse("Q446");
  if (d.unmet.empty())
    d.emit(Attached{document->id, command.slot, command.content}, document->policy, type->cite);
}

}  // namespace quyche::deciding
