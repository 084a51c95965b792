#include "rules/policy_test/coverage.h"

#include <algorithm>

#include "engine/base/overload.h"
#include "engine/decide/deciding.h"
#include "engine/decide/requirements.h"

namespace quyche::rules::policy_test {
namespace {

void add_clause(Coverage& coverage, const Clause& clause) {
  const bool there = std::any_of(coverage.clauses.begin(), coverage.clauses.end(),
                                 [&](const ClauseCovered& one) { return one.clause == clause; });
  if (!clause.empty() && !there) coverage.clauses.push_back({clause, false});
}

void add_needs(Coverage& coverage, const DocumentType& type, const ActionId& action,
               const std::vector<Requirement>& needs) {
  for (const Requirement& need : needs) {
    coverage.needs.push_back({type.id, action, need, false, false});
    add_clause(coverage, need.cite);
  }
}

void add_type(Coverage& coverage, const DocumentType& type) {
  add_clause(coverage, type.cite);
  for (const Field& field : type.fields) add_clause(coverage, field.cite);
  for (const Action& action : type.workflow.actions) {
    coverage.actions.push_back({type.id, action.id, false});
    add_clause(coverage, action.cite);
    add_needs(coverage, type, action.id, action.needs);
  }
  for (const PaperStep& step : type.paper_steps) add_clause(coverage, step.cite);
  if (type.signing) {
    add_clause(coverage, type.signing->cite);
    add_needs(coverage, type, {}, type.signing->needs);
  }
  if (type.duty) add_clause(coverage, type.duty->cite);
  for (const Deadline& deadline : type.deadlines) {
    coverage.deadlines.push_back({type.id, deadline.id, false, false});
    add_clause(coverage, deadline.cite);
  }
}

DeadlineCovered* deadline_of(Coverage& coverage, const DocumentTypeId& type, const DeadlineId& deadline) {
  for (DeadlineCovered& one : coverage.deadlines)
    if (one.type == type && one.deadline == deadline) return &one;
  return nullptr;
}

void decided(Coverage& coverage, const Clause& clause) {
  for (ClauseCovered& one : coverage.clauses) one.decided = one.decided || one.clause == clause;
}

// Each need judged alone, as the engine judges it.
bool holds(Rehearsal& school, const Command& command, Instant now, const deciding::Judged& judged,
           const Requirement& need) {
  if (const auto* rule = std::get_if<Approvals>(&need.what)) {
    const auto outcome = deciding::judge_approvals(school.state(), judged.policy, judged.document,
                                                   judged.action, *rule, command.as, now);
    return !outcome.capacities.empty() && !outcome.already;
  }
  const World world = school.world();
  deciding::Deciding d{world, command, now, school.hooks(), {}, {}};
  deciding::judge(d, judged, {need}, nullptr);
  return d.unmet.empty();
}

}  // namespace

Coverage nothing_covered(const Policy& policy) {
  Coverage coverage;
  add_clause(coverage, policy.administration.people.cite);
  add_clause(coverage, policy.administration.policy.cite);
  for (const Role& role : policy.roles)
    if (!role.delegate_to.empty()) add_clause(coverage, role.cite);  // only delegating is decided under it
  for (const DocumentType& type : policy.documents) add_type(coverage, type);
  return coverage;
}

Attempt attempt(Rehearsal& school, const Command& command, Instant now) {
  const auto* act = std::get_if<Act>(&command.body);
  const auto* sign = std::get_if<Sign>(&command.body);
  if (act == nullptr && sign == nullptr) return {};
  const Document* document = school.state().document(act != nullptr ? act->document : sign->document);
  const Policy* policy = document == nullptr ? nullptr : school.policies().find(document->policy);
  const DocumentType* type = policy == nullptr ? nullptr : policy->document(document->type);
  if (type == nullptr) return {};
  const Action* action = act == nullptr ? nullptr : type->workflow.action(act->action);
  if (action == nullptr && (act != nullptr || !type->signing)) return {};
  Attempt out{type->id, act == nullptr ? ActionId{} : act->action, {}, true};
  const bool reason = act != nullptr && act->reason && !act->reason->text.empty();
  const deciding::Judged judged{*document, *type, *policy, out.action, command.as, reason};
  for (const Requirement& need : action != nullptr ? action->needs : type->signing->needs)
    out.holds.push_back(holds(school, command, now, judged, need));
  return out;
}

void cover(Coverage& coverage, const SchoolState& school, const Event& event) {
  decided(coverage, event.clause);
  const DocumentId* id = document_of(event.body);
  const Document* document = id == nullptr ? nullptr : school.document(*id);
  if (document == nullptr) return;
  std::visit(Overload{[&](const Acted& acted) {
                        for (ActionCovered& one : coverage.actions)
                          if (one.type == document->type && one.action == acted.action) one.taken = true;
                      },
                      [&](const DeadlineMet& met) {
                        auto* one = deadline_of(coverage, document->type, met.deadline);
                        if (one != nullptr && !met.late) one->met = true;
                      },
                      [&](const DeadlineMissed& missed) {
                        if (auto* one = deadline_of(coverage, document->type, missed.deadline))
                          one->missed = true;
                      },
                      [](const auto&) {}},
             event.body);
}

void cover(Coverage& coverage, const Refusal& refusal) {
  for (const Unmet& unmet : refusal.unmet) decided(coverage, unmet.clause);
}

void cover(Coverage& coverage, const Attempt& attempt, bool accepted) {
  std::size_t place = 0;
  for (NeedCovered& one : coverage.needs) {
    if (!attempt.known || one.type != attempt.type || one.action != attempt.action) continue;
    if (place == attempt.holds.size()) return;  // another version of the policy has more of them
    if (accepted) one.met = true;
    if (!accepted && !attempt.holds[place]) one.refused = true;
    ++place;
  }
}

}  // namespace quyche::rules::policy_test
