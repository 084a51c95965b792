// Builds the tree from yaml-cpp's events and reports what is wrong with the content: repeated keys, keys that
// are no scalars, merge keys, size.
#pragma once

#include <cstddef>
#include <optional>

#include "rules/yaml/node.h"
#include "rules/yaml/outline.h"

namespace quyche::rules::yaml {

struct Tree {
  std::optional<Node> root;  // absent when the text could not be read to its end
  bool doubtful = false;     // something was reported that leaves the meaning open
};

[[nodiscard]] Tree build_tree(const SourcePtr& source, const Outline& outline, Findings& findings);

}  // namespace quyche::rules::yaml
