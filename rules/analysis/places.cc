#include "rules/analysis/places.h"

#include <charconv>

namespace quyche::rules {
namespace {

using yaml::Kind;
using yaml::Node;

// The item that a key of digits names, or null.
const Node* item(const Node& node, const std::string& key) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
  const bool number = error == std::errc() && end == key.data() + key.size();
  if (node.kind != Kind::sequence || !number || index >= node.items.size()) return nullptr;
  return &node.items[index];
}

// What the caret stands under: the first key of a mapping in a list, else the item itself.
const Span& mark(const Node& node) {
  return node.kind == Kind::mapping && !node.entries.empty() ? node.entries.front().key.span : node.span;
}

const yaml::Entry* entry(const Node& node, const std::string& key) {
  for (const yaml::Entry& one : node.entries)
    if (one.key.text == key) return &one;
  return nullptr;
}

std::size_t size_of(const Node* list) {
  if (list == nullptr) return 0;
  return list->kind == Kind::sequence ? list->items.size() : list->entries.size();
}

// Effects are one mapping or a list of them; each entry is one effect.
std::size_t effects_in(const Node* node) {
  if (node == nullptr || node->kind != Kind::sequence) return size_of(node);
  std::size_t count = 0;
  for (const Node& mapping : node->items) count += mapping.entries.size();
  return count;
}

std::vector<std::string> plus(std::vector<std::string> keys, std::initializer_list<std::string> more) {
  keys.insert(keys.end(), more);
  return keys;
}

}  // namespace

Spot Places::at(const Keys& keys) const {
  Spot spot{"", root_.span};
  const Node* here = &root_;
  for (const std::string& key : keys) {
    if (const Node* found = item(*here, key)) {
      spot.span = mark(*found);
      here = found;
      continue;  // as elsewhere, a path has no numbers
    }
    const yaml::Entry* found = entry(*here, key);
    if (found == nullptr) break;
    spot.path += (spot.path.empty() ? "" : ".") + key;
    spot.span = found->key.span;
    here = &found->value;
  }
  return spot;
}

const Node* Places::node(const Keys& keys) const {
  const Node* here = &root_;
  for (const std::string& key : keys) {
    here = here->find(key);
    if (here == nullptr) return nullptr;
  }
  return here;
}

Places::Keys Places::workflow(const DocumentType& type) const {
  Keys keys{"documents", type.id.value, "workflow"};
  const Node* written = node(keys);
  if (written != nullptr && written->kind == Kind::scalar) return {"workflows", written->text};
  return keys;
}

Spot Places::state(const DocumentType& type, const StateId& state) const {
  return at(plus(workflow(type), {"states", state.value}));
}

Spot Places::action(const DocumentType& type, const Action& action, std::string_view key) const {
  Keys keys = plus(workflow(type), {"actions", action.id.value});
  if (!key.empty()) keys.emplace_back(key);
  return at(keys);
}

// Those of the workflow come first, then those that the document type adds, then its hooks.
Spot Places::need(const DocumentType& type, const Action& action, std::size_t index) const {
  const Keys own = plus(workflow(type), {"actions", action.id.value, "needs"});
  const Keys added{"documents", type.id.value, "needs", action.id.value};
  const std::size_t owns = size_of(node(own));
  if (index < owns) return at(plus(own, {std::to_string(index)}));
  if (index < owns + size_of(node(added))) return at(plus(added, {std::to_string(index - owns)}));
  return at({"documents", type.id.value, "hooks", action.id.value});
}

Spot Places::effect_in(const Keys& keys, std::size_t index) const {
  const Node* effects = node(keys);
  Spot spot = at(keys);
  if (effects == nullptr) return spot;
  const std::vector<Node> one{*effects};
  for (const Node& mapping : effects->kind == Kind::sequence ? effects->items : one) {
    if (index >= mapping.entries.size()) {
      index -= mapping.entries.size();
      continue;
    }
    spot.path += "." + mapping.entries[index].key.text;
    spot.span = mapping.entries[index].key.span;
    return spot;
  }
  return spot;
}

Spot Places::effect(const DocumentType& type, const Action& action, std::size_t index) const {
  const Keys own = plus(workflow(type), {"actions", action.id.value, "does"});
  const std::size_t owns = effects_in(node(own));
  if (index < owns) return effect_in(own, index);
  return effect_in({"documents", type.id.value, "does", action.id.value}, index - owns);
}

Spot Places::signing_need(const DocumentType& type, std::size_t index) const {
  return at({"documents", type.id.value, "signing", "needs", std::to_string(index)});
}

Spot Places::deadline(const DocumentType& type, const Deadline& deadline, std::string_view key) const {
  Keys keys{"documents", type.id.value, "deadlines", deadline.id.value};
  if (!key.empty()) keys.emplace_back(key);
  return at(keys);
}

Spot Places::missed_effect(const DocumentType& type, const Deadline& deadline, std::size_t index) const {
  return effect_in({"documents", type.id.value, "deadlines", deadline.id.value, "when_missed"}, index);
}

}  // namespace quyche::rules
