#include "rules/analysis/analyse.h"

#include "rules/analysis/analysis.h"

namespace quyche::rules {
namespace {

bool has_needs(const DocumentType& type) {
  for (const Action& action : type.workflow.actions)
    if (!action.needs.empty()) return true;
  return false;
}

bool empty_slot(const DocumentType& type, const std::string& slot) {
  if (slot == "deadlines") return type.deadlines.empty();
  if (slot == "duty") return !type.duty;
  if (slot == "workflow") return type.workflow.states.empty();
  if (slot == "needs") return !has_needs(type);
  if (slot == "signing") return !type.signing;
  if (slot == "fields") return type.fields.empty();
  if (slot == "attachments") return type.attachments.empty();
  if (slot == "paper_steps") return type.paper_steps.empty();
  return false;
}

}  // namespace

void analyse(const Policy& policy, const yaml::Node& root, Findings& findings) {
  analysis::Analysis all{policy, Places(root), findings};
  check_who(all);
  check_reach(all);
  check_counts(all);
  check_windows(all);
  check_chains(all);
  check_loops(all);
  check_names_and_roles(all);
  const yaml::Node* level = root.find("level");
  if (level != nullptr && level->text == "school") check_delegated(policy, root, Severity::error, findings);
}

void check_delegated(const Policy& policy, const yaml::Node& root, Severity severity, Findings& findings) {
  const analysis::Analysis one{policy, Places(root), findings};
  for (const DocumentType& type : policy.documents) {
    for (const std::string& slot : type.delegated) {
      if (!empty_slot(type, slot)) continue;
      one.report(severity, "Q398", one.places.at({"documents", type.id.value, "delegated"}),
                 {slot, type.id.value}, type.cite);
    }
  }
}

}  // namespace quyche::rules
