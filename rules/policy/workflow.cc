#include <algorithm>

#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

State lower_state(const Node& key, const Node& value, const Place& place) {
  State state;
  state.id = id<StateId>(key, place);
  if (title_alone(value)) {
    state.title = title(value, place);
    return state;
  }
  Keys keys(value, place);
  if (const Node* node = keys.require("title")) state.title = title(*node, place.in("title"));
  if (const Node* node = keys.take("final")) state.final = flag(*node, place.in("final"));
  if (const Node* node = keys.take("editable")) state.editable = flag(*node, place.in("editable"));
  keys.finish();
  return state;
}

const Approvals* approvals_of(const Action& action) {
  for (const Requirement& need : action.needs)
    if (const auto* approvals = std::get_if<Approvals>(&need.what)) return approvals;
  return nullptr;
}

Action lower_action(TypeContext& context, const Node& key, const Node& value, const Place& place) {
  Action action;
  action.id = id<ActionId>(key, place);
  Keys keys(value, place);
  action.cite = lower_cite(context.lowering, keys.take("cite"), place, context.type.cite);
  covers(keys.take("covers"), place);
  const Place here = place.citing(action.cite.article);
  if (const Node* node = keys.take("title")) action.title = title(*node, here.in("title"));
  if (const Node* node = keys.require("from"))
    action.from = lower_states_named(context, *node, here.in("from"));
  if (const Node* node = keys.require("to")) {
    const auto to = lower_states_named(context, *node, here.in("to"));
    if (!to.empty()) action.to = to.front();
    if (to.size() > 1) here.in("to").error("Q216", *node);
  }
  const Node* by = keys.take("by");
  if (by != nullptr) action.by = lower_actors(context.lowering, *by, here.in("by"), Special::owner);
  if (const Node* node = keys.take("needs"))
    action.needs = lower_needs(context, *node, here.in("needs"), action.cite);
  if (const Node* node = keys.take("does")) action.does = lower_effects(context, *node, here.in("does"));
  // Those whose approval an action needs are those who take it.
  const Approvals* approvals = by == nullptr ? approvals_of(action) : nullptr;
  if (approvals != nullptr)
    action.by = approvals->of;
  else
    (void)keys.require("by");
  keys.finish();
  return action;
}

Action* find_action(TypeContext& context, const Node& key, const Place& place) {
  for (Action& action : context.type.workflow.actions)
    if (action.id.value == key.text) return &action;
  if (!context.action_ids.empty()) unknown_name(place, "Q308", key, key.text, context.action_ids);
  return nullptr;
}

const Node* find_workflow(TypeContext& context, const Node& node, const Place& place) {
  if (node.kind == yaml::Kind::mapping) return &node;
  const auto name = scalar(node, place);
  if (!name) return nullptr;
  const Node* workflows = context.lowering.workflows;
  if (workflows != nullptr) {
    if (const Node* found = workflows->find(*name)) return found;
  }
  std::vector<std::string> known;
  if (workflows != nullptr)
    for (const yaml::Entry& entry : workflows->entries) known.push_back(entry.key.text);
  unknown_name(place, "Q303", node, *name, known);
  return nullptr;
}

}  // namespace

std::vector<StateId> lower_states_named(TypeContext& context, const Node& node, const Place& place) {
  std::vector<StateId> states;
  for (const Node* item : scalars(node, place)) {
    // Without states the workflow itself has been reported.
    if (!context.state_ids.empty() &&
        std::find(context.state_ids.begin(), context.state_ids.end(), item->text) == context.state_ids.end())
      unknown_name(place, "Q302", *item, item->text, context.state_ids);
    states.push_back(StateId{item->text});
  }
  return states;
}

void lower_workflow(TypeContext& context, const Node& node, const Place& place) {
  const Node* found = find_workflow(context, node, place);
  if (found == nullptr) return;
  const Place here = found == &node ? place : Place{place.findings, "workflows." + node.text, place.clause};
  Keys keys(*found, here);
  const Node* states = keys.require("states");
  const Node* actions = keys.require("actions");
  keys.finish();
  if (states == nullptr || actions == nullptr) return;
  each_entry(*states, here.in("states"), [&](const Node& key, const Node& value) {
    context.type.workflow.states.push_back(lower_state(key, value, here.in("states").in(key.text)));
    context.state_ids.push_back(key.text);
  });
  if (actions->kind == yaml::Kind::mapping)
    for (const yaml::Entry& entry : actions->entries) context.action_ids.push_back(entry.key.text);
  each_entry(*actions, here.in("actions"), [&](const Node& key, const Node& value) {
    context.type.workflow.actions.push_back(
        lower_action(context, key, value, here.in("actions").in(key.text)));
  });
  if (states->kind == yaml::Kind::mapping) check_graph(context, *states, here.in("states"));
}

void lower_additions(TypeContext& context, const Node* needs, const Node* does, const Node* hooks,
                     const Place& place) {
  if (needs != nullptr) {
    each_entry(*needs, place.in("needs"), [&](const Node& key, const Node& value) {
      const Place here = place.in("needs").in(key.text);
      Action* action = find_action(context, key, here);
      if (action == nullptr) return;
      for (Requirement& need : lower_needs(context, value, here, context.type.cite))
        action->needs.push_back(std::move(need));
    });
  }
  if (does != nullptr) {
    each_entry(*does, place.in("does"), [&](const Node& key, const Node& value) {
      const Place here = place.in("does").in(key.text);
      Action* action = find_action(context, key, here);
      if (action == nullptr) return;
      for (Effect& effect : lower_effects(context, value, here)) action->does.push_back(std::move(effect));
    });
  }
  if (hooks != nullptr) {
    each_entry(*hooks, place.in("hooks"), [&](const Node& key, const Node& value) {
      const Place here = place.in("hooks").in(key.text);
      Action* action = find_action(context, key, here);
      const auto script = lower_script(context.lowering, value, here);
      if (action != nullptr && script) action->needs.push_back({HookPasses{*script}, context.type.cite});
    });
  }
}

}  // namespace quyche::rules
