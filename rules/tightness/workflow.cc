// Workflows: every way to a state through the lower workflow must be a way through the upper one, at least as
// strict. A lower state that the upper workflow does not have stands for the upper states it was entered
// from.
#include <map>

#include "rules/tightness/comparing.h"

namespace quyche::rules::tightness {
namespace {

using Images = std::map<StateId, std::set<StateId>>;

Images images_of(const Workflow& above, const Workflow& below) {
  Images images;
  for (const State& state : below.states)
    if (above.state(state.id) != nullptr) images[state.id] = {state.id};
  if (!below.states.empty() && !above.states.empty())
    images[below.states.front().id].insert(above.states.front().id);
  for (bool grew = true; grew;) {
    grew = false;
    for (const Action& action : below.actions) {
      if (above.state(action.to) != nullptr) continue;
      std::set<StateId>& to = images[action.to];
      const std::size_t before = to.size();
      for (const StateId& from : action.from) {
        const std::set<StateId> entered = images[from];
        to.insert(entered.begin(), entered.end());
      }
      grew = grew || to.size() != before;
    }
  }
  return images;
}

// How many actions lead from the first state to each other, at least.
std::map<StateId, int> depths(const Workflow& workflow) {
  std::map<StateId, int> depth{{workflow.states.front().id, 0}};
  for (bool grew = true; grew;) {
    grew = false;
    for (const Action& action : workflow.actions)
      for (const StateId& from : action.from) {
        const auto at = depth.find(from);
        if (at == depth.end()) continue;
        const auto [to, is_new] = depth.try_emplace(action.to, at->second + 1);
        if (!is_new && to->second <= at->second + 1) continue;
        to->second = at->second + 1;
        grew = true;
      }
  }
  return depth;
}

// Going back: from a state that is not final to one that is nearer to the start and not final.
bool goes_back(const Workflow& workflow, const StateId& from, const StateId& to) {
  const auto depth = depths(workflow);
  const auto is_final = [&](const StateId& id) {
    const State* state = workflow.state(id);
    return state == nullptr || state->final;
  };
  return depth.contains(from) && depth.contains(to) && depth.at(to) < depth.at(from) && !is_final(from) &&
         !is_final(to);
}

const Approvals* approvals_of(const Action& action) {
  for (const Requirement& need : action.needs)
    if (const auto* approvals = std::get_if<Approvals>(&need.what)) return approvals;
  return nullptr;
}

class WorkflowComparison {
 public:
  explicit WorkflowComparison(const TypePair& pair)
      : pair_(pair), above_(pair.above.workflow), below_(pair.below.workflow) {}

  void compare() {
    for (const State& state : above_.states) compare_state(state);
    const Images images = images_of(above_, below_);
    for (const State& state : below_.states) {
      const auto image = images.find(state.id);
      if (above_.state(state.id) != nullptr || !state.editable || image == images.end()) continue;
      for (const StateId& stands_for : image->second)
        if (!editable(above_, stands_for))
          report("Q378", {state.id.value, clause(), "-", "editable: true"}, state.id.value);
    }
    for (const Action& action : below_.actions)
      for (const StateId& from : action.from)
        if (const auto image = images.find(from); image != images.end())
          for (const StateId& stands_for : image->second) compare_way(action, stands_for);
  }

 private:
  static bool editable(const Workflow& workflow, const StateId& id) {
    const State* state = workflow.state(id);
    return state != nullptr && (state->editable || state == &workflow.states.front());
  }
  [[nodiscard]] std::string clause() const { return clause_words(pair_.above.cite); }
  void report(const char* code, std::vector<std::string> args, const std::string& key,
              const Clause* upper = nullptr) const {
    pair_.comparing.report(code, pair_.path("workflow.actions." + key), std::move(args),
                           upper == nullptr ? pair_.above.cite : *upper, "workflows.*.actions." + key);
  }

  void compare_state(const State& above) const {
    const State* below = below_.state(above.id);
    if (below == nullptr)
      return report("Q378", {above.id.value, clause(), above.id.value, "-"}, above.id.value);
    if (above.final != below->final)
      report("Q378",
             {above.id.value, clause(), above.final ? "final: true" : "final: false",
              below->final ? "final: true" : "final: false"},
             above.id.value);
    if (editable(below_, above.id) && !editable(above_, above.id))
      report("Q378", {above.id.value, clause(), "editable: false", "editable: true"}, above.id.value);
  }

  // One step below, that above goes from `from` (what it stands for) to where the action leads.
  void compare_way(const Action& below, const StateId& from) {
    if (above_.state(below.to) == nullptr || below.to == from) return;
    const Action* nearest = nullptr;
    for (const Action& above : above_.actions) {
      if (above.to != below.to || std::find(above.from.begin(), above.from.end(), from) == above.from.end())
        continue;
      if (stricter(below, above)) return;
      if (nearest == nullptr || above.id == below.id) nearest = &above;
    }
    // Going back is no way around what stands between.
    if (nearest == nullptr && goes_back(above_, from, below.to)) return;
    if (!said_.insert(below.id).second) return;
    if (nearest == nullptr)
      return report("Q374",
                    {title(below, Lang::vi), state(from, Lang::vi), state(below.to, Lang::vi), clause(),
                     title(below, Lang::en), state(from, Lang::en), state(below.to, Lang::en)},
                    below.id.value);
    explain(below, *nearest);
  }
  [[nodiscard]] bool stricter(const Action& below, const Action& above) const {
    return by_no_wider(below, above) &&
           (pair_.left("needs") || unmet(pair_.comparing, below.needs, above.needs) == nullptr) &&
           dropped(below.does, above.does) == nullptr;
  }
  // Where several people approve together, their rule says who, not the list of those who may begin.
  [[nodiscard]] bool by_no_wider(const Action& below, const Action& above) const {
    const Approvals* approvals = approvals_of(below);
    const bool together = approvals != nullptr && approvals->of == below.by && approvals_of(above) != nullptr;
    return together || no_wider(pair_.comparing, below.by, above.by);
  }
  void explain(const Action& below, const Action& above) const {
    const Comparing& c = pair_.comparing;
    if (!by_no_wider(below, above))
      report("Q372",
             {title(below, Lang::vi), type(Lang::vi), listed(c.below, below.by), listed(c.above, above.by),
              clause_words(above.cite), title(below, Lang::en), type(Lang::en)},
             below.id.value, &above.cite);
    const Requirement* need = pair_.left("needs") ? nullptr : unmet(c, below.needs, above.needs);
    if (need != nullptr)
      report("Q373",
             {title(below, Lang::vi), type(Lang::vi), said(*need), clause_words(need->cite),
              title(below, Lang::en), type(Lang::en)},
             below.id.value, &need->cite);
    if (const Effect* effect = dropped(below.does, above.does))
      report("Q377",
             {title(below, Lang::vi), type(Lang::vi), said(*effect), clause_words(above.cite),
              title(below, Lang::en), type(Lang::en)},
             below.id.value, &above.cite);
  }
  static std::string title(const Action& action, Lang lang) {
    return action.title.vi.empty() ? action.id.value : action.title.in(lang);
  }
  [[nodiscard]] std::string type(Lang lang) const { return pair_.above.title.in(lang); }
  [[nodiscard]] std::string state(const StateId& id, Lang lang) const {
    const State* state = above_.state(id);
    return state == nullptr || state->title.vi.empty() ? id.value : state->title.in(lang);
  }

  const TypePair& pair_;
  const Workflow& above_;
  const Workflow& below_;
  std::set<ActionId> said_;
};

}  // namespace

void compare_workflows(const TypePair& pair) {
  if (pair.above.workflow == pair.below.workflow) return;
  WorkflowComparison(pair).compare();
}

}  // namespace quyche::rules::tightness
