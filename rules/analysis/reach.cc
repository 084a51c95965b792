// Which states documents can come to, given who can act and what waits for what; and what deadlines count.
#include <algorithm>

#include "rules/analysis/analysis.h"

namespace quyche::rules::analysis {
namespace {

bool any_in(const std::vector<StateId>& wanted, const States& reached) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const StateId& id) { return reached.contains(id); });
}

// Whether some document can be in the state that the need asks for.
bool can_hold(const Analysis& analysis, const DocumentType& type, const Requirement& need) {
  const auto reached = [&](const DocumentTypeId& id, const std::vector<StateId>& in) {
    const auto at = analysis.reached.find(id);  // without states: left to the layer below
    return at != analysis.reached.end() && (at->second.empty() || any_in(in, at->second));
  };
  if (const auto* other = std::get_if<DocumentIn>(&need.what)) return reached(other->type, other->in);
  const auto* about = std::get_if<AboutIn>(&need.what);
  if (about == nullptr) return true;
  if (type.about.empty())
    return std::any_of(analysis.policy.documents.begin(), analysis.policy.documents.end(),
                       [&](const DocumentType& any) { return reached(any.id, about->in); });
  return std::any_of(type.about.begin(), type.about.end(),
                     [&](const DocumentTypeId& id) { return reached(id, about->in); });
}

bool can_take(const Analysis& analysis, const DocumentType& type, const Action& action) {
  return analysis.takeable(type, action) &&
         std::all_of(action.needs.begin(), action.needs.end(),
                     [&](const Requirement& need) { return can_hold(analysis, type, need); });
}

// From nothing upwards, so that two types that wait for each other come to nothing.
void reach_all(Analysis& analysis) {
  for (const DocumentType& type : analysis.policy.documents) {
    States& reached = analysis.reached[type.id];
    if (!type.workflow.states.empty()) reached.insert(type.workflow.states.front().id);
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (const DocumentType& type : analysis.policy.documents) {
      States& reached = analysis.reached[type.id];
      States more = closure(type.workflow, reached,
                            [&](const Action& action) { return can_take(analysis, type, action); });
      grew = grew || more.size() != reached.size();
      reached = std::move(more);
    }
  }
}

void report_waiting(const Analysis& analysis, const DocumentType& type, const Action& action) {
  for (std::size_t i = 0; i < action.needs.size(); ++i) {
    const Requirement& need = action.needs[i];
    if (can_hold(analysis, type, need)) continue;
    const auto* other = std::get_if<DocumentIn>(&need.what);
    const std::string types = other != nullptr ? other->type.value : joined(type.about);
    analysis.report(Severity::error, "Q384", analysis.places.need(type, action, i),
                    {action.id.value, types.empty() ? "any" : types,
                     joined(other != nullptr ? other->in : std::get<AboutIn>(need.what).in)},
                    need.cite);
  }
}

// Walks that do not come back to a state: what was reached after a state is forgotten when it is come to
// again. Gives up, saying yes, after more steps than a workflow that people can follow has.
class Walk {
 public:
  Walk(const Analysis& analysis, const DocumentType& type, const std::vector<StateId>& wanted)
      : analysis_(analysis), type_(type), wanted_(wanted.begin(), wanted.end()) {}

  bool finds_all() { return from(type_.workflow.states.front().id); }

 private:
  bool from(const StateId& state) {
    if (--steps_ < 0) return true;
    visited_.insert(state);
    bool found = std::includes(visited_.begin(), visited_.end(), wanted_.begin(), wanted_.end());
    for (const Action& action : type_.workflow.actions) {
      if (found) break;
      const bool leads = std::find(action.from.begin(), action.from.end(), state) != action.from.end();
      if (!leads || visited_.contains(action.to) || !can_take(analysis_, type_, action)) continue;
      found = from(action.to);
    }
    visited_.erase(state);
    return found;
  }

  static constexpr int steps_max = 2'000;
  const Analysis& analysis_;
  const DocumentType& type_;
  const States wanted_;
  States visited_;
  int steps_ = steps_max;
};

void check_deadline_counts(const Analysis& analysis, const DocumentType& type, const Deadline& deadline) {
  const States& reached = analysis.reached.at(type.id);
  if (reached.empty()) return;
  const StateId& initial = type.workflow.states.front().id;
  const bool only_initial = std::all_of(deadline.counts.begin(), deadline.counts.end(),
                                        [&](const StateId& state) { return state == initial; });
  const Spot spot = analysis.places.deadline(type, deadline, "counts");
  if (only_initial)
    return analysis.report(Severity::warning, "Q391", spot, {deadline.id.value, initial.value},
                           deadline.cite);
  // A state that is not reached at all has its own finding.
  const bool all_reached = std::all_of(deadline.counts.begin(), deadline.counts.end(),
                                       [&](const StateId& state) { return reached.contains(state); });
  if (all_reached && !Walk(analysis, type, deadline.counts).finds_all())
    analysis.report(Severity::error, "Q392", spot, {deadline.id.value, joined(deadline.counts)},
                    deadline.cite);
}

}  // namespace

void check_reach(Analysis& analysis) {
  reach_all(analysis);
  for (const DocumentType& type : analysis.policy.documents) {
    const States& reached = analysis.reached.at(type.id);
    for (const Action& action : type.workflow.actions)
      if (analysis.takeable(type, action) && any_in(action.from, reached))
        report_waiting(analysis, type, action);
    for (const State& state : type.workflow.states) {
      if (reached.contains(state.id)) continue;
      analysis.report(Severity::note, "Q385", analysis.places.state(type, state.id), {state.id.value},
                      type.cite);
    }
  }
}

void check_counts(Analysis& analysis) {
  for (const DocumentType& type : analysis.policy.documents) {
    for (const Deadline& deadline : type.deadlines) check_deadline_counts(analysis, type, deadline);
    for (const Action& action : type.workflow.actions) {
      for (const StateId& from : action.from) {
        const State* state = type.workflow.state(from);
        if (state == nullptr || !state->final) continue;
        analysis.report(Severity::warning, "Q393", analysis.places.action(type, action, "from"),
                        {action.id.value, from.value}, action.cite);
      }
    }
  }
}

}  // namespace quyche::rules::analysis
