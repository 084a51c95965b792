#include "rules/layers/merge.h"

#include <algorithm>
#include <array>

#include "rules/layers/layer.h"

namespace quyche::rules {
namespace {

using yaml::Entry;
using yaml::Kind;
using yaml::Node;

bool is_own(std::string_view key) {
  return std::find(own_keys.begin(), own_keys.end(), key) != own_keys.end();
}

// Where merging stands: the keys from the root.
struct At {
  std::vector<std::string_view> keys;
  [[nodiscard]] bool in_document() const { return keys.size() == 2 && keys[0] == "documents"; }
  // documents.X.needs.ACTION
  [[nodiscard]] bool additions() const {
    return keys.size() == 4 && keys[0] == "documents" && keys[2] == "needs";
  }
  // documents.X.deadlines.Y
  [[nodiscard]] bool deadline() const {
    return keys.size() == 4 && keys[0] == "documents" && keys[2] == "deadlines";
  }
  // Where a title alone may stand for a mapping: roles.R, workflows.W.states.S, documents.D.workflow.states.S
  [[nodiscard]] bool titled() const {
    const std::size_t n = keys.size();
    return (n == 2 && keys[0] == "roles") || (n == 4 && keys[0] == "workflows" && keys[2] == "states") ||
           (n == 5 && keys[0] == "documents" && keys[2] == "workflow" && keys[3] == "states");
  }
  [[nodiscard]] bool whole() const {
    static constexpr std::array<std::string_view, 3> titles = {"title", "says", "not_encoded"};
    return !keys.empty() && std::find(titles.begin(), titles.end(), keys.back()) != titles.end();
  }
  [[nodiscard]] std::string path() const {
    std::string out;
    for (const std::string_view key : keys) {
      if (!out.empty()) out += '.';
      out += key;
    }
    return out;
  }
};

bool same_text(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() ||
      a.entries.size() != b.entries.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same_text(a.items[i], b.items[i])) return false;
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const Entry& entry) {
    const Node* other = b.find(entry.key.text);
    return other != nullptr && same_text(entry.value, *other);
  });
}

bool title_only(const Node& node) {
  return node.kind == Kind::scalar ||
         (node.kind == Kind::mapping && !node.entries.empty() &&
          std::all_of(node.entries.begin(), node.entries.end(),
                      [](const Entry& e) { return e.key.text == "vi" || e.key.text == "en"; }));
}

// `Đã nộp` as `{title: Đã nộp}`.
Node spelt_out(const Node& node) {
  if (!title_only(node)) return node;
  Node out;
  out.kind = Kind::mapping;
  out.span = node.span;
  Node key;
  key.kind = Kind::scalar;
  key.text = "title";
  key.span = node.span;
  out.entries.push_back({std::move(key), node});
  return out;
}

// The items of a list, or the one thing that stands for a list of one.
std::vector<Node> items_of(const Node& node) {
  if (node.kind == Kind::sequence) return node.items;
  if (node.kind == Kind::empty) return {};
  return {node};
}

class Merging {
 public:
  explicit Merging(std::vector<Replaced>& replaced) : replaced_(replaced) {}

  Node merge(const Node& upper, const Node& lower, const At& at) {
    if (at.additions()) return added(upper, lower);
    if (at.titled()) {
      const bool both_short = title_only(upper) && title_only(lower);
      if (!both_short) return join(spelt_out(upper), spelt_out(lower), at);
      if (!same_text(upper, lower)) note(upper, lower, at);
      return lower;
    }
    return join(upper, lower, at);
  }

 private:
  void note(const Node& upper, const Node& lower, const At& at) {
    replaced_.push_back({at.path(), lower.span, upper.span, flow_text(upper)});
  }
  Node join(const Node& upper, const Node& lower, const At& at) {
    if (upper.kind == Kind::mapping && lower.kind == Kind::mapping && !at.whole())
      return mapping(upper, lower, at);
    if (!same_text(upper, lower)) note(upper, lower, at);
    return lower;
  }

  static Node added(const Node& upper, const Node& lower) {
    Node out = lower;
    out.kind = Kind::sequence;
    out.text.clear();
    out.entries.clear();
    out.items = items_of(upper);
    for (const Node& item : items_of(lower)) {
      const bool there = std::any_of(out.items.begin(), out.items.end(),
                                     [&](const Node& known) { return same_text(known, item); });
      if (!there) out.items.push_back(item);
    }
    return out;
  }

  Node mapping(const Node& upper, const Node& lower, const At& at) {
    Node out = lower;
    out.entries.clear();
    for (const Entry& entry : upper.entries) {
      if (at.keys.empty() && is_own(entry.key.text)) continue;
      if (at.in_document() && is_slots(entry.key.text)) {
        add_slots(out, entry, lower);
        continue;
      }
      const Node* over = lower.find(entry.key.text);
      // How days are counted, and what it is called, belong to the line that counts them.
      const bool of_the_line = entry.key.text == "reading" || entry.key.text == "title";
      if (at.deadline() && of_the_line && over == nullptr && lower.find("due") != nullptr) continue;
      At inside = at;
      inside.keys.emplace_back(entry.key.text);
      out.entries.push_back({entry.key, over == nullptr ? entry.value : merge(entry.value, *over, inside)});
    }
    for (const Entry& entry : lower.entries)
      if (out.find(entry.key.text) == nullptr) out.entries.push_back(entry);
    return out;
  }

  static bool is_slots(std::string_view key) { return key == "open" || key == "delegated"; }

  // The upper's slots that the lower leaves as they are, then the lower's own.
  static void add_slots(Node& out, const Entry& upper, const Node& lower) {
    const Node* own = lower.find(upper.key.text);
    const std::vector<Node> listed = own == nullptr ? std::vector<Node>() : items_of(*own);
    Node slots = own == nullptr ? upper.value : *own;
    slots.kind = Kind::sequence;
    slots.text.clear();
    slots.items.clear();
    const auto lists = [&](const Node& slot) {
      return std::any_of(listed.begin(), listed.end(), [&](const Node& n) { return n.text == slot.text; });
    };
    for (const Node& slot : items_of(upper.value))
      if (lower.find(slot.text) == nullptr && !lists(slot)) slots.items.push_back(slot);
    for (const Node& slot : listed) slots.items.push_back(slot);
    if (!slots.items.empty()) out.entries.push_back({upper.key, std::move(slots)});
  }

  std::vector<Replaced>& replaced_;
};

}  // namespace

Merged merge_layers(const Node& upper, const Node& lower) {
  Merged merged;
  merged.tree = Merging(merged.replaced).merge(upper, lower, {});
  return merged;
}

}  // namespace quyche::rules
