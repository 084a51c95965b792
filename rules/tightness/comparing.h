// What the parts of the comparison share. Internal to rules/tightness.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/policy/policy.h"
#include "rules/layers/layer.h"

namespace quyche::rules::tightness {

struct Comparing {
  const Policy& above;
  const Policy& below;
  const Layer& leaf;
  Findings& findings;

  // At the deepest node of the leaf's file along `path` (a dotted path), or along `otherwise`, where a `*`
  // stands for any key.
  void report(const char* code, const std::string& path, std::vector<std::string> args, const Clause& upper,
              const std::string& otherwise = {}) const;
};

// The document type that is compared.
struct TypePair {
  const Comparing& comparing;
  const DocumentType& above;
  const DocumentType& below;
  [[nodiscard]] std::string path(std::string_view key) const {
    return "documents." + above.id.value + "." + std::string(key);
  }
  // Whether the layer above left `slot` to the layers below.
  [[nodiscard]] bool left(std::string_view slot) const;
};

// "vn.primary-charter, Điều 21"
[[nodiscard]] std::string clause_words(const Clause& clause);

// people.cc
// Concrete roles behind names: groups by their members; `owner` and `actor` stand for themselves.
[[nodiscard]] std::set<std::string> people_behind(const Policy& policy, const std::vector<ActorName>& names);
// Whether everyone behind `lower` (of the policy below) is behind `upper` (of the one above).
[[nodiscard]] bool no_wider(const Comparing& c, const std::vector<ActorName>& lower,
                            const std::vector<ActorName>& upper);
void compare_people(const Comparing& c);

// needs.cc
[[nodiscard]] bool implies(const Comparing& c, const Requirement& lower, const Requirement& upper);
// The first requirement above that nothing in `lower` implies; null when there is none.
[[nodiscard]] const Requirement* unmet(const Comparing& c, const std::vector<Requirement>& lower,
                                       const std::vector<Requirement>& upper);
// The first effect above that `lower` lacks; null when there is none.
[[nodiscard]] const Effect* dropped(const std::vector<Effect>& lower, const std::vector<Effect>& upper);
[[nodiscard]] std::string said(const Requirement& need);  // as YAML writes it: attachment: plan
[[nodiscard]] std::string said(const Effect& effect);
[[nodiscard]] std::string listed(const std::vector<ActorName>& names);
// The same with the members of groups: board (principal, vice_principal).
[[nodiscard]] std::string listed(const Policy& policy, const std::vector<ActorName>& names);

// workflow.cc, deadlines.cc
void compare_workflows(const TypePair& pair);
void compare_deadlines(const TypePair& pair);

template <class T>
[[nodiscard]] bool holds_all(const std::vector<T>& whole, const std::vector<T>& part) {
  return std::all_of(part.begin(), part.end(), [&](const T& item) {
    return std::find(whole.begin(), whole.end(), item) != whole.end();
  });
}

}  // namespace quyche::rules::tightness
