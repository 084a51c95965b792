#include "rules/policy/shape.h"

#include <algorithm>
#include <charconv>

#include "rules/diagnostics/nearest.h"

namespace quyche::rules {
namespace {

std::string kind_label(yaml::Kind kind, Lang lang) {
  switch (kind) {
    case yaml::Kind::empty: return render("kind.empty", lang);
    case yaml::Kind::scalar: return render("kind.scalar", lang);
    case yaml::Kind::sequence: return render("kind.sequence", lang);
    case yaml::Kind::mapping: return render("kind.mapping", lang);
  }
  return {};
}

void wrong_kind(const Place& place, const Node& node, yaml::Kind wanted) {
  place.error("Q201", node,
              {kind_label(wanted, Lang::vi), kind_label(node.kind, Lang::vi), kind_label(wanted, Lang::en),
               kind_label(node.kind, Lang::en)});
}

std::string list_of(const std::vector<std::string_view>& names) {
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

std::optional<int> parse_int(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// [A-Z][A-Z0-9]*-[0-9]+
}  // namespace

Place Place::in(std::string_view key) const {
  return {findings, path.empty() ? std::string(key) : path + "." + std::string(key), clause};
}

Place Place::citing(std::string cite) const { return {findings, path, std::move(cite)}; }

void Place::report(Severity severity, std::string code, const Span& span, std::vector<std::string> args,
                   std::string suggestion) const {
  findings.add({std::move(code), severity, span, std::move(args), path, clause, std::move(suggestion)});
}

void Place::error(std::string code, const Node& at, std::vector<std::string> args,
                  std::string suggestion) const {
  report(Severity::error, std::move(code), at.span, std::move(args), std::move(suggestion));
}

Keys::Keys(const Node& node, const Place& place) : where_(node), place_(place) {
  if (node.kind == yaml::Kind::mapping)
    node_ = &node;
  else
    wrong_kind(place, node, yaml::Kind::mapping);
}

const Node* Keys::take(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
  return node_ == nullptr ? nullptr : node_->find(key);
}

const Node* Keys::require(std::string_view key) {
  const Node* value = take(key);
  if (node_ != nullptr && value == nullptr) absent_.push_back(key);
  if (value == nullptr || value->kind != yaml::Kind::empty) return value;
  place_.error("Q203", *value, {std::string(key)});
  return nullptr;
}

void Keys::finish() {
  if (node_ == nullptr) return;
  for (const yaml::Entry& entry : node_->entries) {
    if (std::find(known_.begin(), known_.end(), entry.key.text) != known_.end()) continue;
    std::string near = nearest(entry.key.text, known_);
    std::erase(absent_, near);
    place_.error("Q202", entry.key, {entry.key.text, list_of(known_)}, std::move(near));
  }
  for (const std::string_view key : absent_) place_.error("Q203", where_, {std::string(key)});
}

std::optional<std::string> scalar(const Node& node, const Place& place) {
  if (node.kind == yaml::Kind::scalar) return node.text;
  wrong_kind(place, node, yaml::Kind::scalar);
  return std::nullopt;
}

std::vector<const Node*> scalars(const Node& node, const Place& place) {
  if (node.kind == yaml::Kind::scalar) return {&node};
  std::vector<const Node*> out;
  if (node.kind != yaml::Kind::sequence) {
    wrong_kind(place, node, yaml::Kind::sequence);
    return out;
  }
  if (node.items.empty()) place.error("Q215", node);
  for (const Node& item : node.items)
    if (scalar(item, place)) out.push_back(&item);
  return out;
}

void each_entry(const Node& node, const Place& place,
                const std::function<void(const Node&, const Node&)>& visit) {
  if (node.kind != yaml::Kind::mapping) return wrong_kind(place, node, yaml::Kind::mapping);
  for (const yaml::Entry& entry : node.entries) visit(entry.key, entry.value);
}

void each_item(const Node& node, const Place& place, const std::function<void(const Node&)>& visit) {
  if (node.kind != yaml::Kind::sequence) return wrong_kind(place, node, yaml::Kind::sequence);
  for (const Node& item : node.items) visit(item);
}

bool title_alone(const Node& node) {
  return node.kind != yaml::Kind::mapping || node.find("vi") != nullptr || node.find("en") != nullptr;
}

Title title(const Node& node, const Place& place) {
  if (node.kind != yaml::Kind::mapping) {
    auto text = scalar(node, place);
    return text ? Title(std::move(*text)) : Title();
  }
  Title out;
  Keys keys(node, place);
  if (const Node* vi = keys.require("vi")) out.vi = scalar(*vi, place.in("vi")).value_or("");
  if (const Node* en = keys.take("en")) out.en = scalar(*en, place.in("en")).value_or("");
  keys.finish();
  return out;
}

bool flag(const Node& node, const Place& place) { return word_index(node, place, {"false", "true"}) == 1; }

std::optional<int> whole_number(const Node& node, const Place& place, int least, int most) {
  const auto text = scalar(node, place);
  if (!text) return std::nullopt;
  const auto value = parse_int(*text);
  if (value && *value >= least && *value <= most) return value;
  place.error("Q207", node, {*text, std::to_string(least), std::to_string(most)});
  return std::nullopt;
}

Date date(const Node& node, const Place& place) {
  const auto text = scalar(node, place);
  if (!text) return {};
  if (const auto parsed = Date::parse(*text)) return *parsed;
  place.error("Q205", node, {*text, "2024-09-01"});
  return {};
}

Week week(const Node& node, const Place& place) {
  const auto text = scalar(node, place);
  if (!text) return {};
  if (const auto parsed = Week::parse(*text)) return *parsed;
  place.error("Q205", node, {*text, "2024-W41"});
  return {};
}

MonthDay day_of_year(const Node& node, const Place& place) {
  const auto text = scalar(node, place);
  if (!text) return {};
  const std::size_t slash = text->find('/');
  if (slash != std::string::npos) {
    const auto day = parse_int(std::string_view(*text).substr(0, slash));
    const auto month = parse_int(std::string_view(*text).substr(slash + 1));
    if (day && month && Date::from_civil(2000, *month, *day)) return {*month, *day};
  }
  place.error("Q205", node, {*text, "05/9"});
  return {};
}

bool is_requirement_id(std::string_view text) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos || dash == 0 || dash + 1 == text.size() || !upper(text[0])) return false;
  const std::string_view source = text.substr(0, dash);
  const std::string_view number = text.substr(dash + 1);
  return std::all_of(source.begin(), source.end(), [&](char c) { return upper(c) || digit(c); }) &&
         std::all_of(number.begin(), number.end(), digit);
}

void covers(const Node* node, const Place& place) {
  if (node == nullptr) return;
  const Place here = place.in("covers");
  for (const Node* item : scalars(*node, here))
    if (!is_requirement_id(item->text)) here.error("Q232", *item, {item->text});
}

std::size_t word_index(const Node& node, const Place& place, const std::vector<std::string_view>& names) {
  const auto text = scalar(node, place);
  if (!text) return 0;
  const auto at = std::find(names.begin(), names.end(), *text);
  if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
  place.error("Q206", node, {*text, list_of(names)}, nearest(*text, names));
  return 0;
}

void unknown_name(const Place& place, std::string code, const Node& at, const std::string& text,
                  const std::vector<std::string>& known) {
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  place.error(std::move(code), at, {text, known.empty() ? "-" : list_of(candidates)},
              nearest(text, candidates));
}

}  // namespace quyche::rules
