// A YAML tree with positions. Scalars stay text: `no`, `012`, `05/9` and `1e3` mean what they say until a
// schema types them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/source/source.h"

namespace quyche::rules::yaml {

enum class Kind { empty, scalar, sequence, mapping };

struct Entry;

struct Node {
  Kind kind = Kind::empty;     // empty: nothing was written after the key, or `~` / `null`
  std::string text;            // of a scalar, quotes and escapes resolved
  bool quoted = false;         // 'single' or "double"
  Span span;                   // of a scalar: its text as written; of a collection: its first character
  std::vector<Node> items;     // of a sequence
  std::vector<Entry> entries;  // of a mapping, in file order, keys distinct

  [[nodiscard]] const Node* find(std::string_view key) const;
};

// The node in one line, as flow YAML without quotes: for people.
[[nodiscard]] std::string flow_text(const Node& node);

struct Entry {
  Node key;  // always a scalar
  Node value;
};

}  // namespace quyche::rules::yaml
