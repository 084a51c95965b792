#include "rules/yaml/reader.h"

#include <utility>

#include "rules/yaml/bytes.h"
#include "rules/yaml/outline.h"
#include "rules/yaml/tree.h"

namespace quyche::rules::yaml {

std::optional<Node> read(const SourcePtr& source, Findings& findings) {
  const Bytes bytes = check_bytes(source, findings);
  if (bytes == Bytes::unreadable) return std::nullopt;
  const Outline shape = outline(source, findings);
  if (shape.broken) return std::nullopt;
  Tree tree = build_tree(source, shape, findings);
  if (bytes == Bytes::flawed || shape.flawed || tree.doubtful) return std::nullopt;
  return std::move(tree.root);
}

}  // namespace quyche::rules::yaml
