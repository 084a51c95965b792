#include "engine/decide/effects.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/overload.h"
#include "engine/decide/authority.h"
#include "engine/decide/content.h"

namespace quyche::deciding {
namespace {

bool created_here(const Deciding& d, const DocumentId& id) {
  return std::any_of(d.events.begin(), d.events.end(), [&](const Event& event) {
    const auto* created = std::get_if<Created>(&event.body);
    return created != nullptr && created->document == id;
  });
}

std::vector<DocumentId> subjects(const Document& document, Subject subject) {
  return subject == Subject::about ? document.about : std::vector<DocumentId>{document.id};
}

class Effects {
 public:
  Effects(Deciding& d, const Document& document, const PersonId& actor, const Clause& clause)
      : d_(d), document_(document), actor_(actor), clause_(clause) {}

  void operator()(const OpenDocument& effect) {
    const Policy& policy = d_.policy_of(document_);
    const DocumentType* type = policy.document(effect.type);
    if (type == nullptr) return;  // lowering admits known types only; an older policy's document stays total
    Created created;
    created.document = free_document_id(d_, effect.type);
    created.type = effect.type;
    created.owner = effect.owner.value == actor_self && !actor_.empty() ? actor_ : document_.owner;
    // Someone who may not own such a document could do nothing with it: then it goes to the first who may.
    if (!holds_anywhere(d_.school(), policy, created.owner, type->owner)) {
      const auto able = holders_anywhere(d_.school(), policy, {type->owner});
      if (!able.empty()) created.owner = able.front();
    }
    created.unit = document_.unit;
    created.about = {document_.id};
    created.opened_by = document_.id;
    emit_created(d_, policy, document_.policy, *type, std::move(created), {});
  }
  void operator()(const Lock& effect) {
    for (const DocumentId& id : subjects(document_, effect.subject)) emit(Locked{id, document_.id});
  }
  void operator()(const Unlock& effect) {
    for (const DocumentId& id : subjects(document_, effect.subject)) emit(Unlocked{id, document_.id});
  }
  void operator()(const UnlockOnce& effect) {
    FieldId field;
    if (const auto at = document_.fields.find(effect.field_named_by); at != document_.fields.end())
      if (const auto* code = at->second.get<CodeValue>()) field = FieldId{code->value};
    for (const DocumentId& id : subjects(document_, effect.subject))
      emit(UnlockedOnce{id, document_.id, document_.owner, field});
  }
  void operator()(const SetFlag& effect) {
    for (const DocumentId& id : subjects(document_, effect.subject)) emit(Flagged{id, effect.flag});
  }
  void operator()(const Notify& effect) {
    const auto people =
        holders(d_.school(), d_.policy_of(document_), effect.who, document_.unit, document_.owner);
    if (!people.empty()) emit(Notified{document_.id, people});
  }

 private:
  void emit(EventBody body) { d_.emit(std::move(body), document_.policy, clause_); }

  Deciding& d_;
  const Document& document_;
  const PersonId& actor_;
  const Clause& clause_;
};

// `reached(state)`: whether it is, once the decision's events so far are applied.
template <class Reached>
void settle(Deciding& d, const Document& document, const DocumentType& type, Reached reached) {
  for (const auto& [id, state] : document.deadlines) {
    const Deadline* deadline = type.deadline(id);
    if (deadline == nullptr) continue;
    const bool all = std::all_of(deadline->counts.begin(), deadline->counts.end(), reached);
    const bool late = d.now >= state.due.closes || state.status == DeadlineStatus::missed;
    const bool waiting = state.status == DeadlineStatus::pending || state.status == DeadlineStatus::missed;
    if (all && waiting) {
      d.emit(DeadlineMet{document.id, id, state.due.closes, late}, document.policy, deadline->cite);
    } else if (!all && state.status == DeadlineStatus::met && !late) {
      d.emit(DeadlineReopened{document.id, id}, document.policy, deadline->cite);
    }
  }
}

}  // namespace

DocumentId free_document_id(const Deciding& d, const DocumentTypeId& type) {
  for (std::uint64_t n = d.school().documents_created + 1;; ++n) {
    const std::string number = "-" + std::to_string(n);
    DocumentId id{type.value.substr(0, limits::id_bytes_max - number.size()) + number};
    if (d.school().document(id) == nullptr && !created_here(d, id)) return id;
  }
}

void emit_created(Deciding& d, const Policy& policy, const PolicyId& policy_id, const DocumentType& type,
                  Created created, const PersonId& on_behalf_of) {
  created.state = type.workflow.states.front().id;
  const DutyPeriod period = period_of(policy, type, created.fields, d.now.date(policy.zone));
  created.school_year = period.school_year;
  created.week = period.week;
  created.period = period.first;
  created.dues = dues_of(type, anchors_of(policy, created.fields, created.school_year), d.now);
  d.emit(std::move(created), policy_id, type.cite, on_behalf_of);
}

void apply_effects(Deciding& d, const Document& document, const std::vector<Effect>& effects,
                   const PersonId& actor, const Clause& clause) {
  Effects apply(d, document, actor, clause);
  for (const Effect& effect : effects) std::visit(apply, effect);
}

void settle_deadlines(Deciding& d, const Document& after, const DocumentType& type) {
  settle(d, after, type, [&](const StateId& state) { return after.reached.contains(state); });
}

void settle_deadlines(Deciding& d, const Document& document, const DocumentType& type, const StateId& to) {
  // Going back forgets what came after the first visit (evolve.cc).
  const auto before = document.reached.find(to);
  settle(d, document, type, [&](const StateId& state) {
    if (state == to) return true;
    const auto at = document.reached.find(state);
    return at != document.reached.end() &&
           (before == document.reached.end() || at->second.order < before->second.order);
  });
}

}  // namespace quyche::deciding
