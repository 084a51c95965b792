// What adopting a policy would do, in words and as JSON.
#pragma once

#include <functional>
#include <string>

#include "adapters/cli/context.h"
#include "engine/replay/adopt.h"

namespace quyche::cli {

void print_adoption(Context& context, const Policy& policy, const PolicyId& id,
                    const AdoptionPreview& preview, const std::function<std::string(const PersonId&)>& name);
[[nodiscard]] json::Value adoption_json(const Policy& policy, const PolicyId& id,
                                        const AdoptionPreview& preview);

}  // namespace quyche::cli
