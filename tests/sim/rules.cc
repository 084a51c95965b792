// Who may do what, by loops over the policy's own lists: the second opinion on every action, document and
// attachment, accepted or refused.
#include <algorithm>

#include "tests/sim/model.h"
#include "tests/sim/ports.h"

namespace quyche::sim {
namespace {

const DocumentType* type_in(const Rules& rules, const DocumentTypeId& id) {
  for (const DocumentType& type : rules.policy->documents)
    if (type.id == id) return &type;
  return nullptr;
}

const Action* action_in(const DocumentType& type, const ActionId& id) {
  for (const Action& action : type.workflow.actions)
    if (action.id == id) return &action;
  return nullptr;
}

template <class Items, class Item>
bool has(const Items& items, const Item& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

// Whether each entry can get a voice of its own: tries every order of the voices.
bool each_has_one(const std::vector<ActorName>& entries, std::vector<MSignOff> voices, std::size_t next = 0) {
  if (next == entries.size()) return true;
  for (std::size_t i = 0; i < voices.size(); ++i) {
    if (!has(voices[i].entries, entries[next])) continue;
    std::vector<MSignOff> rest = voices;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    if (each_has_one(entries, rest, next + 1)) return true;
  }
  return false;
}

}  // namespace

bool Model::counts_as(const Rules& rules, const RoleId& held, const RoleId& wanted) const {
  if (held == wanted) return true;
  for (const Role& role : rules.policy->roles)
    if (role.id == wanted) return has(role.any_of, held);
  return false;
}

// In the unit, where the role is one of a unit; null: anywhere.
bool Model::holds(const Rules& rules, const PersonId& who, const RoleId& role, const UnitId* unit) const {
  const MPerson* found = person(who);
  if (found == nullptr || found->left) return false;
  for (const MRole& held : found->roles) {
    if (!counts_as(rules, held.role, role)) continue;
    bool of_a_unit = false;
    for (const Role& one : rules.policy->roles)
      if (one.id == held.role) of_a_unit = one.within == Within::unit;
    if (unit == nullptr || !of_a_unit || held.unit == *unit) return true;
  }
  return false;
}

// Whose role `who` may use through a delegation.
std::optional<PersonId> Model::lender(const Rules& rules, const PersonId& who, const RoleId& wanted,
                                      const UnitId* unit, Instant now) const {
  std::vector<const MDelegation*> by_id;
  for (const MDelegation& one : delegations_) by_id.push_back(&one);
  std::sort(by_id.begin(), by_id.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  for (const MDelegation* one : by_id) {
    if (one->to != who || one->ended || now < one->since || !counts_as(rules, one->role, wanted)) continue;
    if (now.date(rules.policy->zone) > one->until) continue;
    bool may_receive = false;
    for (const Role& role : rules.policy->roles)
      if (role.id == one->role)
        for (const RoleId& to : role.delegate_to) may_receive = may_receive || holds(rules, who, to, nullptr);
    if (may_receive && holds(rules, one->from, one->role, unit)) return one->from;
  }
  return std::nullopt;
}

// An owner who lost the role that the document needs is its owner in name only.
bool Model::still_owns(const MDocument& document, Instant now) const {
  const Rules& rules = rules_of(document.policy);
  const RoleId& role = type_in(rules, document.type)->owner;
  return holds(rules, document.owner, role, nullptr) ||
         lender(rules, document.owner, role, nullptr, now).has_value();
}

std::optional<PersonId> Model::voice(const PersonId& who, const ActorName& entry, const MDocument& document,
                                     Instant now, bool owner_as_is) const {
  if (entry.value == "owner") {
    const bool owns = who == document.owner && (owner_as_is || still_owns(document, now));
    return owns ? std::optional(who) : std::nullopt;
  }
  const Rules& rules = rules_of(document.policy);
  if (holds(rules, who, entry, &document.unit)) return who;
  return lender(rules, who, entry, &document.unit, now);
}

bool Model::may_act(const PersonId& who, const std::vector<ActorName>& by, const MDocument& document,
                    Instant now) const {
  return std::any_of(by.begin(), by.end(), [&](const ActorName& entry) {
    return voice(who, entry, document, now, false).has_value();
  });
}

bool Model::met(const Requirement& need, const MDocument& document, const PersonId& who, bool reason,
                Instant now, const Action&) const {
  if (const auto* field = std::get_if<FieldFilled>(&need.what)) return document.fields.contains(field->field);
  if (const auto* slot = std::get_if<AttachmentPresent>(&need.what))
    return has(document.attached, slot->slot);
  if (std::holds_alternative<ReasonGiven>(need.what)) return reason;
  if (const auto* paper = std::get_if<PaperStepsDone>(&need.what)) {
    return std::all_of(paper->steps.begin(), paper->steps.end(), [&](const PaperStepId& step) {
      return has(document.attestations, std::pair(step, document.content));
    });
  }
  if (const auto* other = std::get_if<NotSamePerson>(&need.what)) {
    if (other->owner && document.owner == who) return false;
    return std::none_of(other->actions.begin(), other->actions.end(), [&](const ActionId& action) {
      return has(document.last_actors, std::pair(action, who));
    });
  }
  if (const auto* by = std::get_if<SignedBy>(&need.what)) {
    return std::all_of(by->by.begin(), by->by.end(), [&](const ActorName& entry) {
      return std::any_of(document.signatures.begin(), document.signatures.end(), [&](const auto& signature) {
        if (signature.second != document.content) return false;
        if (entry.value == "actor") return signature.first == who;
        return voice(signature.first, entry, document, now, true).has_value();
      });
    });
  }
  return true;  // approvals and hooks are looked at by the callers; the regulation has no other kind
}

bool Model::may_take(const MDocument& document, const Action& action, const PersonId& who, bool reason,
                     Instant now, bool hooks) const {
  if (!document.locks.empty() || !has(action.from, document.state)) return false;
  if (!may_act(who, action.by, document, now)) return false;
  for (const Requirement& need : action.needs) {
    if (!met(need, document, who, reason, now, action)) return false;
    if (const auto* script = std::get_if<HookPasses>(&need.what))
      if (hooks && hook_outcome(script->script, document.id) != HookOutcome::pass) return false;
    const auto* rule = std::get_if<Approvals>(&need.what);
    if (rule == nullptr) continue;
    if (!may_act(who, rule->of, document, now)) return false;
    PersonId mine = who;  // one's own role comes before a lent one
    bool own = false;
    for (const ActorName& entry : rule->of) {
      const auto with = voice(who, entry, document, now, false);
      own = own || (with && *with == who);
      if (with && *with != who && mine == who) mine = *with;
    }
    if (own) mine = who;
    for (const MSignOff& before : document.sign_offs)
      if (before.action == action.id && (before.by == who || before.voice == mine)) return false;
  }
  return true;
}

Verdict Model::judge(const Command& command, Instant now) const {
  if (now < last_at_) return Verdict::refuse;
  if (command.as.empty()) return Verdict::open;
  const MPerson* who = person(command.as);
  if (who == nullptr || who->left) return Verdict::refuse;
  if (command.version) {
    const auto stale = [&](const DocumentId& id) {
      const MDocument* one = document(id);
      return one == nullptr || one->version != *command.version;
    };
    if (const auto* act = std::get_if<Act>(&command.body); act != nullptr && stale(act->document))
      return Verdict::refuse;
    if (const auto* attach = std::get_if<Attach>(&command.body); attach != nullptr && stale(attach->document))
      return Verdict::refuse;
  }
  if (const auto* act = std::get_if<Act>(&command.body)) return judge_act(*act, command.as, now);
  if (const auto* create = std::get_if<Create>(&command.body)) return judge_create(*create, command.as, now);
  if (const auto* attach = std::get_if<Attach>(&command.body)) return judge_attach(*attach, command.as, now);
  return judge_people(command, now);
}

Verdict Model::judge_act(const Act& act, const PersonId& who, Instant now) const {
  const MDocument* one = document(act.document);
  if (one == nullptr) return Verdict::refuse;
  const Action* action = action_in(*type_in(rules_of(one->policy), one->type), act.action);
  if (action == nullptr) return Verdict::refuse;
  const bool reason = act.reason && !act.reason->text.empty();
  return may_take(*one, *action, who, reason, now, true) ? Verdict::accept : Verdict::refuse;
}

Verdict Model::judge_create(const Create& create, const PersonId& who, Instant now) const {
  const Rules& rules = newest();
  const DocumentType* type = type_in(rules, create.type);
  if (type == nullptr || (!create.document.empty() && document(create.document) != nullptr))
    return Verdict::refuse;
  // The behaviour names the unit where there is one; what it leaves to the engine is not judged here.
  std::vector<UnitId> units;
  for (const MRole& role : person(who)->roles)
    if (counts_as(rules, role.role, type->owner) && !has(units, role.unit)) units.push_back(role.unit);
  if (units.size() > 1 && create.unit.empty()) return Verdict::refuse;
  const UnitId unit = !create.unit.empty() ? create.unit : units.empty() ? UnitId{} : units.front();
  if (!create.unit.empty() && !has(units_, create.unit)) return Verdict::refuse;
  if (!holds(rules, who, type->owner, &unit) && !lender(rules, who, type->owner, &unit, now))
    return Verdict::refuse;
  if (type->control ? create.about.empty() : !create.about.empty()) return Verdict::refuse;
  for (const DocumentId& id : create.about)
    if (document(id) == nullptr) return Verdict::refuse;
  for (const Field& field : type->fields)
    if (field.required && !create.fields.contains(field.id)) return Verdict::refuse;
  for (const auto& given : create.fields) {
    const FieldId& id = given.first;
    if (std::none_of(type->fields.begin(), type->fields.end(), [&](const Field& f) { return f.id == id; }))
      return Verdict::refuse;
  }
  return Verdict::accept;
}

Verdict Model::judge_attach(const Attach& attach, const PersonId& who, Instant now) const {
  const MDocument* one = document(attach.document);
  if (one == nullptr) return Verdict::refuse;
  const DocumentType* type = type_in(rules_of(one->policy), one->type);
  const bool known = std::any_of(type->attachments.begin(), type->attachments.end(),
                                 [&](const AttachmentSlot& slot) { return slot.id == attach.slot; });
  bool editable = one->state == type->workflow.states.front().id;
  for (const State& state : type->workflow.states)
    editable = editable || (state.id == one->state && state.editable);
  if (!known || !editable || !one->locks.empty()) return Verdict::refuse;
  if (one->owner != who || !still_owns(*one, now)) return Verdict::refuse;
  return Verdict::open;  // the same file once more is refused; the model keeps no files
}

Verdict Model::judge_people(const Command& command, Instant now) const {
  const bool people =
      std::holds_alternative<AddUnit>(command.body) || std::holds_alternative<AdmitPerson>(command.body) ||
      std::holds_alternative<RemovePerson>(command.body) ||
      std::holds_alternative<AssignRole>(command.body) || std::holds_alternative<EndRole>(command.body) ||
      std::holds_alternative<ErasePerson>(command.body);
  const bool policy = std::holds_alternative<AdoptPolicy>(command.body);
  if (!people && !policy) return Verdict::open;
  const Rules& rules = newest();
  const auto& by = people ? rules.policy->administration.people.by : rules.policy->administration.policy.by;
  const UnitId none;
  for (const RoleId& role : by)
    if (holds(rules, command.as, role, &none) || lender(rules, command.as, role, &none, now))
      return Verdict::open;  // whoever may ask may still ask for what cannot be
  return Verdict::refuse;
}

void Model::take_acted(const Event& event, const Acted& body) {
  MDocument& document = *find(body.document);
  const Action* action = action_in(*type_in(rules_of(document.policy), document.type), body.action);
  if (action == nullptr) return problem(&event, "an action that there is none of");
  expect(body.from == document.state && body.to == action->to, event, "from where to where");
  expect(may_take(document, *action, event.by, !body.reason.empty(), event.at, false), event,
         event.by.value + " may not " + body.action.value + " " + document.id.value);
  for (const Requirement& need : action->needs)
    if (const auto* rule = std::get_if<Approvals>(&need.what);
        rule != nullptr && rule->rule == ApprovalRule::all_of) {
      std::vector<MSignOff> voices;
      for (const MSignOff& one : document.sign_offs)
        if (one.action == action->id) voices.push_back(one);
      MSignOff last{action->id, event.by, {}, {}};
      for (const ActorName& entry : rule->of)
        if (voice(event.by, entry, document, event.at, false)) last.entries.push_back(entry);
      voices.push_back(last);
      expect(each_has_one(rule->of, voices), event, "not everybody has approved");
    }
  std::erase_if(document.last_actors, [&](const auto& one) { return one.first == body.action; });
  document.last_actors.emplace_back(body.action, event.by);
  for (const MSignOff& one : document.sign_offs)
    if (one.action == body.action) document.last_actors.emplace_back(body.action, one.by);
  document.sign_offs.clear();
  const auto at = std::find(document.run.begin(), document.run.end(), body.to);
  document.run.erase(at, document.run.end());  // going back begins the run anew from there
  document.run.push_back(body.to);
  document.state = body.to;
  settle(document, event.at);
}

void Model::take_signed_off(const Event& event, const SignedOff& body) {
  MDocument& document = *find(body.document);
  const Action* action = action_in(*type_in(rules_of(document.policy), document.type), body.action);
  if (action == nullptr) return problem(&event, "an action that there is none of");
  expect(may_take(document, *action, event.by, !body.reason.empty(), event.at, false), event,
         event.by.value + " may not " + body.action.value + " " + document.id.value);
  MSignOff one{body.action, event.by, event.on_behalf_of.empty() ? event.by : event.on_behalf_of, {}};
  for (const Requirement& need : action->needs)
    if (const auto* rule = std::get_if<Approvals>(&need.what))
      for (const ActorName& entry : rule->of)
        if (voice(event.by, entry, document, event.at, false)) one.entries.push_back(entry);
  document.sign_offs.push_back(one);
}

}  // namespace quyche::sim
