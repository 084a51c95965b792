#include <ostream>

#include "adapters/cli/event_words.h"
#include "adapters/cli/table.h"
#include "adapters/cli/test_words.h"
#include "adapters/cli/words.h"
#include "engine/event/codec.h"
#include "engine/json/fields.h"
#include "engine/json/read.h"

namespace quyche::cli {
namespace {

using rules::policy_test::CaseResult;
using rules::policy_test::Happened;
using rules::policy_test::Step;

constexpr const char* step_indent = "      ";
constexpr const char* words_indent = "        ";
constexpr const char* event_indent = "          ";

void print_indented(Context& context, const std::string& indent, const std::string& text) {
  for (const std::string& line : wrap(text, context.columns - indent.size()))
    context.out << indent << line << '\n';
}

std::string place_of(const rules::Span& span) {
  return span.source->name() + ':' + std::to_string(span.source->position(span.offset).line);
}

std::string member(const json::Object& command, const char* name) {
  const auto at = command.find(name);
  const std::string* text = at == command.end() ? nullptr : at->second.string();
  return text == nullptr ? "" : *text;
}

template <class Item>
std::string title_of_item(const Item* item, const std::string& id, Lang lang) {
  return item == nullptr ? id : name_of_item(*item, lang);
}

class StepWords {
 public:
  StepWords(const Context& context, const CaseResult& result, const Step& step)
      : context_(context), policy_(*result.one->policy), command_(step.command) {
    const Document* document = result.school.document(DocumentId{member(command_, "document")});
    const Policy* ruling = document == nullptr ? nullptr : result.policies.find(document->policy);
    type_ = ruling == nullptr ? nullptr : ruling->document(document->type);
  }

  std::string text() const {
    const std::string name = member(command_, "do");
    if (name.empty()) return context_.say("test.step.time");
    const std::string document = member(command_, "document");
    return context_.say("test.step." + name, {object(), document.empty() ? whom() : document});
  }

 private:
  // What the command is about: a type, slot, step, action, role, unit or delegation.
  std::string object() const {
    const Lang lang = context_.lang;
    if (const std::string type = member(command_, "type"); !type.empty())
      return title_of_item(policy_.document(DocumentTypeId{type}), type, lang);
    if (const std::string slot = member(command_, "slot"); !slot.empty())
      return title_of_item(type_ == nullptr ? nullptr : type_->slot(SlotId{slot}), slot, lang);
    if (const std::string step = member(command_, "step"); !step.empty())
      return title_of_item(type_ == nullptr ? nullptr : type_->paper_step(PaperStepId{step}), step, lang);
    if (const std::string action = member(command_, "action"); !action.empty())
      return title_of_item(type_ == nullptr ? nullptr : type_->workflow.action(ActionId{action}), action,
                           lang);
    if (const std::string role = member(command_, "role"); !role.empty())
      return title_of_item(policy_.role(RoleId{role}), role, lang);
    return member(command_, "unit") + member(command_, "delegation");
  }
  std::string whom() const { return member(command_, "person") + member(command_, "to"); }

  const Context& context_;
  const Policy& policy_;
  const json::Object& command_;
  const DocumentType* type_ = nullptr;
};

std::string name_of(const CaseResult& result, const PersonId& person) {
  for (const auto& given : result.one->people)
    if (given.id == person && !given.name.empty()) return given.name;
  return person.value;
}

// How many events from `at` on close duties of one and the same type.
std::size_t duties_from(const std::vector<Event>& events, std::size_t at) {
  const auto* first = std::get_if<DutyClosed>(&events[at].body);
  std::size_t end = at;
  while (first != nullptr && end < events.size()) {
    const auto* duty = std::get_if<DutyClosed>(&events[end].body);
    if (duty == nullptr || duty->type != first->type) break;
    ++end;
  }
  return end - at;
}

void print_duties(Context& context, const EventSource& source, const std::vector<Event>& events,
                  std::size_t at, std::size_t run) {
  const auto& first = std::get<DutyClosed>(events[at].body);
  const auto& last = std::get<DutyClosed>(events[at + run - 1].body);
  const Policy* policy = source.world.policies.find(events[at].policy);
  const auto period = [](const DutyClosed& duty) {
    return duty.week ? duty.week->text() : duty.school_year.text();
  };
  const DocumentType* type = policy == nullptr ? nullptr : policy->document(first.type);
  print_indented(
      context, event_indent,
      "→ " + context.say("test.duties_closed", {title_of_item(type, first.type.value, context.lang),
                                                std::to_string(run), period(first), period(last)}));
}

void print_events(Context& context, const CaseResult& result, const Happened& happened) {
  const EventSource source{{result.policies, result.school},
                           [&](const PersonId& person) { return name_of(result, person); },
                           [&](const Digest& commitment) {
                             const auto at = result.texts.find(commitment);
                             return at == result.texts.end() ? std::nullopt : std::optional(at->second);
                           }};
  for (std::size_t i = 0; i < happened.events.size(); ++i) {
    const Event& event = happened.events[i];
    // Weeks of duties that closed one after the other are told as one.
    if (const std::size_t run = duties_from(happened.events, i); run > 1) {
      print_duties(context, source, happened.events, i, run);
      i += run - 1;
      continue;
    }
    const DocumentId* document = document_of(event.body);
    std::string text = document == nullptr ? "" : document->value + ": ";
    if (happened.by.empty()) text = context.when(event.at, result.one->policy->zone) + "  " + text;
    text += event_words(context, source, event);
    if (!event.clause.empty()) text += " (" + clause_text(event.clause) + ')';
    print_indented(context, event_indent, "→ " + text);
  }
}

}  // namespace

void print_trace(Context& context, const CaseResult& result) {
  context.out << "    " << context.say("test.trace") << '\n';
  for (const Happened& happened : result.trace) {
    // What time did is told before the step it came before, without the step's own words.
    const bool time_before = happened.by.empty() && !happened.step->by.empty();
    const std::string words =
        time_before ? context.say("test.step.time") : StepWords(context, result, *happened.step).text();
    context.out << step_indent << place_of(happened.step->span) << "  "
                << context.when(happened.step->at, result.one->policy->zone) << '\n';
    print_indented(context, words_indent,
                   (happened.by.empty() ? "" : name_of(result, happened.by) + ": ") + words);
    print_events(context, result, happened);
    if (!happened.refusal) continue;
    for (const Unmet& unmet : happened.refusal->unmet) {
      std::string text = unmet.code + ' ' + sentence(unmet, context.lang);
      if (!unmet.clause.empty()) text += " (" + clause_text(unmet.clause) + ')';
      print_indented(context, event_indent, "✗ " + context.say("test.refused", {text}));
    }
  }
}

json::Value trace_json(const CaseResult& result) {
  json::Array trace;
  for (const Happened& happened : result.trace) {
    const rules::Span& span = happened.step->span;
    json::Array events;
    for (const Event& event : happened.events)
      events.push_back(json::read(encode_event(event)).value_or(json::Value()));
    json::Object one{{"at", json::encode(happened.step->at)},
                     {"events", std::move(events)},
                     {"file", span.source->name()},
                     {"line", static_cast<std::int64_t>(span.source->position(span.offset).line)}};
    if (!happened.by.empty()) {
      one.emplace("by", happened.by.value);
      one.emplace("command", happened.step->command);
    }
    if (happened.refusal) one.emplace("refused", to_json(*happened.refusal));
    trace.push_back(std::move(one));
  }
  return trace;
}

}  // namespace quyche::cli
