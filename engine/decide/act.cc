// Taking an action: moving a document from one state to another, or signing off towards it.
#include <algorithm>

#include "engine/base/limits.h"
#include "engine/decide/authority.h"
#include "engine/decide/deciding.h"
#include "engine/decide/effects.h"
#include "engine/decide/listing.h"
#include "engine/decide/requirements.h"
#include "engine/school/evolve.h"

namespace quyche::deciding {
namespace {

const Approvals* approvals_in(const Action& action, const Requirement** requirement) {
  for (const Requirement& need : action.needs) {
    if (const auto* approvals = std::get_if<Approvals>(&need.what)) {
      *requirement = &need;
      return approvals;
    }
  }
  return nullptr;
}

void check_position(Deciding& d, const Document& document, const DocumentType& type, const Action& action) {
  refuse_if_locked(d, document, type);
  if (std::find(action.from.begin(), action.from.end(), document.state) == action.from.end()) {
    d.refuse("Q405",
             {state_title(type.workflow, document.state), title_or_id(action),
              state_titles(type.workflow, action.from)},
             action.cite);
  }
}

// How the actor stands towards the action's approval rule, if it has one; refuses who has no voice or has
// spoken.
std::optional<ApprovalOutcome> check_approvals(Deciding& d, const Document& document, const Policy& policy,
                                               const Action& action) {
  const Requirement* requirement = nullptr;
  const Approvals* rule = approvals_in(action, &requirement);
  if (rule == nullptr) return std::nullopt;
  const auto outcome = judge_approvals(d.school(), policy, document, action.id, *rule, d.command.as, d.now);
  if (outcome.capacities.empty()) {
    d.refuse_role(rule->of, policy, &document, document.unit, requirement->cite);
  } else if (outcome.already) {
    d.unmet.push_back({"Q432",
                       {title_or_id(action), titles_of(policy, outcome.waiting)},
                       requirement->cite,
                       outcome.waiting,
                       holders(d.school(), policy, outcome.waiting, document.unit, document.owner)});
  }
  return outcome;
}

}  // namespace

void decide_act(Deciding& d, const Act& command) {
  const Document* document = d.find_document(command.document);
  if (document == nullptr) return;
  const Policy& policy = d.policy_of(*document);
  const DocumentType* type = policy.document(document->type);
  const Action* action = type->workflow.action(command.action);
  if (action == nullptr)
    return d.refuse("Q404", {command.action.value, title_or_id(*type), known_ids(type->workflow.actions)},
                    type->cite);

  check_position(d, *document, *type, *action);
  const auto right = authority(d.school(), policy, d.command.as, action->by, document->unit,
                               acting_owner(d.school(), policy, *document, d.now), d.now);
  if (!right) d.refuse_role(action->by, policy, document, document->unit, action->cite);
  if (command.reason && command.reason->text.size() > limits::text_bytes_max)
    d.refuse("Q450", {"reason", std::to_string(limits::text_bytes_max) + " byte"});
  const bool reason_given = command.reason && !command.reason->blank();
  std::vector<HookRecord> hooks;
  judge(d, {*document, *type, policy, action->id, d.command.as, reason_given}, action->needs, &hooks);
  const auto approvals = right ? check_approvals(d, *document, policy, *action) : std::nullopt;
  if (!d.unmet.empty()) return;

  const Digest reason = reason_given ? command.reason->commitment : Digest{};
  const std::vector<ActorName> capacities =
      approvals ? approvals->capacities : std::vector<ActorName>{right->capacity};
  if (approvals && !approvals->complete) {
    d.emit(SignedOff{document->id, action->id, capacities, reason, std::move(hooks)}, document->policy,
           action->cite, right->on_behalf_of);
    return;
  }
  const Event& acted = d.emit(
      Acted{document->id, action->id, document->state, action->to, capacities, reason, std::move(hooks)},
      document->policy, action->cite, right->on_behalf_of);
  // With no effect that looks at what it has become the document need not be copied.
  if (action->does.empty()) return settle_deadlines(d, *document, *type, action->to);
  Document after = *document;
  evolve_document(after, acted);  // before further events, which move it
  settle_deadlines(d, after, *type);
  apply_effects(d, after, action->does, d.command.as, action->cite);
}

}  // namespace quyche::deciding
