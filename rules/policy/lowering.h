// The policy while it is being lowered from its YAML tree. Each part of the file has its own .cc. Internal to
// rules/policy.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/policy/policy.h"
#include "rules/layers/library.h"
#include "rules/policy/shape.h"

namespace quyche::rules {

struct Lowering {
  Findings& findings;
  const Chain& chain;  // the layers that the tree was merged from
  Library& library;
  Policy policy;
  const Node* workflows = nullptr;        // the `workflows:` mapping
  std::vector<std::string> document_ids;  // known before documents are lowered
  bool school_year_starts_given = false;
  bool calendar_given = false;
  // References to other document types, judged when all are lowered.
  struct StatesOf {  // a state of at least one of these types
    std::vector<DocumentTypeId> types;
    const Node* state;
    Place place;
  };
  struct Opened {
    DocumentTypeId type;
    const Node* node;
    Place place;
  };
  std::vector<StatesOf> states_of;
  std::vector<Opened> opened;

  // The regulation whose file `node` stands in.
  [[nodiscard]] RegulationId regulation_of(const Node& node) const;
};

// The document type that is being lowered, and its names as they stand so far.
struct TypeContext {
  Lowering& lowering;
  DocumentType& type;
  std::vector<std::string> state_ids;
  std::vector<std::string> action_ids;
};

// load.cc: the policy of a chain of layers, from their merged tree. Null when there is an error.
[[nodiscard]] std::shared_ptr<const Policy> lower_policy(const Chain& chain, const Node& tree,
                                                         Library& library, Findings& findings);
// roles.cc
void lower_roles(Lowering& lowering, const Node& node, const Place& place);
void lower_administration(Lowering& lowering, const Node& node, const Place& place);
// Role ids of a list; groups allowed. `special`: whether `owner` (and `actor`) may stand in it.
enum class Special { none, owner, owner_and_actor };
[[nodiscard]] std::vector<ActorName> lower_actors(Lowering& lowering, const Node& node, const Place& place,
                                                  Special special);

// parameters.cc
void lower_parameters(Lowering& lowering, const Node& node, const Place& place);
// document.cc
void lower_document(Lowering& lowering, const Node& key, const Node& node, const Place& place);
// workflow.cc: the workflow that `node` names or holds, with the document type's own additions.
void lower_workflow(TypeContext& context, const Node& node, const Place& place);
void lower_additions(TypeContext& context, const Node* needs, const Node* does, const Node* hooks,
                     const Place& place);
[[nodiscard]] std::vector<StateId> lower_states_named(TypeContext& context, const Node& node,
                                                      const Place& place);
// graph.cc: every state reached, every state with a way to a final one.
void check_graph(const TypeContext& context, const Node& states, const Place& place);
// needs.cc, effects.cc
[[nodiscard]] std::vector<Requirement> lower_needs(TypeContext& context, const Node& node, const Place& place,
                                                   const Clause& cite);
[[nodiscard]] std::vector<Effect> lower_effects(TypeContext& context, const Node& node, const Place& place);
// deadlines.cc
void lower_deadlines(TypeContext& context, const Node& node, const Place& place);
void lower_duty(TypeContext& context, const Node& node, const Place& place);
// due_line.cc
// The keys that stand beside a phrase and say how it is meant; null where they are absent.
struct DueKeys {
  const Node* reading = nullptr;
  const Node* roll = nullptr;
  const Node* week = nullptr;
};
[[nodiscard]] DueKeys take_due_keys(Keys& keys);
[[nodiscard]] std::optional<Due> lower_due(TypeContext& context, const Node& phrase, const DueKeys& keys,
                                           const Place& place);
// Reports keys that change none of the lines they stand beside.
void check_keys_matter(const DueKeys& keys, const std::vector<const Due*>& lines, const Place& place);
[[nodiscard]] bool same_for_all_weeks(const Due& due);  // measured from no date of the document
// script.cc: the hook script at the path in `node`, read and compiled; its digest, or nothing when reported.
[[nodiscard]] std::optional<Digest> lower_script(Lowering& lowering, const Node& node, const Place& place);

// The clause that a `cite:` names, or `inherited`.
[[nodiscard]] Clause lower_cite(const Lowering& lowering, const Node* node, const Place& place,
                                const Clause& inherited);

template <class Items>
[[nodiscard]] std::vector<std::string> ids_of(const Items& items) {
  std::vector<std::string> out;
  out.reserve(items.size());
  for (const auto& item : items) out.push_back(item.id.value);
  return out;
}

}  // namespace quyche::rules
