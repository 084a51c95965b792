#include "rules/yaml/node.h"

#include <algorithm>

namespace quyche::rules::yaml {

const Node* Node::find(std::string_view key) const {
  const auto at =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key.text == key; });
  return at == entries.end() ? nullptr : &at->value;
}

}  // namespace quyche::rules::yaml
