#include "engine/decide/requirements.h"

#include <algorithm>

#include "engine/base/overload.h"
#include "engine/decide/authority.h"
#include "engine/decide/content.h"
#include "engine/decide/listing.h"
#include "engine/json/fields.h"

namespace quyche::deciding {
namespace {

template <class T>
bool contains(const std::vector<T>& items, const T& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

class Judge {
 public:
  Judge(Deciding& d, const Judged& judged, const Clause& cite, std::vector<HookRecord>* hooks)
      : d_(d), j_(judged), cite_(cite), hooks_(hooks) {}

  void operator()(const FieldFilled& need) {
    if (j_.document.fields.contains(need.field)) return;
    const Field* field = j_.type.field(need.field);
    refuse("Q408", {field == nullptr ? Title(need.field.value) : title_or_id(*field)}, {owner()});
  }
  void operator()(const AttachmentPresent& need) {
    if (j_.document.attachments.contains(need.slot)) return;
    const AttachmentSlot* slot = j_.type.slot(need.slot);
    refuse("Q409", {slot == nullptr ? Title(need.slot.value) : title_or_id(*slot)}, {owner()});
  }
  void operator()(const SignedBy& need) {
    std::vector<ActorName> missing;
    for (const ActorName& who : need.by)
      if (!signed_by(who)) missing.push_back(who);
    if (missing.empty()) return;
    Unmet unmet{"Q410", {titles_of(j_.policy, missing)}, cite_, {}, {}};
    bool actor_missing = false;
    for (const ActorName& who : missing) {
      if (who.value == actor_self)
        actor_missing = true;
      else
        unmet.roles.push_back(who);
    }
    if (!unmet.roles.empty()) unmet.people = holders_of(unmet.roles);
    if (actor_missing && !contains(unmet.people, j_.actor)) unmet.people.push_back(j_.actor);
    d_.unmet.push_back(std::move(unmet));
  }
  void operator()(const Approvals&) {}  // judge_approvals
  void operator()(const PaperStepsDone& need) {
    for (const PaperStepId& step : need.steps) {
      if (attested(step)) continue;
      const PaperStep* known = j_.type.paper_step(step);
      refuse("Q411", {known == nullptr ? Title(step.value) : title_or_id(*known)},
             known == nullptr ? std::vector<ActorName>{} : known->by);
    }
  }
  void operator()(const DocumentIn& need) {
    const auto wanted = [&](const DocumentFacts& other) {
      return contains(need.in, other.state) &&
             (!contains(need.same, SameAs::owner) || other.owner == j_.document.owner) &&
             (!contains(need.same, SameAs::unit) || other.unit == j_.document.unit);
    };
    if (d_.school().documents.any_of(need.type, j_.document.school_year, nullptr, wanted)) return;
    const DocumentType* type = j_.policy.document(need.type);
    if (type == nullptr) return refuse("Q412", {need.type.value, ""}, {});
    refuse("Q412", {title_or_id(*type), state_titles(type->workflow, need.in)}, {type->owner});
  }
  void operator()(const AboutIn& need) {
    for (const DocumentId& id : j_.document.about) {
      const Document* other = d_.school().document(id);
      if (other == nullptr || contains(need.in, other->state)) continue;
      const DocumentType* type = d_.policy_of(*other).document(other->type);
      refuse("Q413",
             {id.value, state_title(type->workflow, other->state), state_titles(type->workflow, need.in)},
             {});
    }
  }
  void operator()(const ReasonGiven&) {
    if (!j_.reason_given) refuse("Q414", {}, {});
  }
  void operator()(const NotSamePerson& need) {
    for (const ActionId& action : need.actions) {
      const auto at = j_.document.last_actors.find(action);
      if (at == j_.document.last_actors.end() || !at->second.contains(j_.actor)) continue;
      const Action* known = j_.type.workflow.action(action);
      refuse("Q415", {known == nullptr ? Title(action.value) : title_or_id(*known)}, {});
    }
    if (need.owner && j_.document.owner == j_.actor)
      refuse("Q415", {{render("label.create", Lang::vi), render("label.create", Lang::en)}}, {});
  }
  void operator()(const TimeWindow& need) {
    const DueAnchors anchors = anchors_of(j_.policy, j_.document.fields, j_.document.school_year);
    // A window whose date is not known yet is not open.
    const auto unknown = [&](const Due& due) { refuse("Q408", {due.phrase}, {owner()}); };
    if (need.opens) {
      const auto window = due_window(*need.opens, anchors);
      const Instant opens = window ? Instant::start_of(window->last_day, j_.policy.zone) : Instant();
      if (!window)
        unknown(*need.opens);
      else if (d_.now < opens)
        refuse("Q416", {opens.text(j_.policy.zone)}, {});
    }
    if (need.closes) {
      const auto window = due_window(*need.closes, anchors);
      if (!window)
        unknown(*need.closes);
      else if (d_.now >= window->closes)
        refuse("Q417", {window->closes.text(j_.policy.zone)}, {});
    }
  }
  void operator()(const HookPasses& need) {
    const auto verdict = d_.hooks.run({need.script, hook_input(j_, d_.school(), d_.now)});
    if (!verdict) return refuse("Q419", {verdict.error().code, verdict.error().detail}, {});
    if (!verdict->ok) return refuse("Q418", {verdict->message}, {});
    if (hooks_ != nullptr) hooks_->push_back({need.script, true});
  }

 private:
  static ActorName owner() { return ActorName{std::string(actor_owner)}; }
  std::vector<PersonId> holders_of(const std::vector<ActorName>& who) const {
    return holders(d_.school(), j_.policy, who, j_.document.unit, j_.document.owner);
  }
  void refuse(const char* code, std::vector<Title> args, const std::vector<ActorName>& who) {
    d_.unmet.push_back(
        {code, std::move(args), cite_, who, who.empty() ? std::vector<PersonId>{} : holders_of(who)});
  }
  // A signature on the present content by someone who now is `who`.
  bool signed_by(const ActorName& who) const {
    return std::any_of(j_.document.signatures.begin(), j_.document.signatures.end(), [&](const Signature& s) {
      if (s.content_version != j_.document.content_version) return false;
      if (who.value == actor_self) return s.by == j_.actor;
      return authority(d_.school(), j_.policy, s.by, {who}, j_.document.unit, j_.document.owner, d_.now)
          .has_value();
    });
  }
  bool attested(const PaperStepId& step) const {
    return std::any_of(j_.document.attestations.begin(), j_.document.attestations.end(),
                       [&](const Attestation& a) {
                         return a.step == step && a.content_version == j_.document.content_version;
                       });
  }

  Deciding& d_;
  const Judged& j_;
  const Clause& cite_;
  std::vector<HookRecord>* hooks_;
};

// A text is not in the log; whoever runs the hook puts it in the place of its commitment.
json::Value plain(const FieldValue& value) {
  if (const auto* text = value.get<TextValue>())
    return json::Object{{"commitment", json::encode(text->value)}};
  return std::visit([](const auto& held) { return json::encode(held.value); }, value.as);
}

}  // namespace

void judge(Deciding& d, const Judged& judged, const std::vector<Requirement>& needs,
           std::vector<HookRecord>* hooks) {
  for (const Requirement& need : needs) std::visit(Judge(d, judged, need.cite, hooks), need.what);
}

Clause lock_clause(const Deciding& d, const Document& document, const DocumentType& type) {
  for (auto at = document.locks.rbegin(); at != document.locks.rend(); ++at) {
    const Document* order = d.school().document(*at);
    if (order == nullptr) continue;
    if (const DocumentType* of = d.policy_of(*order).document(order->type)) return of->cite;
  }
  return type.cite;
}

void refuse_if_locked(Deciding& d, const Document& document, const DocumentType& type) {
  if (!document.locked()) return;
  const std::string orders = joined(document.locks, [](const DocumentId& id) { return id.value; });
  d.refuse("Q420", {document.id.value, orders}, lock_clause(d, document, type));
}

json::Value hook_input(const Judged& judged, const SchoolState& school, Instant now) {
  json::Object fields;
  for (const auto& [id, value] : judged.document.fields) fields.emplace(id.value, plain(value));
  json::Array attachments;
  for (const auto& [slot, content] : judged.document.attachments)
    attachments.push_back(json::Value(slot.value));
  json::Array roles;
  if (const Person* person = school.person(judged.actor))
    for (const Assignment& assignment : person->roles) roles.push_back(json::Value(assignment.role.value));
  json::Object parameters;
  for (const Parameter& parameter : judged.policy.parameters)
    if (parameter.value) parameters.emplace(parameter.id.value, json::encode(*parameter.value));
  const Document& document = judged.document;
  return json::Object{{"action", judged.action.value},
                      {"actor", json::Object{{"id", judged.actor.value}, {"roles", std::move(roles)}}},
                      {"document", json::Object{{"attachments", std::move(attachments)},
                                                {"fields", std::move(fields)},
                                                {"id", document.id.value},
                                                {"owner", document.owner.value},
                                                {"school_year", json::encode(document.school_year)},
                                                {"state", document.state.value},
                                                {"type", document.type.value},
                                                {"unit", document.unit.value}}},
                      {"now", json::encode(now)},
                      {"parameters", std::move(parameters)},
                      {"today", json::encode(now.date(judged.policy.zone))}};
}

}  // namespace quyche::deciding
