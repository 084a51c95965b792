#include "tests/sim/behaviour.h"

#include <algorithm>
#include <array>

namespace quyche::sim {
namespace {

constexpr ZoneOffset zone{7 * 60};

const DocumentType& type_of(const Model& model, const MDocument& document) {
  const auto& types = model.rules_of(document.policy).policy->documents;
  return *std::find_if(types.begin(), types.end(),
                       [&](const DocumentType& one) { return one.id == document.type; });
}

}  // namespace

std::uint64_t Dice::below(std::uint64_t n) {  // splitmix64
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return (z ^ (z >> 31)) % n;
}

TextInput Behaviour::text(const std::string& words) {
  return {words, sha256("salt " + std::to_string(next_text_++) + words)};
}

Request Behaviour::request(PersonId as, CommandBody body, Instant now, bool by_the_system) {
  const CommandKey key{by_the_system ? "" : "k" + std::to_string(next_key_++)};
  Request out{{key, std::move(as), std::nullopt, std::move(body)}, sha256(key.value), now, {}};
  for (const TextInput* one : texts_of(out.command))
    if (!one->commitment.empty())
      out.sealed.push_back({one->commitment, "0123456789abcdef", one->text, out.command.as, {}});
  return out;
}

std::vector<Request> Behaviour::opening(const SchoolId& school, Instant now) {
  std::vector<Request> out;
  const auto add = [&](CommandBody body) { out.push_back(request({}, std::move(body), now, true)); };
  add(OpenSchool{school, policies_.front(), ClockSource::given});
  std::size_t number = 0;
  const auto admit = [&](std::vector<std::pair<const char*, UnitId>> roles) {
    const PersonId person = numbered_person(++number);
    add(AdmitPerson{person, text("{}")});
    for (auto& [role, unit] : roles) add(AssignRole{person, RoleId{role}, std::move(unit)});
  };
  admit({{"principal", {}}});
  admit({{"vice_principal", {}}});
  admit({{"administrator", {}}});
  admit({{"clerk", {}}});
  admit({{"accountant", {}}});
  if (dice_.percent(40)) admit({{"vice_principal", {}}});
  const std::uint64_t teams = 2 + dice_.below(2);
  for (std::uint64_t t = 0; t < teams; ++t) {
    const UnitId unit{"to-" + std::to_string(t + 1)};
    add(AddUnit{unit});
    admit({{"teacher", unit}, {"team_lead", unit}});
    for (std::uint64_t n = 3 + dice_.below(4); n > 0; --n) admit({{"teacher", unit}});
  }
  return out;
}

PersonId Behaviour::anyone() {
  return model_.people().empty() ? PersonId{"p0001"} : dice_.one_of(model_.people()).id;
}

PersonId Behaviour::someone_with(const RoleId& role) {
  std::vector<PersonId> able;
  for (const MPerson& person : model_.people())
    for (const MRole& held : person.roles)
      if (!person.left && held.role == role) able.push_back(person.id);
  return able.empty() ? anyone() : dice_.one_of(able);
}

const MDocument* Behaviour::some_document(bool open) {
  std::vector<const MDocument*> found;
  for (const MDocument& one : model_.documents()) {
    const auto& states = type_of(model_, one).workflow.states;
    const bool final = std::any_of(states.begin(), states.end(),
                                   [&](const State& s) { return s.id == one.state && s.final; });
    if (!open || !final) found.push_back(&one);
  }
  // What is new is on people's minds.
  if (found.size() > 12 && dice_.percent(60)) found.erase(found.begin(), found.end() - 12);
  return found.empty() ? nullptr : dice_.one_of(found);
}

FieldInput Behaviour::value_for(const Field& field, Instant now) {
  const Date day = now.date(zone).plus_days(static_cast<int>(dice_.below(13)) - 1);
  switch (field.type) {
    case FieldType::text: return text("Nội dung số " + std::to_string(next_text_));
    case FieldType::code:
      return TextInput{dice_.one_of(std::array{"toan", "tieng-viet", "outcomes", "lesson_date"}), {}};
    case FieldType::date: return TextInput{day.text(), {}};
    case FieldType::week: return TextInput{Week::of(day).text(), {}};
    case FieldType::choice: return TextInput{dice_.one_of(field.choices), {}};
    case FieldType::boolean: return true;
    case FieldType::integer: return std::int64_t{3};
    case FieldType::date_time: return TextInput{day.text() + "T07:30", {}};
  }
  return NoValue{};
}

bool Behaviour::create(Instant now, PersonId& as, CommandBody& body) {
  const Policy& policy = *model_.newest().policy;
  static constexpr std::array usual{"lesson_plan", "lesson_plan",      "lesson_plan",     "lesson_plan",
                                    "report_card", "class_summary",    "weekly_schedule", "team_plan",
                                    "school_plan", "initial_data",     "incident_report", "access_grant",
                                    "lock_order",  "correction_record"};
  DocumentTypeId wanted{dice_.one_of(usual)};
  if (dice_.percent(10)) wanted = dice_.one_of(policy.documents).id;
  const auto type = std::find_if(policy.documents.begin(), policy.documents.end(),
                                 [&](const DocumentType& one) { return one.id == wanted; });
  RoleId role = type->owner;
  for (const Role& one : policy.roles)
    if (one.id == role && !one.any_of.empty()) role = dice_.one_of(one.any_of);
  as = dice_.percent(95) ? someone_with(role) : anyone();
  Create create{wanted, {}, {}, {}, {}};
  for (const Field& field : type->fields)
    if (dice_.percent(field.required ? 97 : 80)) create.fields[field.id] = value_for(field, now);
  if (const MPerson* person = model_.person(as); person != nullptr && dice_.percent(30))
    for (const MRole& held : person->roles)
      if (held.role == role) create.unit = held.unit;
  if (type->control)
    for (std::uint64_t n = 1 + dice_.below(2); n > 0; --n)
      if (const MDocument* about = some_document(false); about != nullptr)
        if (std::find(create.about.begin(), create.about.end(), about->id) == create.about.end())
          create.about.push_back(about->id);
  body = std::move(create);
  return true;
}

bool Behaviour::act(Instant now, PersonId& as, CommandBody& body) {
  const MDocument* document = some_document(true);
  if (document == nullptr) return false;
  const DocumentType& type = type_of(model_, *document);
  std::vector<const Action*> possible;
  for (const Action& action : type.workflow.actions)
    if (std::find(action.from.begin(), action.from.end(), document->state) != action.from.end() ||
        dice_.percent(4))
      possible.push_back(&action);
  if (possible.empty()) return false;
  // Most of the time the first, which leads on; going back is rare.
  const Action& action = dice_.percent(70) ? *possible.front() : *dice_.one_of(possible);
  std::vector<PersonId> able;
  for (const MPerson& person : model_.people())
    if (model_.may_act(person.id, action.by, *document, now)) able.push_back(person.id);
  as = able.empty() || dice_.percent(6) ? anyone() : dice_.one_of(able);
  Act act{document->id, action.id, std::nullopt};
  if (dice_.percent(75)) act.reason = text("Lý do " + std::to_string(next_text_));
  body = std::move(act);
  return true;
}

bool Behaviour::attach(PersonId& as, CommandBody& body) {
  const MDocument* document = some_document(true);
  if (document == nullptr) return false;
  const auto& slots = type_of(model_, *document).attachments;
  if (slots.empty()) return false;
  as = dice_.percent(94) ? document->owner : anyone();
  body = Attach{document->id, dice_.percent(97) ? dice_.one_of(slots).id : SlotId{"khac"},
                sha256("file " + std::to_string(dice_.below(50)))};
  return true;
}

bool Behaviour::sign(Instant now, PersonId& as, CommandBody& body) {
  const MDocument* document = some_document(true);
  if (document == nullptr || !type_of(model_, *document).signing) return false;
  std::vector<PersonId> able;
  for (const MPerson& person : model_.people())
    if (model_.may_act(person.id, type_of(model_, *document).signing->by, *document, now))
      able.push_back(person.id);
  as = able.empty() || dice_.percent(5) ? anyone() : dice_.one_of(able);
  body = Sign{document->id, std::nullopt, sha256("signature " + std::to_string(dice_.below(1'000))), {}};
  return true;
}

bool Behaviour::attest(Instant now, PersonId& as, CommandBody& body) {
  const MDocument* document = some_document(true);
  if (document == nullptr || type_of(model_, *document).paper_steps.empty()) return false;
  const auto& steps = type_of(model_, *document).paper_steps;
  const PaperStep* step = &dice_.one_of(steps);
  for (const PaperStep& one : steps) {
    if (std::find(document->attestations.begin(), document->attestations.end(),
                  std::pair(one.id, document->content)) != document->attestations.end())
      continue;
    if (dice_.percent(90)) step = &one;
    break;
  }
  std::vector<PersonId> able;
  for (const MPerson& person : model_.people())
    if (model_.may_act(person.id, step->by, *document, now)) able.push_back(person.id);
  as = able.empty() || dice_.percent(5) ? anyone() : dice_.one_of(able);
  body = Attest{document->id, step->id,
                dice_.percent(90) ? sha256("scan " + std::to_string(dice_.below(1'000))) : Digest{}};
  return true;
}

bool Behaviour::edit(Instant now, PersonId& as, CommandBody& body) {
  const MDocument* document = some_document(dice_.percent(80));
  if (document == nullptr) return false;
  const auto& fields = type_of(model_, *document).fields;
  if (fields.empty()) return false;
  const Field& field = dice_.percent(50) ? fields.front() : dice_.one_of(fields);
  as = dice_.percent(92) ? document->owner : anyone();
  Edit edit{document->id, {}};
  edit.fields[field.id] = dice_.percent(6) ? FieldInput(NoValue{}) : value_for(field, now);
  body = std::move(edit);
  return true;
}

bool Behaviour::people(Instant now, PersonId& as, CommandBody& body) {
  as = dice_.percent(90) ? someone_with(RoleId{dice_.percent(50) ? "principal" : "administrator"}) : anyone();
  const PersonId whom = anyone();
  const UnitId unit = model_.units().empty() || dice_.percent(40) ? UnitId{} : dice_.one_of(model_.units());
  const RoleId role{dice_.one_of(std::array{"teacher", "teacher", "team_lead", "clerk", "vice_principal"})};
  switch (dice_.below(10)) {
    case 0: body = AdmitPerson{{}, text("{}")}; return true;
    case 1:
      if (dice_.percent(50)) return false;
      body = RemovePerson{whom};
      return true;
    case 2: {
      const MPerson* person = model_.person(whom);
      if (person == nullptr || person->roles.empty() || dice_.percent(50)) return false;
      const MRole& held = dice_.one_of(person->roles);
      body = EndRole{whom, held.role, held.unit};
      return true;
    }
    case 3:
    case 4: {
      as = someone_with(RoleId{"principal"});
      const Date until = now.date(zone).plus_days(static_cast<int>(dice_.below(9)) - 1);
      body = Delegate{DelegationId{"uy-quyen-" + std::to_string(next_delegation_++)},
                      dice_.percent(80) ? someone_with(RoleId{"vice_principal"}) : anyone(),
                      RoleId{dice_.percent(85) ? "principal" : "clerk"}, until};
      return true;
    }
    case 5:
      if (model_.delegations().empty()) return false;
      body = EndDelegation{dice_.one_of(model_.delegations()).id};
      as = dice_.percent(80) ? dice_.one_of(model_.delegations()).from : anyone();
      return true;
    case 6: body = ErasePerson{whom}; return true;
    case 7:
      if (dice_.percent(70)) return false;
      as = someone_with(RoleId{"principal"});
      body = AdoptPolicy{dice_.one_of(policies_)};
      return true;
    default: body = AssignRole{whom, role, unit}; return true;
  }
}

void Behaviour::nonsense(PersonId& as, CommandBody& body) {
  as = dice_.percent(50) ? PersonId{"nguoi-la"} : anyone();
  switch (dice_.below(4)) {
    case 0: body = Act{DocumentId{"khong-co"}, ActionId{"submit"}, std::nullopt}; return;
    case 1: body = Create{DocumentTypeId{"khong-co"}, {}, {}, {}, {}}; return;
    case 2: body = AddUnit{UnitId{"to-9"}}; return;
    default: body = Attach{DocumentId{"khong-co"}, SlotId{"plan"}, sha256("x")}; return;
  }
}

Request Behaviour::next(Instant now) {
  while (true) {
    PersonId as;
    CommandBody body = AddUnit{};
    const std::uint64_t kind = dice_.below(100);
    bool found = true;
    if (kind < 24)
      found = create(now, as, body);
    else if (kind < 38)
      found = attach(as, body);
    else if (kind < 72)
      found = act(now, as, body);
    else if (kind < 77)
      found = sign(now, as, body);
    else if (kind < 85)
      found = attest(now, as, body);
    else if (kind < 91)
      found = edit(now, as, body);
    else if (kind < 97)
      found = people(now, as, body);
    else
      nonsense(as, body);
    if (!found) continue;
    Request out = request(std::move(as), std::move(body), now);
    if (dice_.percent(2)) out.command.version = dice_.below(6);
    return out;
  }
}

}  // namespace quyche::sim
