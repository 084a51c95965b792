// Who: roles, groups and those who administer.
#include "rules/tightness/comparing.h"

namespace quyche::rules::tightness {
namespace {

void compare_role(const Comparing& c, const Role& above) {
  const Role* below = c.below.role(above.id);
  if (below == nullptr) return;  // nothing can be taken away by merging
  const std::string path = "roles." + above.id.value;
  if (above.within != below->within)
    c.report("Q378", path + ".within",
             {above.id.value, clause_words(above.cite), above.within == Within::unit ? "unit" : "school",
              below->within == Within::unit ? "unit" : "school"},
             above.cite);
  if (above.any_of.empty() != below->any_of.empty() || !holds_all(above.any_of, below->any_of))
    c.report("Q378", path + ".any_of",
             {above.id.value, clause_words(above.cite), listed(above.any_of), listed(below->any_of)},
             above.cite);
  if (!holds_all(above.delegate_to, below->delegate_to))
    c.report(
        "Q378", path + ".delegate_to",
        {above.id.value, clause_words(above.cite), listed(above.delegate_to), listed(below->delegate_to)},
        above.cite);
}

void compare_power(const Comparing& c, const Power& above, const Power& below, const std::string& key) {
  if (above.by.empty() || no_wider(c, below.by, above.by)) return;
  c.report("Q378", "administration." + key + ".by",
           {"administration." + key, clause_words(above.cite), listed(c.above, above.by),
            listed(c.below, below.by)},
           above.cite);
}

}  // namespace

std::set<std::string> people_behind(const Policy& policy, const std::vector<ActorName>& names) {
  std::set<std::string> people;
  for (const ActorName& name : names) {
    const Role* role = policy.role(name);
    if (role == nullptr || role->any_of.empty())
      people.insert(name.value);
    else
      for (const RoleId& member : role->any_of) people.insert(member.value);
  }
  return people;
}

bool no_wider(const Comparing& c, const std::vector<ActorName>& lower, const std::vector<ActorName>& upper) {
  const std::set<std::string> below = people_behind(c.below, lower);
  const std::set<std::string> above = people_behind(c.above, upper);
  return std::includes(above.begin(), above.end(), below.begin(), below.end());
}

void compare_people(const Comparing& c) {
  for (const Role& role : c.above.roles) compare_role(c, role);
  compare_power(c, c.above.administration.people, c.below.administration.people, "people");
  compare_power(c, c.above.administration.policy, c.below.administration.policy, "policy");
}

}  // namespace quyche::rules::tightness
