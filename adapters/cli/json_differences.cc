#include "adapters/cli/json_differences.h"

#include <algorithm>
#include <set>

#include "engine/json/canonical.h"

namespace quyche::cli {
namespace {

void compare(const json::Value* left, const json::Value* right, const std::string& where,
             std::vector<JsonDifference>& out) {
  const auto text = [](const json::Value* value) { return value == nullptr ? "" : json::canonical(*value); };
  if (left != nullptr && right != nullptr) {
    if (*left == *right) return;
    if (left->object() != nullptr && right->object() != nullptr) {
      std::set<std::string> keys;
      for (const auto& [key, member] : *left->object()) keys.insert(key);
      for (const auto& [key, member] : *right->object()) keys.insert(key);
      for (const std::string& key : keys) {
        const auto at = [&](const json::Object& object) {
          const auto found = object.find(key);
          return found == object.end() ? nullptr : &found->second;
        };
        compare(at(*left->object()), at(*right->object()), where + "/" + key, out);
      }
      return;
    }
    if (left->array() != nullptr && right->array() != nullptr) {
      const json::Array& a = *left->array();
      const json::Array& b = *right->array();
      for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i)
        compare(i < a.size() ? &a[i] : nullptr, i < b.size() ? &b[i] : nullptr,
                where + "/" + std::to_string(i), out);
      return;
    }
  }
  out.push_back({where, text(left), text(right)});
}

}  // namespace

std::vector<JsonDifference> json_differences(const json::Value& left, const json::Value& right) {
  std::vector<JsonDifference> out;
  compare(&left, &right, "", out);
  return out;
}

}  // namespace quyche::cli
