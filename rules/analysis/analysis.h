// The checks of analyse(), one .cc each. Internal to rules/analysis.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rules/analysis/places.h"
#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules::analysis {

using States = std::set<StateId>;

// What the checks share, and what one finds out for those after it.
struct Analysis {
  const Policy& policy;
  Places places;
  Findings& findings;
  // Actions that no person can ever take, whatever the state of the school (who.cc).
  std::set<std::pair<DocumentTypeId, ActionId>> nobody = {};
  // States that documents of a type can come to, given who can act and what waits for what (reach.cc).
  std::map<DocumentTypeId, States> reached = {};
  bool roles_for_below = false;  // a nation or province names roles for the layers below it

  [[nodiscard]] bool takeable(const DocumentType& type, const Action& action) const {
    return !nobody.contains({type.id, action.id});
  }
  void report(Severity severity, std::string code, const Spot& spot, std::vector<std::string> args,
              const Clause& clause) const {
    findings.add({std::move(code), severity, spot.span, std::move(args), spot.path, clause.article, ""});
  }
};

void check_who(Analysis& analysis);              // Q380 to Q383, Q399: people
void check_reach(Analysis& analysis);            // Q384, Q385: states; needs check_who
void check_counts(Analysis& analysis);           // Q391 to Q393; needs check_reach
void check_windows(Analysis& analysis);          // Q386, Q399: a line that closes before it opens
void check_chains(Analysis& analysis);           // Q387, Q388: what comes too late for what waits for it
void check_loops(Analysis& analysis);            // Q389, Q390: effects
void check_names_and_roles(Analysis& analysis);  // Q394 to Q397

// The roles that people hold: a group stands for its members, `owner` for who may own the type.
[[nodiscard]] std::set<RoleId> roles_behind(const Policy& policy, const DocumentType& type,
                                            const ActorName& actor);
[[nodiscard]] inline bool is_owner(const ActorName& actor) { return actor.value == actor_owner; }

// The states that are come to from `from` by the actions for which `may` holds.
template <class May>
[[nodiscard]] States closure(const Workflow& workflow, States from, May may) {
  for (bool grew = true; grew;) {
    grew = false;
    for (const Action& action : workflow.actions) {
      if (from.contains(action.to) || !may(action)) continue;
      for (const StateId& start : action.from) {
        if (!from.contains(start)) continue;
        from.insert(action.to);
        grew = true;
        break;
      }
    }
  }
  return from;
}

[[nodiscard]] std::string joined(const auto& ids) {
  std::string out;
  for (const auto& id : ids) out += (out.empty() ? "" : ", ") + id.value;
  return out;
}

}  // namespace quyche::rules::analysis
