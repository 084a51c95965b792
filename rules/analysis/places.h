// Where a part of a policy stands in its YAML. Follows workflow names, and knows that an action's needs and
// effects stand partly in the workflow and partly in the document type. Internal to rules/analysis.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/policy/policy.h"
#include "rules/yaml/node.h"

namespace quyche::rules {

struct Spot {
  std::string path;  // documents.plan.deadlines.in_time
  Span span;
};

class Places {
 public:
  explicit Places(const yaml::Node& root) : root_(root) {}

  // The key at `keys`, or the deepest one of them that is written. A number is an item of a list.
  [[nodiscard]] Spot at(const std::vector<std::string>& keys) const;
  [[nodiscard]] Spot state(const DocumentType& type, const StateId& state) const;
  [[nodiscard]] Spot action(const DocumentType& type, const Action& action, std::string_view key = {}) const;
  // The `index`-th of an action's needs or effects.
  [[nodiscard]] Spot need(const DocumentType& type, const Action& action, std::size_t index) const;
  [[nodiscard]] Spot effect(const DocumentType& type, const Action& action, std::size_t index) const;
  [[nodiscard]] Spot signing_need(const DocumentType& type, std::size_t index) const;
  [[nodiscard]] Spot deadline(const DocumentType& type, const Deadline& deadline,
                              std::string_view key = {}) const;
  [[nodiscard]] Spot missed_effect(const DocumentType& type, const Deadline& deadline,
                                   std::size_t index) const;

 private:
  using Keys = std::vector<std::string>;
  [[nodiscard]] Keys workflow(const DocumentType& type) const;  // of the workflow, where it is written
  [[nodiscard]] Spot effect_in(const Keys& keys, std::size_t index) const;
  [[nodiscard]] const yaml::Node* node(const Keys& keys) const;

  const yaml::Node& root_;
};

}  // namespace quyche::rules
