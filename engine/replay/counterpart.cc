#include "engine/replay/counterpart.h"

#include <algorithm>
#include <map>

#include "engine/base/overload.h"

namespace quyche::replay {
namespace {

// What was written for a value that is free text now: any commitment stands for it, nothing is stored.
FieldInput as_text(const FieldInput& input) {
  const auto* text = std::get_if<TextInput>(&input);
  if (text == nullptr || text->recorded) return input;
  return TextInput{text->text, sha256(text->text)};
}

// Nothing: it cannot be known what was written.
std::optional<FieldInput> adapted(const Field& field, const FieldInput& input, const FieldValue* value,
                                  const Texts& texts) {
  if (field.type == FieldType::text) return as_text(input);
  if (value == nullptr) return input;
  if (const auto* text = value->get<TextValue>()) {
    auto written = texts ? texts(text->value) : std::nullopt;
    if (!written) return std::nullopt;
    return TextInput{std::move(*written), text->value};
  }
  // A week may have been given as any date in it.
  if (value->get<WeekValue>() != nullptr && field.type != FieldType::week) return std::nullopt;
  return input;
}

std::string in_type(std::string_view kind, const DocumentType& type, const std::string& id) {
  return std::string(kind) + ' ' + type.id.value + '/' + id;
}

// The inputs that the type has fields for. `unknown` names the field whose text is not there.
FieldInputs adapted_all(const DocumentType& type, const FieldInputs& inputs, const FieldValues& values,
                        const Texts& texts, std::vector<std::string>& left_out,
                        std::optional<TextUnknown>& unknown) {
  FieldInputs out;
  for (const auto& [id, input] : inputs) {
    const Field* field = type.field(id);
    if (field == nullptr) {
      left_out.push_back(in_type("field", type, id.value));
      continue;
    }
    const auto value = values.find(id);
    if (auto one = adapted(*field, input, value == values.end() ? nullptr : &value->second, texts))
      out.emplace(id, std::move(*one));
    else
      unknown = TextUnknown{in_type("field", type, id.value)};
  }
  return out;
}

// The least number of actions from the first state to each that can be reached.
std::map<StateId, int> depths(const Workflow& workflow) {
  std::map<StateId, int> depth{{workflow.states.front().id, 0}};
  for (bool more = true; more;) {
    more = false;
    for (const Action& action : workflow.actions) {
      for (const StateId& from : action.from) {
        const auto at = depth.find(from);
        if (at == depth.end()) continue;
        const int through = at->second + 1;
        const auto [to, added] = depth.try_emplace(action.to, through);
        if (!added && to->second <= through) continue;
        to->second = through;
        more = true;
      }
    }
  }
  return depth;
}

bool leads_on(const Workflow& workflow, const Action& action) {
  const auto depth = depths(workflow);
  const auto to = depth.find(action.to);
  return to != depth.end() && std::any_of(action.from.begin(), action.from.end(), [&](const StateId& state) {
           const auto from = depth.find(state);
           return from != depth.end() && from->second < to->second;
         });
}

}  // namespace

Counterpart counterpart(const Event& event, const CommandBody& body, const DocumentType& type,
                        const Texts& texts) {
  Counterpart out{body, {}};
  std::optional<TextUnknown> unknown;
  std::visit(Overload{
                 [&](const Create& c) {
                   Create create = c;
                   const auto& values = std::get<Created>(event.body).fields;
                   create.fields = adapted_all(type, c.fields, values, texts, out.left_out, unknown);
                   out.command = std::move(create);
                 },
                 [&](const Edit& c) {
                   Edit edit = c;
                   const auto& values = std::get<Edited>(event.body).fields;
                   edit.fields = adapted_all(type, c.fields, values, texts, out.left_out, unknown);
                   if (edit.fields.empty() && !unknown && !out.left_out.empty())
                     out.command = NoCounterpart{out.left_out.front()};
                   else
                     out.command = std::move(edit);
                 },
                 [&](const Attach& c) {
                   if (type.slot(c.slot) == nullptr)
                     out.command = NoCounterpart{in_type("attachment", type, c.slot.value)};
                 },
                 [&](const Sign& c) {
                   if (!type.signing) {
                     out.command = NoCounterpart{"signing " + type.id.value};
                     return;
                   }
                   // What it was over is what the document says now: its content may be another here.
                   out.command = Sign{c.document, std::nullopt, c.signature, c.certificate};
                 },
                 [&](const Attest& c) {
                   if (type.paper_step(c.step) == nullptr)
                     out.command = NoCounterpart{in_type("paper_step", type, c.step.value)};
                 },
                 [&](const Act& c) {
                   if (type.workflow.action(c.action) == nullptr)
                     out.command = NoCounterpart{in_type("action", type, c.action.value)};
                 },
                 [](const auto&) {},
             },
             body);
  if (unknown) out.command = std::move(*unknown);
  return out;
}

bool done_already(const World& world, const CommandBody& body, const Refusal& refusal) {
  const auto only = [&](const char* code) {
    return std::all_of(refusal.unmet.begin(), refusal.unmet.end(),
                       [&](const Unmet& unmet) { return unmet.code == code; });
  };
  if (only("Q446")) return true;
  const auto* act = std::get_if<Act>(&body);
  const Document* document = act == nullptr ? nullptr : world.school.document(act->document);
  if (document == nullptr || !only("Q405")) return false;
  const Workflow& workflow = world.policies.find(document->policy)->document(document->type)->workflow;
  const Action* action = workflow.action(act->action);
  return action != nullptr && document->reached.contains(action->to) && leads_on(workflow, *action);
}

std::string words_of(const CommandBody& body) {
  const std::string name(name_of(body));
  return std::visit(Overload{
                        [&](const Create& c) { return name + ' ' + c.type.value; },
                        [&](const Attach& c) { return name + ' ' + c.slot.value; },
                        [&](const Attest& c) { return name + ' ' + c.step.value; },
                        [&](const Act& c) { return name + ' ' + c.action.value; },
                        [&](const auto&) { return name; },
                    },
                    body);
}

}  // namespace quyche::replay
