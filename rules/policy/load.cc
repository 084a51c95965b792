#include "rules/policy/load.h"

#include <algorithm>
#include <set>

#include "engine/base/limits.h"
#include "rules/analysis/analyse.h"
#include "rules/diagnostics/load_text.h"
#include "rules/layers/advice.h"
#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

// `calendar: vn.hai-phong`, looked for from the folder of the regulation that names it.
void lower_calendar_name(Lowering& lowering, const Node& node, const Place& place) {
  lowering.calendar_given = true;
  const auto name = id<CalendarId>(node, place);
  if (!is_id(name.value)) return;
  // What is wrong inside the calendar's files is said of them; here only that it cannot be used.
  const std::string folder = folder_of(node.span.source->name());
  lowering.policy.calendar = lowering.library.calendar(name, folder, lowering.findings);
  if (!lowering.policy.calendar) place.error("Q333", node, {name.value});
}

void lower_header(Lowering& lowering, Keys& keys, const Place& place) {
  Policy& policy = lowering.policy;
  if (const Node* node = keys.require("title")) policy.title = title(*node, place.in("title"));
  if (const Node* node = keys.take("issuer")) policy.issuer = scalar(*node, place.in("issuer")).value_or("");
  policy.zone = ZoneOffset{7 * 60};
  if (const Node* node = keys.take("zone")) {
    const auto text = scalar(*node, place.in("zone"));
    if (const auto zone = text ? ZoneOffset::parse(*text) : std::nullopt)
      policy.zone = *zone;
    else if (text)
      place.in("zone").error("Q205", *node, {*text, "+07:00"});
  }
  policy.school_year_starts = {8, 1};
  if (const Node* node = keys.take("school_year_starts")) {
    policy.school_year_starts = day_of_year(*node, place.in("school_year_starts"));
    lowering.school_year_starts_given = true;
  }
  if (const Node* node = keys.take("calendar")) lower_calendar_name(lowering, *node, place.in("calendar"));
}

// Which role ids, document types and workflows exist is needed before the parts that name them.
void collect_names(Lowering& lowering, const Node* documents) {
  if (documents == nullptr || documents->kind != yaml::Kind::mapping) return;
  for (const yaml::Entry& entry : documents->entries) lowering.document_ids.push_back(entry.key.text);
}

void check_unused_workflows(const Lowering& lowering, const Node* documents, const Place& place) {
  if (lowering.workflows == nullptr || documents == nullptr || documents->kind != yaml::Kind::mapping) return;
  std::set<std::string> used;
  for (const yaml::Entry& entry : documents->entries)
    if (const Node* workflow = entry.value.find("workflow")) used.insert(workflow->text);
  for (const yaml::Entry& entry : lowering.workflows->entries) {
    if (used.contains(entry.key.text)) continue;
    place.in("workflows")
        .in(entry.key.text)
        .report(Severity::warning, "Q313", entry.key.span, {entry.key.text});
  }
}

void check_states_of(const Lowering& lowering, const Lowering::StatesOf& one) {
  std::vector<std::string> known;
  for (const DocumentTypeId& id : one.types) {
    const DocumentType* type = lowering.policy.document(id);
    if (type == nullptr || type->workflow.states.empty()) return;  // reported where it stands
    for (const std::string& state : ids_of(type->workflow.states))
      if (std::find(known.begin(), known.end(), state) == known.end()) known.push_back(state);
  }
  if (std::find(known.begin(), known.end(), one.state->text) == known.end())
    unknown_name(one.place, "Q302", *one.state, one.state->text, known);
}

// References between document types that can be judged only when all are lowered.
bool opens_when_missed(const DocumentType& type) {
  return std::any_of(type.deadlines.begin(), type.deadlines.end(), [](const Deadline& deadline) {
    return std::any_of(deadline.when_missed.begin(), deadline.when_missed.end(),
                       [](const Effect& effect) { return std::holds_alternative<OpenDocument>(effect); });
  });
}

void check_across(const Lowering& lowering) {
  for (const Lowering::StatesOf& one : lowering.states_of) check_states_of(lowering, one);
  for (const Lowering::Opened& one : lowering.opened) {
    const DocumentType* type = lowering.policy.document(one.type);
    if (type == nullptr) continue;
    const bool wants =
        std::any_of(type->fields.begin(), type->fields.end(), [](const Field& f) { return f.required; });
    if (!type->control || wants) one.place.error("Q322", *one.node, {type->id.value});
    // What a missed deadline opens may itself be late at once: it must not open a next one, and so on for
    // ever.
    const bool by_time = one.place.path.find(".when_missed") != std::string::npos;
    if (by_time && opens_when_missed(*type)) one.place.error("Q335", *one.node, {type->id.value});
  }
}

void lower_regulation(Lowering& lowering, const Node& root) {
  const Place place{lowering.findings, "", ""};
  Keys keys(root, place);
  // In the same order as with the header, so that what was said there is not said again.
  for (const std::string_view key : own_keys) (void)keys.take(key);
  for (const std::string_view key : shared_keys) (void)keys.take(key);
  lower_header(lowering, keys, place);
  if (const Node* node = keys.take("parameters")) lower_parameters(lowering, *node, place.in("parameters"));
  if (const Node* roles = keys.require("roles")) lower_roles(lowering, *roles, place.in("roles"));
  if (const Node* node = keys.require("administration"))
    lower_administration(lowering, *node, place.in("administration"));
  lowering.workflows = keys.take("workflows");
  if (lowering.workflows != nullptr && lowering.workflows->kind != yaml::Kind::mapping) {
    each_entry(*lowering.workflows, place.in("workflows"), [](const Node&, const Node&) {});
    lowering.workflows = nullptr;
  }
  const Node* documents = keys.require("documents");
  collect_names(lowering, documents);
  if (documents != nullptr) {
    each_entry(*documents, place.in("documents"), [&](const Node& key, const Node& value) {
      lower_document(lowering, key, value, place.in("documents").in(key.text));
    });
    check_across(lowering);
  }
  if (const Node* node = keys.take("advises_against"))
    check_advice(lowering, *node, place.in("advises_against"));
  keys.finish();
  check_unused_workflows(lowering, documents, place);
}

}  // namespace

RegulationId Lowering::regulation_of(const Node& node) const {
  for (const LayerPtr& layer : chain.layers)
    if (layer->source == node.span.source) return layer->id;
  return policy.regulation;
}

Clause lower_cite(const Lowering& lowering, const Node* node, const Place& place, const Clause& inherited) {
  if (node == nullptr) return inherited;
  const auto text = scalar(*node, place.in("cite"));
  return text ? Clause{lowering.regulation_of(*node), *text} : inherited;
}

std::shared_ptr<const Policy> lower_policy(const Chain& chain, const Node& tree, Library& library,
                                           Findings& findings) {
  const std::size_t errors = findings.errors();
  Lowering lowering{findings, chain, library, {}, nullptr, {}, false, false, {}, {}};
  const Layer& leaf = chain.leaf();
  lowering.policy.regulation = leaf.id;
  lowering.policy.effective_from = chain.period.from;
  lowering.policy.effective_to = chain.period.to;
  lowering.policy.open_documents = leaf.open_documents;
  lower_regulation(lowering, tree);
  if (leaf.sound && findings.errors() == errors) analyse(lowering.policy, tree, findings);
  if (findings.errors() != errors) return nullptr;
  return std::make_shared<const Policy>(std::move(lowering.policy));
}

FileKind kind_of_file(const std::string& path, Findings& findings) {
  const SourcePtr source = load_text(path, limits::policy_bytes_max, findings);
  if (source == nullptr) return FileKind::unknown;
  // The first line that says something; a whole parse would be done twice.
  for (std::size_t line = 1; line <= 200; ++line) {
    const std::string_view text = source->line(line);
    if (text.starts_with("calendar:")) return FileKind::calendar;
    if (text.starts_with("regulation:")) return FileKind::regulation;
    if (text.starts_with("tests:")) return FileKind::tests;
  }
  return FileKind::regulation;  // whose findings will then say what is missing
}

}  // namespace quyche::rules
