#include "bench/work.h"

#include "engine/base/check.h"
#include "rules/policy/load.h"

namespace quyche::bench {
namespace {

PersonId lead(std::size_t unit) { return PersonId{"lead-" + std::to_string(unit)}; }
PersonId teacher(std::size_t unit, std::size_t n) {
  return PersonId{"teacher-" + std::to_string(unit) + '-' + std::to_string(n)};
}
UnitId unit_id(std::size_t unit) { return UnitId{"unit-" + std::to_string(unit)}; }
const PersonId principal{"principal"};
const PersonId clerk{"clerk"};

TextInput plain(std::string text) {
  const Digest commitment = sha256(text);
  return {std::move(text), commitment};
}

}  // namespace

Work::Work() {
  rules::Findings findings;
  policy_ = rules::load_policy(QUYCHE_SOURCE_DIR "/bench/work.yaml", findings);
  CHECK(policy_ != nullptr && !findings.has_errors(), "the regulation of the reference work is sound");
}

Instant Work::start() { return *Instant::parse("2024-09-25T08:00:00+07:00"); }

std::vector<Request> Work::opening(const SchoolId& school) const {
  std::vector<Request> out;
  const auto add = [&](CommandBody body) {
    Request request;
    request.command.body = std::move(body);
    request.now = start();
    out.push_back(std::move(request));
  };
  const auto admit = [&](const PersonId& person, const char* role, const UnitId& unit) {
    add(AdmitPerson{person, plain(person.value)});
    add(AssignRole{person, RoleId{role}, unit});
  };
  add(OpenSchool{school, policy_id(*policy_), ClockSource::given});
  admit(principal, "principal", {});
  admit(clerk, "clerk", {});
  for (std::size_t unit = 0; unit < units; ++unit) {
    add(AddUnit{unit_id(unit)});
    admit(lead(unit), "team_lead", unit_id(unit));
    for (std::size_t n = 0; n < teachers_per_unit; ++n) admit(teacher(unit, n), "teacher", unit_id(unit));
  }
  return out;
}

DocumentId Work::document_id(std::size_t document) { return DocumentId{"plan-" + std::to_string(document)}; }

Request Work::step(std::size_t document, std::size_t n, Instant now) const {
  const std::size_t unit = document % units;
  const PersonId owner = teacher(unit, document / units % teachers_per_unit);
  const DocumentId id = document_id(document);
  Request request;
  request.now = now;
  Command& command = request.command;
  command.key.value = "w-" + std::to_string(document) + '-' + std::to_string(n);
  request.fingerprint = sha256(command.key.value);
  switch (n) {
    case 0: {
      const Date lesson = start().date(policy_->zone).plus_days(30 + static_cast<int>(document % 90));
      command.as = owner;
      command.body =
          Create{DocumentTypeId{"plan"},
                 id,
                 {},
                 {{FieldId{"lesson_date"}, plain(lesson.text())}, {FieldId{"subject"}, plain("toan")}},
                 {}};
      break;
    }
    case 1:
      command.as = owner;
      command.body = Act{id, ActionId{"submit"}, {}};
      break;
    case 2:
      command.as = lead(unit);
      command.body = Sign{id, {}, request.fingerprint, {}};
      break;
    case 3:
      command.as = principal;
      command.body = Act{id, ActionId{"approve"}, {}};
      break;
    case 4:
      command.as = clerk;
      command.body = Attest{id, PaperStepId{"stamp"}, {}};
      break;
    default:
      command.as = clerk;
      command.body = Act{id, ActionId{"archive"}, {}};
      break;
  }
  return request;
}

std::string Work::line(std::size_t document, std::size_t n) const {
  const Request request = step(document, n, start());
  const auto text = [](std::string_view name, const std::string& value) {
    return ",\"" + std::string(name) + "\":\"" + value + '"';
  };
  std::string out = "{\"at\":\"" + start().text() + '"' + text("as", request.command.as.value) +
                    text("key", request.command.key.value) + text("document", document_id(document).value);
  if (const auto* create = std::get_if<Create>(&request.command.body)) {
    out += text("do", "create") + text("type", create->type.value);
    std::string fields;
    for (const auto& [field, value] : create->fields)
      fields +=
          (fields.empty() ? "\"" : ",\"") + field.value + "\":\"" + std::get<TextInput>(value).text + '"';
    out += ",\"fields\":{" + fields + '}';
  } else if (const auto* act = std::get_if<Act>(&request.command.body)) {
    out += text("do", "act") + text("action", act->action.value);
  } else if (const auto* sign = std::get_if<Sign>(&request.command.body)) {
    out += text("do", "sign") + text("signature", sign->signature.text());
  } else {
    out += text("do", "attest") + text("step", std::get<Attest>(request.command.body).step.value);
  }
  return out + "}\n";
}

void expect_accepted(const std::vector<Reply>& replies) {
  for (const Reply& reply : replies)
    CHECK(std::holds_alternative<Accepted>(reply.outcome) && !reply.repeated,
          "each step of the reference work is allowed");
}

}  // namespace quyche::bench
