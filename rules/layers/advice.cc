#include "rules/layers/advice.h"

#include <algorithm>
#include <string>
#include <vector>

namespace quyche::rules {
namespace {

const std::vector<std::string_view> subjects = {"paper_steps", "duty"};

// One norm, read without reporting: check_advice has reported.
struct Advice {
  std::string_view what;
  std::string of;                   // of a duty: whose
  std::vector<std::string> except;  // document types
  std::string clause;
  Title title;
  RegulationId regulation;
};

std::vector<std::string> texts(const Node* node) {
  std::vector<std::string> out;
  if (node == nullptr) return out;
  if (node->kind == yaml::Kind::scalar) out.push_back(node->text);
  for (const Node& item : node->items) out.push_back(item.text);
  return out;
}

std::string text(const Node* node) { return node == nullptr ? "" : node->text; }

std::vector<Advice> advice_of(const Layer& layer) {
  std::vector<Advice> out;
  const Node* all = layer.tree.find("advises_against");
  if (all == nullptr) return out;
  Findings unheard;
  const Place quiet{unheard, "", ""};
  for (const yaml::Entry& entry : all->entries) {
    const Node& node = entry.value;
    const Node* what = node.find("what");
    const Node* named = node.find("title");
    if (what == nullptr) continue;
    out.push_back({what->text == subjects[0] ? subjects[0] : subjects[1], text(node.find("of")),
                   texts(node.find("except")), text(node.find("cite")),
                   named == nullptr ? Title(entry.key.text) : title(*named, quiet), layer.id});
  }
  return out;
}

// The node at documents.TYPE.KEY of the layer's own file; null when the layer does not write it.
const Node* own(const Layer& layer, const DocumentTypeId& type, std::string_view key) {
  const Node* documents = layer.tree.find("documents");
  const Node* document = documents == nullptr ? nullptr : documents->find(type.value);
  return document == nullptr ? nullptr : document->find(key);
}

const std::string& cite_of(const DocumentType& type, std::string_view what) {
  if (what == "duty" && type.duty && !type.duty->cite.empty()) return type.duty->cite.article;
  if (what == "paper_steps")
    for (const PaperStep& step : type.paper_steps)
      if (!step.cite.empty()) return step.cite.article;
  return type.cite.article;
}

void hold_against(const Advice& advice, const Policy& policy, const Layer& leaf, Findings& findings) {
  for (const DocumentType& type : policy.documents) {
    const Node* written = own(leaf, type.id, advice.what);
    if (written == nullptr) continue;
    if (std::find(advice.except.begin(), advice.except.end(), type.id.value) != advice.except.end()) continue;
    if (advice.what == "duty" && !advice.of.empty() &&
        !(type.duty && policy.counts_as(type.duty->each, RoleId{advice.of})))
      continue;
    const std::string& cite = cite_of(type, advice.what);
    findings.add(
        {"Q371",
         Severity::warning,
         written->span,
         {type.title.vi, type.title.en.empty() ? type.title.vi : type.title.en, cite, advice.title.vi,
          advice.title.in(Lang::en), advice.regulation.value, advice.clause, policy.effective_from.text()},
         "documents." + type.id.value + "." + std::string(advice.what),
         cite,
         ""});
  }
}

}  // namespace

void check_advice(Lowering& lowering, const Node& node, const Place& place) {
  const std::vector<std::string>& types = lowering.document_ids;
  each_entry(node, place, [&](const Node& key, const Node& value) {
    const Place here = place.in(key.text);
    Keys keys(value, here);
    if (const Node* what = keys.require("what")) (void)word_index(*what, here.in("what"), subjects);
    if (const Node* named = keys.require("title")) (void)title(*named, here.in("title"));
    if (const Node* cite = keys.require("cite")) (void)scalar(*cite, here.in("cite"));
    if (const Node* of = keys.take("of")) (void)lower_actors(lowering, *of, here.in("of"), Special::none);
    if (const Node* except = keys.take("except"))
      for (const Node* item : scalars(*except, here.in("except")))
        if (std::find(types.begin(), types.end(), item->text) == types.end())
          unknown_name(here.in("except"), "Q304", *item, item->text, types);
    keys.finish();
  });
}

void check_against_advice(const Policy& policy, const Chain& chain, Findings& findings) {
  for (auto layer = chain.layers.begin(); layer + 1 < chain.layers.end(); ++layer)
    for (const Advice& advice : advice_of(**layer)) hold_against(advice, policy, chain.leaf(), findings);
}

}  // namespace quyche::rules
