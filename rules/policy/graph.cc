// Is every state of a workflow reached, and does a way lead from every state to a final one?
#include <algorithm>
#include <set>

#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

using States = std::set<StateId>;

// Whether each action's states are there: what is missing has been reported, and would leave states
// unreached.
bool whole(const TypeContext& context) {
  const auto known = [&](const StateId& id) { return context.type.workflow.state(id) != nullptr; };
  const auto& actions = context.type.workflow.actions;
  return actions.size() == context.action_ids.size() &&
         std::all_of(actions.begin(), actions.end(), [&](const Action& action) {
           return known(action.to) && !action.from.empty() &&
                  std::all_of(action.from.begin(), action.from.end(), known);
         });
}

// Every state that following actions (forwards or backwards) from `from` leads to.
States closure(const Workflow& workflow, States from, bool forwards) {
  bool grew = true;
  while (grew) {
    grew = false;
    for (const Action& action : workflow.actions) {
      for (const StateId& source : action.from) {
        const StateId& start = forwards ? source : action.to;
        const StateId& end = forwards ? action.to : source;
        if (from.contains(start) && from.insert(end).second) grew = true;
      }
    }
  }
  return from;
}

}  // namespace

void check_graph(const TypeContext& context, const Node& states, const Place& place) {
  const Workflow& workflow = context.type.workflow;
  if (workflow.states.empty()) return place.error("Q215", states);
  States finals;
  for (const State& state : workflow.states)
    if (state.final) finals.insert(state.id);
  if (finals.empty()) return place.error("Q311", states);
  if (!whole(context)) return;
  const States reached = closure(workflow, {workflow.states.front().id}, true);
  const States finishing = closure(workflow, finals, false);
  for (const yaml::Entry& entry : states.entries) {
    const StateId state{entry.key.text};
    if (!reached.contains(state))
      place.in(state.value).error("Q309", entry.key, {state.value});
    else if (!finishing.contains(state))
      place.in(state.value).error("Q310", entry.key, {state.value});
  }
}

}  // namespace quyche::rules
