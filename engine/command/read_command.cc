#include "engine/command/read_command.h"

#include <array>
#include <set>

#include "engine/base/cut.h"
#include "engine/base/limits.h"
#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "engine/json/read.h"

namespace quyche {
namespace {

// One member of the command after another; remembers what was asked for, so that the rest is known to be
// unknown.
class Members {
 public:
  Members(const json::Object& in, const CommandContext& context, std::vector<Unmet>& problems)
      : in_(in), said_(in), context_(context), problems_(problems) {}

  // An id, date or digest. Leaves `out` when the key is absent and `optional`.
  template <class T>
  void read(std::string_view key, T& out, bool optional = false) {
    const json::Value* value = take(key);
    if (value == nullptr) {
      if (!optional) problem(key, "missing");
      return;
    }
    std::vector<json::Mismatch> mismatches;
    json::decode(*value, out, mismatches, "/" + std::string(key));
    for (const json::Mismatch& m : mismatches)
      problems_.push_back({"Q454", {cut(m.where, limits::shown_bytes_max) + ": " + m.what}, {}, {}, {}});
  }
  void person(std::string_view key, PersonId& out) {
    const std::optional<std::string> account = word(key);
    if (!account) return;
    const auto id = context_.person(*account);
    if (id) {
      out = *id;
      said_.insert_or_assign(std::string(key), json::Value(id->value));
    } else {
      problems_.push_back({"Q425", {cut(*account, limits::shown_bytes_max)}, {}, {}, {}});
    }
  }
  std::optional<SchoolId> school() {
    std::optional<SchoolId> named;
    read("school", named, true);
    said_.erase("school");
    return named;
  }
  // A text that must be there and not be empty.
  std::optional<std::string> word(std::string_view key) {
    std::string given;
    const std::size_t before = problems_.size();
    read(key, given);
    if (problems_.size() != before) return std::nullopt;
    if (given.empty()) problem(key, "empty");
    return given.empty() ? std::nullopt : std::optional(std::move(given));
  }
  void text(std::string_view key, std::optional<TextInput>& out) {
    std::string given;
    read(key, given, true);
    if (!given.empty()) out = sealed(given);
  }
  void fields(FieldInputs& out, bool optional) {
    const json::Value* value = take("fields");
    if (value == nullptr && !optional) problem("fields", "missing");
    if (value == nullptr) return;
    if (value->object() == nullptr) return problem("fields", "not an object");
    for (const auto& [key, member] : *value->object()) field(key, member, out);
  }
  [[nodiscard]] TextInput sealed(const std::string& given) const { return {given, context_.seal(given)}; }
  void problem(std::string_view key, const std::string& what) {
    problems_.push_back({"Q454", {"/" + cut(key, limits::shown_bytes_max) + ": " + what}, {}, {}, {}});
  }
  // What was asked, with ids for the accounts of people: an account is personal and can be erased.
  [[nodiscard]] const json::Object& said() const { return said_; }
  void finish() {
    for (const auto& [key, value] : in_)
      if (!seen_.contains(key)) problem(key, "unknown key");
  }

 private:
  const json::Value* take(std::string_view key) {
    seen_.insert(key);
    const auto at = in_.find(key);
    return at == in_.end() ? nullptr : &at->second;
  }
  void field(const std::string& key, const json::Value& value, FieldInputs& out) {
    const auto id = FieldId::parse(key);
    if (!id) return problem("fields/" + key, "not a valid key");
    if (value.is_null())
      out[*id] = NoValue{};
    else if (const bool* b = value.boolean())
      out[*id] = *b;
    else if (const std::int64_t* n = value.integer())
      out[*id] = *n;
    else if (const std::string* s = value.string())
      out[*id] = sealed(*s);
    else
      problem("fields/" + key, "not a text, number, true, false or null");
  }

  const json::Object& in_;
  json::Object said_;
  const CommandContext& context_;
  std::vector<Unmet>& problems_;
  std::set<std::string_view> seen_;
};

void read_body(Members& in, AddUnit& c) { in.read("unit", c.unit); }
void read_body(Members& in, AdmitPerson& c) {
  in.read("person", c.person, true);
  const std::string account = in.word("account").value_or("");
  const std::string name = in.word("name").value_or("");
  if (!account.empty() && !is_id(account)) in.problem("account", "not in the expected form");
  c.identity = in.sealed(json::canonical(json::Object{{"account", account}, {"name", name}}));
}
void read_body(Members& in, RemovePerson& c) { in.person("person", c.person); }
void read_body(Members& in, AssignRole& c) {
  in.person("person", c.person);
  in.read("role", c.role);
  in.read("unit", c.unit, true);
}
void read_body(Members& in, EndRole& c) {
  in.person("person", c.person);
  in.read("role", c.role);
  in.read("unit", c.unit, true);
}
void read_body(Members& in, Delegate& c) {
  in.read("delegation", c.delegation);
  in.person("to", c.to);
  in.read("role", c.role);
  in.read("until", c.until);
}
void read_body(Members& in, EndDelegation& c) { in.read("delegation", c.delegation); }
void read_body(Members& in, AdoptPolicy& c) { in.read("policy", c.policy); }
void read_body(Members& in, ErasePerson& c) { in.person("person", c.person); }
void read_body(Members& in, Create& c) {
  in.read("type", c.type);
  in.read("document", c.document, true);
  in.read("unit", c.unit, true);
  in.fields(c.fields, true);
  in.read("about", c.about, true);
}
void read_body(Members& in, Edit& c) {
  in.read("document", c.document);
  in.fields(c.fields, false);
}
void read_body(Members& in, Attach& c) {
  in.read("document", c.document);
  in.read("slot", c.slot);
  in.read("content", c.content);
}
void read_body(Members& in, Sign& c) {
  in.read("document", c.document);
  in.read("content", c.content, true);
  in.read("signature", c.signature);
  in.read("certificate", c.certificate, true);
}
void read_body(Members& in, Attest& c) {
  in.read("document", c.document);
  in.read("step", c.step);
  in.read("evidence", c.evidence, true);
}
void read_body(Members& in, Act& c) {
  in.read("document", c.document);
  in.read("action", c.action);
  in.text("reason", c.reason);
}

template <class C>
bool read_if_named(std::string_view name, Members& in, CommandBody& body) {
  if (name != C::name) return false;
  C command;
  read_body(in, command);
  body = std::move(command);
  return true;
}

template <class... C>
bool read_any(std::string_view name, Members& in, CommandBody& body) {
  return (read_if_named<C>(name, in, body) || ...);
}

bool read_named(std::string_view name, Members& in, CommandBody& body) {
  return read_any<AddUnit, AdmitPerson, RemovePerson, AssignRole, EndRole, Delegate, EndDelegation,
                  AdoptPolicy, ErasePerson, Create, Edit, Attach, Sign, Attest, Act>(name, in, body);
}

}  // namespace

Result<ReadCommand, Refusal> read_command(std::string_view text, const CommandContext& context) {
  const auto refused = [](std::string what) {
    return tl::unexpected(Refusal{{{"Q454", {std::move(what)}, {}, {}, {}}}});
  };
  const auto value = json::read(text);
  if (!value)
    return refused(
        (value.error().where.empty() ? "" : cut(value.error().where, limits::shown_bytes_max) + ": ") +
        value.error().what);
  if (value->object() == nullptr) return refused("not an object");
  ReadCommand read;
  std::vector<Unmet> problems;
  Members in(*value->object(), context, problems);
  if (context.school) {
    const std::optional<SchoolId> school = in.school();
    if (!problems.empty()) return tl::unexpected(Refusal{std::move(problems)});
    if (auto unmet = context.school(school)) return tl::unexpected(Refusal{{std::move(*unmet)}});
  }
  const std::optional<std::string> name = in.word("do");
  in.read("key", read.command.key);
  in.person("as", read.command.as);
  in.read("at", read.at, true);
  if (read.at) {
    const int year = read.at->date(ZoneOffset{0}).year();
    if (year < limits::date_year_min || year > limits::date_year_max) in.problem("at", "year out of range");
  }
  in.read("version", read.command.version, true);
  if (name && !read_named(*name, in, read.command.body))
    problems.push_back(
        {"Q454", {"/do: unknown command `" + cut(*name, limits::shown_bytes_max) + "`"}, {}, {}, {}});
  else
    in.finish();
  if (!problems.empty()) return tl::unexpected(Refusal{std::move(problems)});
  read.fingerprint = sha256(json::canonical(in.said()));
  return read;
}

}  // namespace quyche
