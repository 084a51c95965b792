// What the names in a case stand for.
#include <algorithm>

#include "rules/diagnostics/nearest.h"
#include "rules/policy_test/reading.h"

namespace quyche::rules::policy_test {
namespace {

template <class Visit>
void each_policy(const Reading& reading, Visit visit) {
  visit(*reading.one.policy);
  for (const auto& policy : reading.one.later) visit(*policy);
}

std::vector<const DocumentType*> types_named(const Reading& reading, const DocumentTypeId& id) {
  std::vector<const DocumentType*> types;
  each_policy(reading, [&](const Policy& policy) {
    if (const DocumentType* type = policy.document(id)) types.push_back(type);
  });
  return types;
}

template <class Names>
std::vector<std::string> texts(const Names& names) {
  std::vector<std::string> out;
  for (const auto& name : names) out.push_back(name.value);
  return out;
}

// Keys that stand beside the one that tells the kind.
bool is_companion(std::string_view key) {
  constexpr std::string_view companions[] = {"at", "by", "to", "as", "of", "for", "cite"};
  return std::find(std::begin(companions), std::end(companions), key) != std::end(companions);
}

// The type in an id that quyche gave: `violation_record-3`. Empty when it is none.
DocumentTypeId numbered_type(std::string_view id) {
  const std::size_t dash = id.rfind('-');
  if (dash == std::string_view::npos || dash + 1 == id.size()) return {};
  const bool number = std::all_of(id.begin() + static_cast<std::ptrdiff_t>(dash) + 1, id.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  return number ? DocumentTypeId{std::string(id.substr(0, dash))} : DocumentTypeId{};
}

}  // namespace

PersonId person(const Reading& reading, const Node& node, const Place& place) {
  const auto text = scalar(node, place);
  if (!text) return {};
  const PersonId id{*text};
  if (!reading.people.contains(id)) unknown_name(place, "Q244", node, *text, texts(reading.people));
  return id;
}

NamedDocument document(const Reading& reading, const Node& node, const Place& place) {
  const auto text = scalar(node, place);
  if (!text) return {};
  NamedDocument named{DocumentId{*text}, {}};
  const auto at = reading.documents.find(named.id);
  const bool known_here = at != reading.documents.end();
  named.types = types_named(reading, known_here ? at->second : numbered_type(*text));
  if (!named.types.empty() || known_here) return named;  // a type that means nothing was reported there
  std::vector<std::string> known;
  for (const auto& [id, type] : reading.documents) known.push_back(id.value);
  unknown_name(place, "Q245", node, *text, known);
  return named;
}

std::vector<const DocumentType*> document_type(const Reading& reading, const Node& node, const Place& place) {
  const auto text = scalar(node, place);
  if (!text) return {};
  auto types = types_named(reading, DocumentTypeId{*text});
  if (!types.empty()) return types;
  std::vector<std::string> known;
  each_policy(reading, [&](const Policy& policy) {
    for (const DocumentType& type : policy.documents) known.push_back(type.id.value);
  });
  unknown_name(place, "Q304", node, *text, known);
  return types;
}

WantedClause cite(const Reading& reading, const Node& node, const Place& place) {
  if (node.kind != yaml::Kind::mapping)
    return {{reading.suite.regulation, scalar(node, place).value_or("")}, node.span};
  // `{vn.primary-charter: Điều 21}`: the clause of another regulation.
  if (node.entries.size() != 1) {
    place.error("Q205", node, {"{…}", "{vn.charter: Điều 21}"});
    return {{}, node.span};
  }
  const yaml::Entry& entry = node.entries.front();
  return {{id<RegulationId>(entry.key, place), scalar(entry.value, place).value_or("")}, entry.value.span};
}

std::optional<std::string_view> one_kind(const Node& node, const Place& place,
                                         const std::vector<std::string_view>& kinds) {
  std::vector<std::string_view> found;
  for (const std::string_view kind : kinds)
    if (node.find(kind) != nullptr) found.push_back(kind);
  if (found.size() == 1) return found.front();
  std::string list;
  for (const std::string_view kind : kinds) list += (list.empty() ? "" : ", ") + std::string(kind);
  // What is written instead of a kind is, as likely as not, a misspelt one.
  const auto misspelt = std::find_if(node.entries.begin(), node.entries.end(), [&](const yaml::Entry& entry) {
    return found.empty() && !is_companion(entry.key.text) && !nearest(entry.key.text, kinds).empty();
  });
  if (misspelt != node.entries.end())
    place.error("Q246", misspelt->key, {list}, nearest(misspelt->key.text, kinds));
  else
    place.error("Q246", node, {list});
  return std::nullopt;
}

}  // namespace quyche::rules::policy_test
