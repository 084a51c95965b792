#include "rules/layers/layer.h"

#include <algorithm>

#include "rules/policy/shape.h"
#include "rules/yaml/reader.h"

namespace quyche::rules {
namespace {

void read_requirements(const Node& node, const Place& place) {
  each_entry(node, place, [&](const Node& key, const Node& value) {
    const Place here = place.in(key.text);
    if (!is_requirement_id(key.text)) here.error("Q232", key, {key.text});
    Keys keys(value, here);
    if (const Node* cite = keys.require("cite")) (void)scalar(*cite, here.in("cite"));
    if (const Node* says = keys.require("says")) (void)title(*says, here.in("says"));
    if (const Node* reason = keys.take("not_encoded")) (void)title(*reason, here.in("not_encoded"));
    keys.finish();
  });
}

Period read_effective(const Node& node, const Place& place) {
  Period period;
  Keys keys(node, place);
  if (const Node* from = keys.require("from")) period.from = date(*from, place.in("from"));
  if (const Node* to = keys.take("to")) {
    period.to = date(*to, place.in("to"));
    if (*period.to < period.from) place.in("to").error("Q332", *to);
  }
  keys.finish();
  return period;
}

}  // namespace

std::optional<Period> both(const Period& a, const Period& b) {
  Period out{std::max(a.from, b.from), a.to};
  if (b.to && (!out.to || *b.to < *out.to)) out.to = b.to;
  if (out.to && *out.to < out.from) return std::nullopt;
  return out;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

Span Layer::span_of(std::string_view key) const {
  const yaml::Node* value = tree.find(key);
  return value == nullptr ? tree.span : value->span;
}

LayerPtr read_layer(const SourcePtr& source, Findings& findings) {
  const std::size_t errors = findings.errors();
  auto tree = yaml::read(source, findings);
  if (!tree) return nullptr;
  Layer layer;
  layer.source = source;
  const Place place{findings, "", ""};
  if (tree->kind != yaml::Kind::mapping) {
    Keys keys(*tree, place);  // says what is wrong
    return nullptr;
  }
  Keys keys(*tree, place);
  if (const Node* node = keys.require("regulation"))
    layer.id = id<RegulationId>(*node, place.in("regulation"));
  if (const Node* node = keys.take("level")) layer.level = word<Level>(*node, place.in("level"));
  if (const Node* node = keys.take("under")) layer.under = id<RegulationId>(*node, place.in("under"));
  if (const Node* node = keys.require("effective"))
    layer.effective = read_effective(*node, place.in("effective"));
  if (const Node* node = keys.take("open_documents"))
    layer.open_documents = word<OpenDocuments>(*node, place.in("open_documents"));
  covers(keys.take("covers"), place);
  if (const Node* node = keys.take("requirements")) read_requirements(*node, place.in("requirements"));
  for (const std::string_view key : shared_keys) (void)keys.take(key);
  keys.finish();
  layer.sound = findings.errors() == errors;
  layer.tree = std::move(*tree);
  return std::make_shared<const Layer>(std::move(layer));
}

}  // namespace quyche::rules
