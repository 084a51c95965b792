// Reading the shape of a YAML tree: each key once, of the right kind, with everything wrong reported in
// place. Internal to rules/policy and rules/calendar.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/policy/text.h"
#include "engine/time/instant.h"
#include "engine/time/week.h"
#include "rules/diagnostics/diagnostic.h"
#include "rules/yaml/node.h"

namespace quyche::rules {

using yaml::Node;

// Where reading stands: what to report to, and the names to report with.
struct Place {
  Findings& findings;
  std::string path;    // documents.lesson_plan.deadlines
  std::string clause;  // Điều 12

  [[nodiscard]] Place in(std::string_view key) const;
  [[nodiscard]] Place citing(std::string cite) const;
  void report(Severity severity, std::string code, const Span& span, std::vector<std::string> args = {},
              std::string suggestion = {}) const;
  void error(std::string code, const Node& at, std::vector<std::string> args = {},
             std::string suggestion = {}) const;
};

// The entries of a mapping, taken by key. finish() reports keys that nobody took, each with the nearest known
// one, and keys that were required and are absent; a required key that is only misspelt is reported once.
class Keys {
 public:
  // Reports when `node` is no mapping; then every take() gives null and finish() says nothing.
  Keys(const Node& node, const Place& place);
  [[nodiscard]] const Node* take(std::string_view key);
  [[nodiscard]] const Node* require(std::string_view key);  // null, and reported, when it is absent or empty
  void finish();
  [[nodiscard]] bool ok() const { return node_ != nullptr; }

 private:
  const Node* node_ = nullptr;
  const Node& where_;
  const Place& place_;
  std::vector<std::string_view> known_;
  std::vector<std::string_view> absent_;
};

// A scalar's text; reports another kind.
[[nodiscard]] std::optional<std::string> scalar(const Node& node, const Place& place);
// One scalar, or a list of scalars, as nodes; reports anything else and empty lists.
[[nodiscard]] std::vector<const Node*> scalars(const Node& node, const Place& place);
// Calls visit(key node, value node) for each entry of a mapping; reports another kind.
void each_entry(const Node& node, const Place& place,
                const std::function<void(const Node&, const Node&)>& visit);
// Calls visit for each item of a list; reports another kind.
void each_item(const Node& node, const Place& place, const std::function<void(const Node&)>& visit);

[[nodiscard]] Title title(const Node& node, const Place& place);  // text, or {vi, en}
// Whether a thing that can be written short, by its title alone, is: `Đã nộp` or `{vi: Đã nộp, en: Handed
// in}`.
[[nodiscard]] bool title_alone(const Node& node);
[[nodiscard]] bool flag(const Node& node, const Place& place);  // true or false
[[nodiscard]] std::optional<int> whole_number(const Node& node, const Place& place, int least, int most);
[[nodiscard]] Date date(const Node& node, const Place& place);             // 2024-09-01
[[nodiscard]] Week week(const Node& node, const Place& place);             // 2024-W41
[[nodiscard]] MonthDay day_of_year(const Node& node, const Place& place);  // 05/9: day, then month

[[nodiscard]] bool is_requirement_id(std::string_view text);  // S2-01

// The ids of requirements (S2-01) that something covers: checked here, and no part of what the policy means.
// Null where the key is absent.
void covers(const Node* node, const Place& place);

// Text that must follow the syntax of ids. What does not is reported and given as it is, so that what names
// it is not called unknown as well.
template <class T>
[[nodiscard]] T id(const Node& node, const Place& place) {
  const auto text = scalar(node, place);
  if (!text) return {};
  if (auto parsed = T::parse(*text)) return *parsed;
  place.error("Q204", node, {*text});
  return T{*text};
}

// A word out of a fixed set, into an enum with names_of.
template <class E>
[[nodiscard]] E word(const Node& node, const Place& place);

// Internal to word(): the index of `node`'s text in `names`, reported when it is not there.
[[nodiscard]] std::size_t word_index(const Node& node, const Place& place,
                                     const std::vector<std::string_view>& names);

template <class E>
E word(const Node& node, const Place& place) {
  const auto names = names_of(E{});
  return static_cast<E>(word_index(node, place, {names.begin(), names.end()}));
}

// Reports an id that is not among `known`, with the nearest one.
void unknown_name(const Place& place, std::string code, const Node& at, const std::string& text,
                  const std::vector<std::string>& known);

}  // namespace quyche::rules
