#include "rules/analysis/analyse.h"

#include "rules/analysis/analysis.h"

namespace quyche::rules {
void analyse(const Policy& policy, const yaml::Node& root, Findings& findings) {
  analysis::Analysis all{policy, Places(root), findings};
  const yaml::Node* level = root.find("level");
  all.roles_for_below = level != nullptr && (level->text == "nation" || level->text == "province");
  check_who(all);
  check_reach(all);
  check_counts(all);
  check_windows(all);
  check_chains(all);
  check_loops(all);
  check_names_and_roles(all);
}

}  // namespace quyche::rules
