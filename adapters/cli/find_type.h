// A document type of a policy file, for commands that show one.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/cli/context.h"
#include "engine/policy/policy.h"

namespace quyche::cli {

struct FoundType {
  std::shared_ptr<const Policy> policy;
  const DocumentType* type = nullptr;
};

// In the policy as it is in force on `on`, by default on its first day. Nothing when the policy has errors or
// no such type; that has been said and the exit code is set.
[[nodiscard]] std::optional<FoundType> find_type(Context& context, const std::string& path,
                                                 const std::string& name, std::optional<Date> on = {});

}  // namespace quyche::cli
