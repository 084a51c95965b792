#include "adapters/cli/find_type.h"

#include <ostream>

#include "adapters/cli/named_file.h"
#include "rules/diagnostics/nearest.h"
#include "rules/policy/load.h"

namespace quyche::cli {

std::optional<FoundType> find_type(Context& context, const std::string& path, const std::string& name,
                                   std::optional<Date> on) {
  if (!policy_can_be_read(context, path)) return std::nullopt;
  rules::Findings findings;
  FoundType found;
  found.policy = rules::load_policy(path, findings, on);
  if (found.policy == nullptr) {
    if (context.json())
      context.print_json(json::Object{{"findings", findings_json(findings)}});
    else
      print_findings(context, findings);
    context.exit = Exit::findings;
    return std::nullopt;
  }
  found.type = found.policy->document(DocumentTypeId{name});
  if (found.type != nullptr) return found;
  std::vector<std::string_view> known;
  std::string list;
  for (const DocumentType& type : found.policy->documents) {
    known.push_back(type.id.value);
    list += (list.empty() ? "" : ", ") + type.id.value;
  }
  context.wrong_use("Q304", {name, list});
  if (const std::string near = rules::nearest(name, known); !near.empty())
    context.err << context.say("label.did_you_mean", {near}) << '\n';
  return std::nullopt;
}

}  // namespace quyche::cli
