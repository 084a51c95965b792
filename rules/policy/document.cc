#include <algorithm>

#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

Field lower_field(TypeContext& context, const Node& key, const Node& value, const Place& place) {
  Field field;
  field.id = id<FieldId>(key, place);
  field.cite = context.type.cite;
  Keys keys(value, place);
  const std::size_t errors = place.findings.errors();
  const Node* type = keys.require("type");
  if (type != nullptr) field.type = word<FieldType>(*type, place.in("type"));
  const bool type_read = type != nullptr && place.findings.errors() == errors;
  if (const Node* node = keys.take("title")) field.title = title(*node, place.in("title"));
  if (const Node* node = keys.take("called"))
    for (const Node* name : scalars(*node, place.in("called"))) field.called.push_back(name->text);
  const Node* choices = keys.take("choices");
  if (choices != nullptr)
    for (const Node* choice : scalars(*choices, place.in("choices"))) field.choices.push_back(choice->text);
  if (keys.ok() && type_read && (field.type == FieldType::choice) != (choices != nullptr))
    place.error("Q326", key, {key.text});
  if (const Node* node = keys.take("required")) field.required = flag(*node, place.in("required"));
  if (const Node* node = keys.take("editable_in"))
    field.editable_in = lower_states_named(context, *node, place.in("editable_in"));
  field.cite = lower_cite(context.lowering, keys.take("cite"), place, context.type.cite);
  covers(keys.take("covers"), place);
  keys.finish();
  return field;
}

PaperStep lower_paper_step(TypeContext& context, const Node& key, const Node& value, const Place& place) {
  PaperStep step;
  step.id = id<PaperStepId>(key, place);
  Keys keys(value, place);
  if (const Node* node = keys.take("title")) step.title = title(*node, place.in("title"));
  if (const Node* node = keys.require("by"))
    step.by = lower_actors(context.lowering, *node, place.in("by"), Special::owner);
  if (const Node* node = keys.take("evidence"))
    step.evidence_required = word_index(*node, place.in("evidence"), {"optional", "required"}) == 1;
  step.cite = lower_cite(context.lowering, keys.take("cite"), place, context.type.cite);
  covers(keys.take("covers"), place);
  keys.finish();
  return step;
}

void lower_signing(TypeContext& context, const Node& node, const Place& place) {
  Signing signing;
  Keys keys(node, place);
  signing.cite = lower_cite(context.lowering, keys.take("cite"), place, context.type.cite);
  covers(keys.take("covers"), place);
  if (const Node* by = keys.require("by"))
    signing.by = lower_actors(context.lowering, *by, place.in("by"), Special::owner);
  if (const Node* needs = keys.take("needs")) {
    signing.needs = lower_needs(context, *needs, place.in("needs"), signing.cite);
    for (const Node& need : needs->items) {
      const auto is = [&](std::string_view kind) { return need.text == kind || need.find(kind) != nullptr; };
      if (is(Approvals::kind) || is(ReasonGiven::kind) || is(HookPasses::kind))
        place.in("needs").error("Q221", need);
    }
  }
  keys.finish();
  context.type.signing = std::move(signing);
}

void lower_about(TypeContext& context, const Node& node, const Place& place) {
  context.type.control = true;
  if (node.kind == yaml::Kind::scalar && node.text == "any") return;
  const auto& known = context.lowering.document_ids;
  for (const Node* item : scalars(node, place)) {
    if (std::find(known.begin(), known.end(), item->text) == known.end())
      unknown_name(place, "Q304", *item, item->text, known);
    context.type.about.push_back(DocumentTypeId{item->text});
  }
}

// What is left to the layer below.
std::vector<std::string> lower_slots(const Node& node, const Place& place, bool must_be_filled) {
  std::vector<std::string> slots;
  for (const Node* item : scalars(node, place)) {
    static const std::vector<std::string_view> known = {"deadlines",   "needs",    "duty",    "fields",
                                                        "attachments", "workflow", "signing", "paper_steps"};
    slots.emplace_back(known[word_index(*item, place, known)]);
    if (must_be_filled) place.report(Severity::note, "Q317", item->span, {item->text});
  }
  return slots;
}

// Fields come before the workflow (whose needs name them), but may name its states: read in two passes.
void lower_fields(TypeContext& context, const Node* node, const Place& place, bool states_known) {
  if (node == nullptr) return;
  context.type.fields.clear();
  if (!states_known) {
    if (node->kind != yaml::Kind::mapping) return;
    Findings unheard;
    const Place quiet{unheard, place.path, place.clause};
    for (const yaml::Entry& entry : node->entries)
      if (entry.value.kind == yaml::Kind::mapping)
        context.type.fields.push_back(lower_field(context, entry.key, entry.value, quiet));
    return;
  }
  each_entry(*node, place, [&](const Node& key, const Node& value) {
    context.type.fields.push_back(lower_field(context, key, value, place.in(key.text)));
  });
}

void lower_attachments(TypeContext& context, const Node& node, const Place& place) {
  each_entry(node, place, [&](const Node& key, const Node& value) {
    context.type.attachments.push_back(
        {id<SlotId>(key, place.in(key.text)), title(value, place.in(key.text))});
  });
}

}  // namespace

void lower_document(Lowering& lowering, const Node& key, const Node& node, const Place& place) {
  DocumentType type;
  type.id = id<DocumentTypeId>(key, place);
  TypeContext context{lowering, type, {}, {}};
  Keys keys(node, place);
  if (const Node* value = keys.require("title")) type.title = title(*value, place.in("title"));
  type.cite = lower_cite(lowering, keys.require("cite"), place, {});
  covers(keys.take("covers"), place);
  const Place here = place.citing(type.cite.article);
  if (const Node* value = keys.require("owner")) {
    const auto owners = lower_actors(lowering, *value, here.in("owner"), Special::none);
    if (!owners.empty()) type.owner = owners.front();
    if (owners.size() > 1) here.in("owner").error("Q222", *value);
  }
  if (const Node* value = keys.take("about")) lower_about(context, *value, here.in("about"));
  const Node* fields = keys.take("fields");
  lower_fields(context, fields, here.in("fields"), false);
  if (const Node* value = keys.take("attachments"))
    lower_attachments(context, *value, here.in("attachments"));
  if (const Node* value = keys.take("paper_steps")) {
    each_entry(*value, here.in("paper_steps"), [&](const Node& step, const Node& body) {
      type.paper_steps.push_back(lower_paper_step(context, step, body, here.in("paper_steps").in(step.text)));
    });
  }
  if (const Node* value = keys.take("duty")) lower_duty(context, *value, here.in("duty"));
  // `signed_by` in the workflow asks whether the type takes signatures at all; what signing needs may name
  // the workflow's actions.
  const Node* signing = keys.take("signing");
  if (signing != nullptr) type.signing = Signing{};
  if (const Node* value = keys.require("workflow")) lower_workflow(context, *value, here.in("workflow"));
  if (signing != nullptr) lower_signing(context, *signing, here.in("signing"));
  lower_fields(context, fields, here.in("fields"), true);
  const Node* needs = keys.take("needs");
  const Node* does = keys.take("does");
  const Node* hooks = keys.take("hooks");
  lower_additions(context, needs, does, hooks, here);
  if (const Node* value = keys.take("deadlines")) lower_deadlines(context, *value, here.in("deadlines"));
  if (const Node* value = keys.take("delegated"))
    type.delegated = lower_slots(*value, here.in("delegated"), true);
  if (const Node* value = keys.take("open")) type.open = lower_slots(*value, here.in("open"), false);
  keys.finish();
  lowering.policy.documents.push_back(std::move(type));
}

}  // namespace quyche::rules
