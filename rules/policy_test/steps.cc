// `when`: the steps of a case, in the order of time.
#include "engine/messages/messages.h"
#include "rules/policy_test/reading.h"

namespace quyche::rules::policy_test {
namespace {

// The time of a step; a step without one happens when the step before it did.
Instant step_time(Reading& reading, const Node* node, const Place& place) {
  if (node == nullptr) return reading.now;
  const auto at = time(*node, place, reading.zone);
  if (!at) return reading.now;
  if (*at < reading.now)
    place.error("Q247", *node, {node->text, reading.now.text(reading.zone).substr(0, 16)});
  else
    reading.now = *at;
  return reading.now;
}

WantedRefusal read_refusal(const Reading& reading, const Node& node, const Place& place) {
  WantedRefusal wanted{"", {{}, node.span}, node.span};
  Keys keys(node, place);
  if (const Node* code = keys.require("code")) {
    wanted.code = scalar(*code, place.in("code")).value_or("");
    wanted.span = code->span;
    wanted.cite.span = code->span;
    if (!wanted.code.starts_with("Q4") || find_message(wanted.code) == nullptr)
      place.in("code").error("Q206", *code, {wanted.code, "Q401 … Q462"});
  }
  if (const Node* clause = keys.take("cite")) wanted.cite = cite(reading, *clause, place.in("cite"));
  keys.finish();
  return wanted;
}

// One condition, or a list of them.
void read_refusals(const Reading& reading, Step& step, const Node& node, const Place& place) {
  if (node.kind != yaml::Kind::sequence) {
    step.refused.push_back(read_refusal(reading, node, place));
    return;
  }
  if (node.items.empty()) place.error("Q215", node);
  for (const Node& item : node.items) step.refused.push_back(read_refusal(reading, item, place));
}

void read_version(Step& step, const Node& node, const Place& place) {
  if (const auto version = whole_number(node, place, 1, 1'000'000))
    step.command.emplace("version", static_cast<std::int64_t>(*version));
}

void read_step(Reading& reading, const Node& node, const Place& place) {
  Keys keys(node, place);
  if (!keys.ok()) return;
  const auto kind = one_kind(node, place, step_kinds());
  if (!kind) {
    // What the step would have named is not reported as unknown later on.
    if (const Node* name = node.find("as"))
      reading.documents.emplace(DocumentId{name->text}, DocumentTypeId{});
    return;
  }
  Step step;
  const Node& value = *keys.take(*kind);
  step.span = node.entries.front().key.span;
  if (*kind == "wait_until") {
    step.at = step_time(reading, &value, place.in("wait_until"));
  } else {
    step.at = step_time(reading, keys.take("at"), place.in("at"));
    if (const Node* by = keys.require("by"))
      for (const Node* who : scalars(*by, place.in("by")))
        step.by.push_back(person(reading, *who, place.in("by")));
    if (const Node* version = keys.take("version")) read_version(step, *version, place.in("version"));
    read_command_of({reading, keys, place, step}, *kind, value);
    if (const Node* refused = keys.take("refused"))
      read_refusals(reading, step, *refused, place.in("refused"));
    if (const Node* clause = keys.take("cite")) step.cite = cite(reading, *clause, place.in("cite"));
  }
  keys.finish();
  reading.one.when.push_back(std::move(step));
}

}  // namespace

void read_steps(Reading& reading, const Node& node, const Place& place) {
  std::size_t number = 0;
  each_item(node, place,
            [&](const Node& item) { read_step(reading, item, place.in(std::to_string(++number))); });
}

}  // namespace quyche::rules::policy_test
