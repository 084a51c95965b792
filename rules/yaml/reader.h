// Text to a YAML tree: a strict subset of YAML 1.2. One document; no anchors, aliases, merge keys or tags;
// keys are scalars and distinct; no tab anywhere but in a comment; valid UTF-8 without NUL or other control
// characters and without a byte order mark; at most limits::policy_bytes_max bytes, yaml_depth_max levels,
// yaml_nodes_max nodes.
#pragma once

#include <optional>

#include "rules/diagnostics/diagnostic.h"
#include "rules/yaml/node.h"

namespace quyche::rules::yaml {

// Reports everything wrong with the text to `findings` (Q1xx). A tree is returned only when there is no error
// that makes the tree doubtful; duplicate keys are reported, the first one is kept and reading goes on. Never
// throws; time and memory are bounded by the limits above, whatever the text.
[[nodiscard]] std::optional<Node> read(const SourcePtr& source, Findings& findings);

}  // namespace quyche::rules::yaml
