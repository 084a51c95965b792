#include "rules/coverage/covers.h"

#include <algorithm>

#include "rules/schema/shapes.h"

namespace quyche::rules::coverage {
namespace {

using schema::Form;
using schema::Key;
using schema::Shape;
using yaml::Kind;
using yaml::Node;

const Key* key_of(const Shape& shape, std::string_view name) {
  const auto at =
      std::find_if(shape.keys.begin(), shape.keys.end(), [&](const Key& key) { return key.name == name; });
  return at == shape.keys.end() ? nullptr : &*at;
}

// How many of a node's keys belong to the shape; what a part was meant to be shows in its keys.
std::ptrdiff_t fits(const Node& node, const Shape& shape) {
  if (shape.form == Form::list) return node.kind == Kind::sequence ? 0 : -1;
  if (shape.form != Form::mapping || node.kind != Kind::mapping) return -1;
  return std::count_if(node.entries.begin(), node.entries.end(),
                       [&](const yaml::Entry& entry) { return key_of(shape, entry.key.text) != nullptr; });
}

class Walk {
 public:
  using Visit = std::function<void(const std::string&, const Node&, const Node&)>;
  explicit Walk(const Visit& visit) : visit_(visit) {}

  void in(const Node& node, const Shape& shape, const Node& named_by, const std::string& path) {
    switch (shape.form) {
      case Form::mapping: return mapping(node, shape, named_by, path);
      case Form::map:
        for (const yaml::Entry& entry : node.entries)
          in(entry.value, *shape.item, entry.key, below(path, entry));
        return;
      case Form::list:
      case Form::one_or_more:
        for (const Node& item : node.items) in(item, *shape.item, named_by, path);
        return;
      case Form::either: {
        const auto better = [&](const Shape* a, const Shape* b) { return fits(node, *a) < fits(node, *b); };
        return in(node, **std::max_element(shape.among.begin(), shape.among.end(), better), named_by, path);
      }
      default: return;
    }
  }

 private:
  static std::string below(const std::string& path, const yaml::Entry& entry) {
    return path.empty() ? entry.key.text : path + "." + entry.key.text;
  }
  void mapping(const Node& node, const Shape& shape, const Node& named_by, const std::string& path) {
    for (const yaml::Entry& entry : node.entries) {
      const Key* key = key_of(shape, entry.key.text);
      if (key == nullptr) continue;
      if (key->name != "covers") {
        in(entry.value, *key->value, entry.key, below(path, entry));
        continue;
      }
      if (entry.value.kind == Kind::scalar) visit_(path, named_by, entry.value);
      for (const Node& item : entry.value.items)
        if (item.kind == Kind::scalar) visit_(path, named_by, item);
    }
  }

  const Visit& visit_;
};

}  // namespace

void each_covers(const Node& regulation, const Walk::Visit& visit) {
  Walk(visit).in(regulation, schema::regulation(), regulation, "");
}

}  // namespace quyche::rules::coverage
