// The `covers:` keys of a regulation's tree. Internal to rules/coverage.
#pragma once

#include <functional>
#include <string>

#include "rules/yaml/node.h"

namespace quyche::rules::coverage {

// Calls visit(path of the part, the part's key or the file's start, the id) for each id under a key `covers`,
// in the order of the file. What is a key and what a name of the author's choosing is told by rules/schema.
void each_covers(const yaml::Node& regulation,
                 const std::function<void(const std::string&, const yaml::Node&, const yaml::Node&)>& visit);

}  // namespace quyche::rules::coverage
