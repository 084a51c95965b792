#include "engine/replay/counterpart.h"

#include <algorithm>
#include <map>

#include "engine/base/overload.h"

namespace quyche::replay {
namespace {

// What was written for a value that is free text now: any commitment stands for it, nothing is stored.
void make_text(FieldInput& input) {
  auto* text = std::get_if<TextInput>(&input);
  if (text != nullptr && !text->recorded) text->commitment = sha256(text->text);
}

// False: it cannot be known what was written.
bool adapt(const Field& field, FieldInput& input, const FieldValue* value, const Texts& texts) {
  if (field.type == FieldType::text) {
    make_text(input);
    return true;
  }
  if (value == nullptr) return true;
  if (const auto* text = value->get<TextValue>()) {
    auto written = texts ? texts(text->value) : std::nullopt;
    if (!written) return false;
    input = TextInput{std::move(*written), text->value};
    return true;
  }
  // A week may have been given as any date in it.
  return value->get<WeekValue>() == nullptr || field.type == FieldType::week;
}

std::string in_type(std::string_view kind, const DocumentType& type, const std::string& id) {
  return std::string(kind) + ' ' + type.id.value + '/' + id;
}

// Leaves the inputs that the type has fields for. Gives the field whose text is not there.
std::optional<TextUnknown> adapt_all(const DocumentType& type, FieldInputs& inputs, const FieldValues& values,
                                     const Texts& texts, std::vector<std::string>& left_out) {
  std::optional<TextUnknown> unknown;
  for (auto at = inputs.begin(); at != inputs.end();) {
    const Field* field = type.field(at->first);
    if (field == nullptr) {
      left_out.push_back(in_type("field", type, at->first.value));
      at = inputs.erase(at);
      continue;
    }
    const auto value = values.find(at->first);
    if (!adapt(*field, at->second, value == values.end() ? nullptr : &value->second, texts))
      unknown = TextUnknown{in_type("field", type, at->first.value)};
    ++at;
  }
  return unknown;
}

// Why it cannot be given; nothing: it can, as `body` then is.
using CannotBeGiven = std::variant<std::monostate, NoCounterpart, TextUnknown>;

CannotBeGiven adapt(CommandBody& body, const Event& event, const DocumentType& type, const Texts& texts,
                    std::vector<std::string>& left_out) {
  const auto none = [&](std::string_view kind, const std::string& id) {
    return CannotBeGiven(NoCounterpart{in_type(kind, type, id)});
  };
  const auto fields = [&](FieldInputs& inputs, const FieldValues& values) {
    auto unknown = adapt_all(type, inputs, values, texts, left_out);
    return unknown ? CannotBeGiven(std::move(*unknown)) : CannotBeGiven();
  };
  return std::visit(
      Overload{
          [&](Create& c) { return fields(c.fields, std::get<Created>(event.body).fields); },
          [&](Edit& c) {
            auto cannot = fields(c.fields, std::get<Edited>(event.body).fields);
            const bool nothing = c.fields.empty() && !left_out.empty();
            return nothing ? CannotBeGiven(NoCounterpart{left_out.front()}) : std::move(cannot);
          },
          [&](Attach& c) {
            return type.slot(c.slot) == nullptr ? none("attachment", c.slot.value) : CannotBeGiven();
          },
          [&](Sign& c) {
            // What it was over is what the document says now: its content may be another here.
            c.content = std::nullopt;
            return type.signing ? CannotBeGiven() : CannotBeGiven(NoCounterpart{"signing " + type.id.value});
          },
          [&](Attest& c) {
            return type.paper_step(c.step) == nullptr ? none("paper_step", c.step.value) : CannotBeGiven();
          },
          [&](Act& c) {
            return type.workflow.action(c.action) == nullptr ? none("action", c.action.value)
                                                             : CannotBeGiven();
          },
          [](const auto&) { return CannotBeGiven(); },
      },
      body);
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

Counterpart counterpart(const Event& event, CommandBody body, const DocumentType& type, const Texts& texts) {
  Counterpart out;
  auto cannot = adapt(body, event, type, texts, out.left_out);
  if (auto* none = std::get_if<NoCounterpart>(&cannot))
    out.command = std::move(*none);
  else if (auto* unknown = std::get_if<TextUnknown>(&cannot))
    out.command = std::move(*unknown);
  else
    out.command = std::move(body);
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
