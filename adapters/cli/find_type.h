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

// Nothing when the policy has errors or no such type; that has been said and the exit code is set.
[[nodiscard]] std::optional<FoundType> find_type(Context& context, const std::string& path,
                                                 const std::string& name);

}  // namespace quyche::cli
