// Which states can be reached together: the analysis against every history of every small workflow,
// forgetting what the engine forgets (engine/school/evolve.cc).
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "rules/analysis/analyse.h"

namespace quyche::rules {
namespace {

constexpr int states = 4;
using Edges = std::vector<std::pair<int, int>>;
using Reached = std::vector<int>;  // in the order reached; the last is where the document is

StateId id(int n) { return StateId{"s" + std::to_string(n)}; }

Policy policy_of(const Edges& edges, const std::vector<int>& counts) {
  DocumentType type;
  type.id = DocumentTypeId{"t"};
  type.owner = RoleId{"r"};
  for (int n = 0; n < states; ++n) type.workflow.states.push_back({id(n), {}, false, false});
  for (const auto& [from, to] : edges) {
    Action action;
    action.id = ActionId{"a" + std::to_string(from) + std::to_string(to)};
    action.from = {id(from)};
    action.to = id(to);
    action.by = {RoleId{"r"}};
    type.workflow.actions.push_back(action);
  }
  Deadline deadline;
  deadline.id = DeadlineId{"d"};
  for (const int n : counts) deadline.counts.push_back(id(n));
  deadline.due.terms = {{Comparator::by, {YearlyDate{{9, 5}}, {}}, {}, {}}};
  type.deadlines = {deadline};
  Policy policy;
  policy.effective_from = *Date::from_civil(2024, 8, 1);
  policy.school_year_starts = {8, 1};
  policy.roles = {{RoleId{"r"}, {}, Within::school, {}, {}, {}}};
  policy.documents = {type};
  return policy;
}

// All that documents can have reached, by taking every action from every history.
std::set<Reached> histories(const Edges& edges) {
  std::set<Reached> seen{{0}};
  std::vector<Reached> open{{0}};
  while (!open.empty()) {
    const Reached now = open.back();
    open.pop_back();
    for (const auto& [from, to] : edges) {
      if (from != now.back()) continue;
      Reached next(now.begin(), std::find(now.begin(), now.end(), to));
      next.push_back(to);
      if (seen.insert(next).second) open.push_back(next);
    }
  }
  return seen;
}

bool never_met(const Policy& policy) {
  Findings findings;
  analyse(policy, yaml::Node{}, findings);
  const auto found = findings.sorted();
  return std::any_of(found.begin(), found.end(), [](const Diagnostic& one) { return one.code == "Q392"; });
}

TEST(DeadlineCounts, AreMetExactlyWhenSomeHistoryMeetsThem) {
  Edges all;
  for (int from = 0; from < states; ++from)
    for (int to = 0; to < states; ++to)
      if (from != to) all.emplace_back(from, to);
  std::size_t never = 0;
  for (unsigned chosen = 0; chosen < 1U << all.size(); ++chosen) {
    Edges edges;
    for (std::size_t i = 0; i < all.size(); ++i)
      if ((chosen >> i & 1U) != 0) edges.push_back(all[i]);
    const auto seen = histories(edges);
    const std::vector<int> counts = chosen % 2 == 0 ? std::vector<int>{1, 2} : std::vector<int>{1, 3, 2};
    const auto reached_some = [&](int n) {
      return std::any_of(seen.begin(), seen.end(),
                         [&](const Reached& r) { return std::find(r.begin(), r.end(), n) != r.end(); });
    };
    if (!std::all_of(counts.begin(), counts.end(), reached_some)) continue;  // Q385 speaks of that
    const bool met = std::any_of(seen.begin(), seen.end(), [&](const Reached& r) {
      return std::all_of(counts.begin(), counts.end(),
                         [&](int n) { return std::find(r.begin(), r.end(), n) != r.end(); });
    });
    never += met ? 0 : 1;
    ASSERT_EQ(never_met(policy_of(edges, counts)), !met) << chosen;
  }
  EXPECT_GT(never, 100U);
}

}  // namespace
}  // namespace quyche::rules
