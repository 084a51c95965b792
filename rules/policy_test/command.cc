// The command of a step, as the JSON that programs send: read_command then knows every command there is.
#include <charconv>

#include "engine/digest/sha256.h"
#include "engine/json/fields.h"
#include "rules/policy/load.h"
#include "rules/policy_test/read_suite.h"
#include "rules/policy_test/reading.h"

namespace quyche::rules::policy_test {
namespace {

using Context = StepContext;
using Types = std::vector<const DocumentType*>;

void put(const Context& c, const char* key, std::string value) {
  c.step.command.insert_or_assign(key, json::Value(std::move(value)));
}

// A file is known by its digest; a test writes any text for the file.
std::string digest_of(const Node& node, const Place& place) {
  return sha256(scalar(node, place).value_or("")).text();
}

template <class Id>
void put_name(const Context& c, const char* key, const Node& node, const Place& place) {
  put(c, key, id<Id>(node, place).value);
}

// A field's value in the JSON type of the field. What does not fit stays text: refusing it is the engine's.
json::Value field_value(const Node& node, FieldType type, const Place& place) {
  if (node.kind == yaml::Kind::empty) return {};
  const std::string text = scalar(node, place).value_or("");
  if (type == FieldType::boolean && (text == "true" || text == "false")) return text == "true";
  if (type != FieldType::integer) return text;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? json::Value(number) : json::Value(text);
}

void put_fields(const Context& c, const Types& types, const Node& node, const Place& place) {
  json::Object fields;
  each_entry(node, place, [&](const Node& key, const Node& value) {
    const Place here = place.in(key.text);
    part_of(
        types, [](const DocumentType& type) { return type.fields; }, key, here, "Q305");
    const Field* field = types.empty() ? nullptr : types.front()->field(FieldId{key.text});
    fields.emplace(key.text, field_value(value, field == nullptr ? FieldType::text : field->type, here));
  });
  c.step.command.emplace("fields", std::move(fields));
}

Types put_document(const Context& c, const Node& node, const Place& place) {
  NamedDocument named = document(c.reading, node, place);
  put(c, "document", named.id.value);
  return std::move(named.types);
}

void create(const Context& c, const Node& node) {
  const Types types = document_type(c.reading, node, c.place.in("create"));
  put(c, "type", node.text);
  if (const Node* name = c.keys.take("as")) {
    const auto document = id<DocumentId>(*name, c.place.in("as"));
    put(c, "document", document.value);
    if (c.reading.documents.contains(document)) c.place.in("as").error("Q248", *name, {document.value});
    // What is refused is not there afterwards; its name may be used again.
    if (c.keys.take("refused") == nullptr) c.reading.documents.emplace(document, DocumentTypeId{node.text});
  }
  if (const Node* unit = c.keys.take("unit")) put_name<UnitId>(c, "unit", *unit, c.place.in("unit"));
  if (const Node* fields = c.keys.take("fields")) put_fields(c, types, *fields, c.place.in("fields"));
  if (const Node* about = c.keys.take("about")) {
    json::Array list;
    for (const Node* item : scalars(*about, c.place.in("about")))
      list.push_back(document(c.reading, *item, c.place.in("about")).id.value);
    c.step.command.emplace("about", std::move(list));
  }
}

void edit(const Context& c, const Node& node) {
  const Types types = put_document(c, node, c.place.in("edit"));
  if (const Node* fields = c.keys.require("fields")) put_fields(c, types, *fields, c.place.in("fields"));
}

void attach(const Context& c, const Node& node) {
  const Types types = put_document(c, node, c.place.in("attach"));
  if (const Node* slot = c.keys.require("slot"))
    put(c, "slot",
        part_of(
            types, [](const DocumentType& type) { return type.attachments; }, *slot, c.place.in("slot"),
            "Q306"));
  const Node* content = c.keys.take("content");
  // Without a text each step attaches a file of its own.
  put(c, "content",
      content != nullptr ? digest_of(*content, c.place.in("content"))
                         : sha256(node.text + '@' + std::to_string(node.span.offset)).text());
}

void sign(const Context& c, const Node& node) {
  (void)put_document(c, node, c.place.in("sign"));
  const Node* signature = c.keys.take("signature");
  put(c, "signature",
      signature != nullptr ? digest_of(*signature, c.place.in("signature"))
                           : sha256(node.text + '@' + std::to_string(node.span.offset)).text());
  if (const Node* certificate = c.keys.take("certificate"))
    put(c, "certificate", digest_of(*certificate, c.place.in("certificate")));
  if (const Node* over = c.keys.take("over")) {
    c.step.over_present = word_index(*over, c.place.in("over"), {"present", "other"}) == 0;
    put(c, "content", sha256("other").text());  // replaced by the present content's when it is over that
  }
}

void attest(const Context& c, const Node& node) {
  const Types types = put_document(c, node, c.place.in("attest"));
  if (const Node* step = c.keys.require("step"))
    put(c, "step",
        part_of(
            types, [](const DocumentType& type) { return type.paper_steps; }, *step, c.place.in("step"),
            "Q307"));
  if (const Node* evidence = c.keys.take("evidence"))
    put(c, "evidence", digest_of(*evidence, c.place.in("evidence")));
}

void act(const Context& c, const Node& node) {
  const Node* to = c.keys.require("to");
  if (to == nullptr) return;
  const Types types = put_document(c, *to, c.place.in("to"));
  put(c, "action",
      part_of(
          types, [](const DocumentType& type) { return type.workflow.actions; }, node, c.place.in("do"),
          "Q308"));
  if (const Node* reason = c.keys.take("reason"))
    put(c, "reason", scalar(*reason, c.place.in("reason")).value_or(""));
}

void delegate(const Context& c, const Node& node) {
  put_name<RoleId>(c, "role", node, c.place.in("delegate"));
  if (const Node* to = c.keys.require("to")) put(c, "to", person(c.reading, *to, c.place.in("to")).value);
  if (const Node* until = c.keys.require("until")) put(c, "until", date(*until, c.place.in("until")).text());
  if (const Node* name = c.keys.require("as"))
    put_name<DelegationId>(c, "delegation", *name, c.place.in("as"));
}

void end_delegation(const Context& c, const Node& node) {
  put_name<DelegationId>(c, "delegation", node, c.place.in("end_delegation"));
}

void add_unit(const Context& c, const Node& node) {
  put_name<UnitId>(c, "unit", node, c.place.in("add_unit"));
}

void admit(const Context& c, const Node& node) {
  const auto id_of = id<PersonId>(node, c.place.in("admit"));
  const Node* name = c.keys.take("name");
  put(c, "person", id_of.value);
  put(c, "account", id_of.value);
  put(c, "name", name == nullptr ? id_of.value : scalar(*name, c.place.in("name")).value_or(""));
  c.reading.people.insert(id_of);
}

void remove(const Context& c, const Node& node) {
  put(c, "person", person(c.reading, node, c.place.in("remove")).value);
}

void erase(const Context& c, const Node& node) {
  put(c, "person", person(c.reading, node, c.place.in("erase")).value);
}

// `assign: team_lead@to-1` and `end_role: team_lead@to-1`, with the person under `whose`.
void put_role(const Context& c, const Node& node, const char* whose, const Place& place) {
  const std::string text = scalar(node, place).value_or("");
  const std::size_t at = text.find('@');
  const auto put_part = [&](const char* key, const std::string& part) {
    if (!is_id(part)) place.error("Q204", node, {part});
    put(c, key, part);
  };
  put_part("role", text.substr(0, at));
  if (at != std::string::npos) put_part("unit", text.substr(at + 1));
  if (const Node* who = c.keys.require(whose))
    put(c, "person", person(c.reading, *who, c.place.in(whose)).value);
}

void assign(const Context& c, const Node& node) { put_role(c, node, "to", c.place.in("assign")); }
void end_role(const Context& c, const Node& node) { put_role(c, node, "of", c.place.in("end_role")); }

void adopt(const Context& c, const Node& node) {
  const Place here = c.place.in("adopt");
  const std::string name = scalar(node, here).value_or("");
  const auto files = regulation_files(c.reading.beside, name);
  if (files.empty()) return here.error("Q240", node, {name});
  for (const std::string& file : files) {
    Findings inside;
    auto policy = load_policy(file, inside);
    if (policy == nullptr) return here.error("Q241", node, {name, file});
    const Date day = c.step.at.date(c.reading.zone);
    const bool in_force =
        policy->effective_from <= day && (!policy->effective_to || day <= *policy->effective_to);
    if (files.size() > 1 && !in_force) continue;
    c.reading.one.later.push_back(with_changes(policy, c.reading.given.calendar));
    return put(c, "policy", policy_id(*c.reading.one.later.back()).text());
  }
  here.error("Q249", node, {name, c.step.at.date(c.reading.zone).text()});
}

struct Kind {
  std::string_view key;  // in the test file
  const char* command;   // in docs/commands.md
  void (*read)(const Context&, const Node&);
};
constexpr Kind kinds[] = {
    {"create", "create", create},        {"edit", "edit", edit},
    {"attach", "attach", attach},        {"sign", "sign", sign},
    {"attest", "attest", attest},        {"do", "act", act},
    {"delegate", "delegate", delegate},  {"end_delegation", "end_delegation", end_delegation},
    {"add_unit", "add_unit", add_unit},  {"admit", "admit_person", admit},
    {"remove", "remove_person", remove}, {"assign", "assign_role", assign},
    {"end_role", "end_role", end_role},  {"adopt", "adopt_policy", adopt},
    {"erase", "erase_person", erase}};

}  // namespace

const std::vector<std::string_view>& step_kinds() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    for (const Kind& kind : kinds) out.push_back(kind.key);
    out.push_back("wait_until");
    return out;
  }();
  return names;
}

void read_command_of(const StepContext& context, std::string_view kind, const Node& node) {
  for (const Kind& known : kinds) {
    if (known.key != kind) continue;
    put(context, "do", known.command);
    known.read(context, node);
  }
}

}  // namespace quyche::rules::policy_test
