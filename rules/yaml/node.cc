#include "rules/yaml/node.h"

#include <algorithm>

namespace quyche::rules::yaml {

const Node* Node::find(std::string_view key) const {
  const auto at =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key.text == key; });
  return at == entries.end() ? nullptr : &at->value;
}

std::string flow_text(const Node& node) {
  std::string out;
  switch (node.kind) {
    case Kind::empty: return "~";
    case Kind::scalar: return node.text;
    case Kind::sequence:
      for (const Node& item : node.items) out += (out.empty() ? "" : ", ") + flow_text(item);
      return "[" + out + "]";
    case Kind::mapping:
      for (const Entry& entry : node.entries)
        out += (out.empty() ? "" : ", ") + entry.key.text + ": " + flow_text(entry.value);
      return "{" + out + "}";
  }
  return out;
}

}  // namespace quyche::rules::yaml
