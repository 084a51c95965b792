#include "tests/property/random_commands.h"

#include <algorithm>
#include <array>

#include "engine/decide/authority.h"
#include "engine/json/canonical.h"

namespace quyche::test {
namespace {

constexpr std::int64_t ms_per_hour = 3'600'000;
constexpr std::array people{"an", "binh", "chi", "dung", "em", "giang", "ha", "quan"};

TextInput sealed(const std::string& text, std::size_t index) {
  return {text, sha256("salt " + std::to_string(index) + text)};
}

class Draft {
 public:
  Draft(const World& world, const Policy& policy, Choices& choices, std::size_t index)
      : world_(world), policy_(policy), choices_(choices), index_(index) {}

  PersonId as;
  CommandBody body;

  void draw() {
    as = anybody();
    const std::uint64_t kind = choices_.below(100);
    if (kind < 9 || world_.school.documents.empty()) return create();
    if (kind < 13) return with_document([this](const Document& d) { edit(d); });
    if (kind < 16) return with_document([this](const Document& d) { attach(d); });
    if (kind < 19) return with_document([this](const Document& d) { sign(d); });
    if (kind < 22) return with_document([this](const Document& d) { attest(d); });
    if (kind < 30) return edit_unlocked();
    if (kind < 92) return with_document([this](const Document& d) { act(d); });
    if (kind < 97) return delegate();
    administer();
  }

  // Turns an action into what it still lacks.
  void remedy(const Refusal& refusal, const DocumentId& id) {
    const Document& document = *world_.school.document(id);
    const Unmet& unmet = choices_.one_of(refusal.unmet);
    if (!unmet.people.empty()) as = choices_.one_of(unmet.people);
    if (unmet.code == "Q408") edit(document);
    if (unmet.code == "Q409") attach(document);
    if (unmet.code == "Q410") sign(document);
    if (unmet.code == "Q411") attest(document);
  }

 private:
  PersonId anybody() {
    if (choices_.percent(2)) return PersonId{"nobody"};
    return PersonId{choices_.one_of(people)};
  }
  const DocumentType& type_of(const Document& document) const {
    return *world_.policies.find(document.policy)->document(document.type);
  }
  template <class Then>
  void with_document(Then then) {
    then(*world_.school.document(choices_.one_of(ids())));
  }
  const std::vector<DocumentId>& ids() {
    if (ids_.empty())
      world_.school.documents.each([this](const Document& document) { ids_.push_back(document.id); });
    return ids_;
  }
  void own(const Document& document) {
    if (choices_.percent(85)) as = document.owner;
  }
  void holder(const std::vector<ActorName>& wanted, const Document& document) {
    const auto able = holders(world_.school, policy_, wanted, document.unit, document.owner);
    if (!able.empty() && choices_.percent(85)) as = choices_.one_of(able);
    if (choices_.percent(5)) as = PersonId{"giang"};  // to whom the principal delegates
  }

  std::string day() {
    const Date base = world_.school.last_at.date(policy_.zone);
    return base.plus_days(static_cast<int>(choices_.below(40)) - 4).text();
  }
  FieldInput value(const Field& field) {
    if (choices_.percent(4)) return NoValue{};
    if (choices_.percent(4)) return std::int64_t{7};
    switch (field.type) {
      case FieldType::date:
      case FieldType::week: return sealed(day(), index_);
      case FieldType::date_time: return sealed(day() + "T07:30", index_);
      case FieldType::choice: return sealed(choices_.one_of(field.choices), index_);
      case FieldType::integer: return static_cast<std::int64_t>(choices_.below(50));
      case FieldType::boolean: return choices_.percent(50);
      case FieldType::code:
        return sealed(choices_.one_of(std::array{"lesson_date", "result", "subject", "5a"}), index_);
      case FieldType::text: break;
    }
    return sealed(choices_.one_of(std::array{"học sinh đọc được", "x", " ", "ghi chú"}), index_);
  }
  FieldInputs values(const DocumentType& type, bool creating) {
    FieldInputs inputs;
    for (const Field& field : type.fields)
      if (choices_.percent(creating ? 92 : 40)) inputs.emplace(field.id, value(field));
    if (choices_.percent(3)) inputs.emplace(FieldId{"colour"}, sealed("red", index_));
    return inputs;
  }

  // Three documents in four are of types with much at stake: about others, signed, on paper or owed. The
  // regulation has many books that people just keep.
  const DocumentType& type_to_create() {
    std::vector<const DocumentType*> eventful;
    for (const DocumentType& type : policy_.documents)
      if (type.control || type.signing || type.duty || !type.paper_steps.empty()) eventful.push_back(&type);
    if (eventful.empty() || choices_.percent(25)) return choices_.one_of(policy_.documents);
    return *choices_.one_of(eventful);
  }
  void create() {
    const DocumentType& type = type_to_create();
    Create command;
    command.type = type.id;
    command.fields = values(type, true);
    if (type.control && !world_.school.documents.empty())
      with_document([&](const Document& d) { be_about(d, type, command); });
    const auto able = holders(world_.school, policy_, {type.owner}, UnitId{"u1"}, {});
    if (choices_.percent(10)) command.unit = UnitId{choices_.one_of(std::array{"u1", "u2", "u3"})};
    if (!able.empty() && choices_.percent(80)) as = choices_.one_of(able);
    if (choices_.percent(3)) command.type = DocumentTypeId{"novel"};
    body = std::move(command);
  }
  // A correction names, as a rule, a field that the other document has.
  void be_about(const Document& document, const DocumentType& type, Create& command) {
    command.about.push_back(document.id);
    const auto& fields = type_of(document).fields;
    const FieldId named{"field"};
    if (type.field(named) != nullptr && !fields.empty() && choices_.percent(85))
      command.fields[named] = sealed(choices_.one_of(fields).id.value, index_);
  }
  void edit(const Document& document) {
    own(document);
    for (const SingleUnlock& unlock : document.single_unlocks)
      if (choices_.percent(80)) as = unlock.person;
    Edit command{document.id, values(type_of(document), false)};
    for (const SingleUnlock& unlock : document.single_unlocks) {
      const Field* field = type_of(document).field(unlock.field);
      if (field != nullptr && choices_.percent(80)) command.fields = {{field->id, value(*field)}};
    }
    body = std::move(command);
  }
  // Someone who has a single unlock uses it.
  void edit_unlocked() {
    for (const DocumentId& id : ids()) {
      const Document& document = *world_.school.document(id);
      for (const SingleUnlock& unlock : document.single_unlocks)
        if (type_of(document).field(unlock.field) != nullptr) return edit(document);
    }
    with_document([this](const Document& d) { edit(d); });
  }
  void attach(const Document& document) {
    own(document);
    const auto& slots = type_of(document).attachments;
    const SlotId slot = slots.empty() ? SlotId{"plan"} : choices_.one_of(slots).id;
    body = Attach{document.id, slot, sha256(std::to_string(choices_.below(3)))};
  }
  void sign(const Document& document) {
    if (type_of(document).signing) holder(type_of(document).signing->by, document);
    Sign command{document.id, {}, sha256("signature"), {}};
    if (choices_.percent(30)) command.content = content_digest(document);
    if (choices_.percent(5)) command.content = sha256("other");
    body = std::move(command);
  }
  void attest(const Document& document) {
    const auto& steps = type_of(document).paper_steps;
    if (steps.empty()) {
      body = Attest{document.id, PaperStepId{"print"}, {}};
      return;
    }
    // Mostly the next one that is missing.
    std::size_t next = choices_.below(steps.size());
    for (std::size_t i = 0; i < steps.size() && choices_.percent(90); ++i) {
      next = i;
      const bool done =
          std::any_of(document.attestations.begin(), document.attestations.end(), [&](const Attestation& a) {
            return a.step == steps[i].id && a.content_version == document.content_version;
          });
      if (!done) break;
    }
    const PaperStep& step = steps[next];
    holder(step.by, document);
    body = Attest{document.id, step.id, choices_.percent(85) ? sha256("scan") : Digest{}};
  }
  void act(const Document& document) {
    const auto& actions = type_of(document).workflow.actions;
    const Action* action = &choices_.one_of(actions);
    for (int i = 0; i < 4 && action->from.front() != document.state; ++i) action = &choices_.one_of(actions);
    holder(action->by, document);
    Act command{document.id, action->id, std::nullopt};
    if (choices_.percent(75)) command.reason = sealed(choices_.percent(95) ? "vì sai" : " ", index_);
    if (choices_.percent(2)) command.action = ActionId{"burn"};
    body = std::move(command);
  }
  void delegate() {
    if (choices_.percent(40)) {
      body = EndDelegation{DelegationId{"d" + std::to_string(choices_.below(8))}};
      return;
    }
    if (choices_.percent(70)) as = PersonId{"em"};
    body =
        Delegate{DelegationId{"d" + std::to_string(choices_.below(8))}, PersonId{"giang"},
                 RoleId{choices_.percent(90) ? "principal" : "clerk"},
                 world_.school.last_at.date(policy_.zone).plus_days(static_cast<int>(choices_.below(9)) - 1)};
  }
  // Mostly a role that they have.
  CommandBody end_role(const PersonId& whom, EndRole otherwise) {
    const Person* person = world_.school.person(whom);
    if (person == nullptr || person->roles.empty() || choices_.percent(30)) return otherwise;
    const Assignment held = choices_.one_of(std::vector(person->roles.begin(), person->roles.end()));
    return EndRole{whom, held.role, held.unit};
  }
  void administer() {
    if (choices_.percent(80)) as = PersonId{"em"};
    const PersonId whom{choices_.one_of(std::array{"binh", "dung", "quan", "p9", "em"})};
    const RoleId role{choices_.one_of(std::array{"teacher", "team_lead", "accountant", "board"})};
    const UnitId unit{choices_.one_of(std::array{"", "u1", "u2", "u7"})};
    switch (choices_.below(7)) {
      case 0: body = AddUnit{UnitId{"u" + std::to_string(choices_.below(5))}}; return;
      case 1: body = AdmitPerson{whom, sealed("{}", index_)}; return;
      case 2:
        if (choices_.percent(15)) body = RemovePerson{PersonId{"quan"}};
        return;
      case 3: body = end_role(whom, EndRole{whom, role, unit}); return;
      case 4:
        body = AdoptPolicy{choices_.percent(50) ? world_.school.adopted.back().policy : sha256("no")};
        return;
      default: body = AssignRole{whom, role, unit}; return;
    }
  }

  const World& world_;
  const Policy& policy_;
  Choices& choices_;
  std::size_t index_;
  std::vector<DocumentId> ids_;  // of all documents, once asked for
};

void pass(Choices& choices, Instant& now) {
  const std::uint64_t kind = choices.below(100);
  if (kind < 55)
    now = now.plus_ms(static_cast<std::int64_t>(choices.below(ms_per_hour)));
  else if (kind < 75)
    now = now.plus_ms(static_cast<std::int64_t>(choices.below(24)) * ms_per_hour);
  else if (kind < 80)
    now = now.plus_ms(static_cast<std::int64_t>(choices.below(9)) * ms_per_day);
  else if (kind < 81)
    now = now.plus_ms(static_cast<std::int64_t>(choices.below(60)) * ms_per_day);
}

Request request(PersonId as, CommandBody body, std::size_t index, Instant now) {
  const CommandKey key{"k" + std::to_string(index)};
  Request out{{key, std::move(as), std::nullopt, std::move(body)}, sha256(key.value), now, {}};
  for (const TextInput* text : texts_of(out.command)) {
    bool there = false;
    for (const VaultEntry& entry : out.sealed) there = there || entry.commitment == text->commitment;
    if (!there) out.sealed.push_back({text->commitment, "salt", text->text, out.command.as, {}});
  }
  return out;
}

}  // namespace

Result<HookVerdict, HookFault> InputHooks::run(const HookCall& call) {
  const bool ok = sha256(json::canonical(call.input)).bytes[0] >= 16;
  return HookVerdict{ok, ok ? "" : "không"};
}

std::uint64_t Choices::below(std::uint64_t n) {  // splitmix64
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return (z ^ (z >> 31)) % n;
}

std::vector<Request> opening(const PolicyId& policy, Instant at) {
  std::vector<Request> out;
  const auto add = [&](CommandBody body) {
    out.push_back(request({}, std::move(body), 100'000 + out.size(), at));
  };
  add(OpenSchool{SchoolId{"s"}, policy, ClockSource::given});
  for (const char* unit : {"u1", "u2"}) add(AddUnit{UnitId{unit}});
  for (const char* person : people) add(AdmitPerson{PersonId{person}, sealed(person, out.size())});
  struct Assigned {
    const char* person;
    const char* role;
    const char* unit;
  };
  for (const Assigned a : {Assigned{"an", "teacher", "u1"}, Assigned{"binh", "teacher", "u1"},
                           Assigned{"chi", "team_lead", "u1"}, Assigned{"dung", "teacher", "u2"},
                           Assigned{"dung", "team_lead", "u2"}, Assigned{"em", "principal", ""},
                           Assigned{"giang", "vice_principal", ""}, Assigned{"ha", "clerk", ""},
                           Assigned{"quan", "administrator", ""}}) {
    add(AssignRole{PersonId{a.person}, RoleId{a.role}, UnitId{a.unit}});
  }
  return out;
}

Request next_request(const World& world, const Policy& policy, std::uint64_t seed, std::size_t index,
                     Instant& now, Hooks& hooks) {
  Choices choices(seed);
  pass(choices, now);
  Draft draft(world, policy, choices, index);
  draft.body = EndDelegation{DelegationId{"d0"}};
  draft.draw();
  if (const auto* act = std::get_if<Act>(&draft.body); act != nullptr && choices.percent(80)) {
    const auto tried =
        decide(world, {{}, draft.as, {}, draft.body}, std::max(now, world.school.last_at), hooks);
    if (!tried) draft.remedy(tried.error(), DocumentId(act->document));
  }
  const Instant at =
      choices.percent(2) ? now.plus_ms(-static_cast<std::int64_t>(choices.below(ms_per_day))) : now;
  Request out = request(draft.as, std::move(draft.body), index, at);
  if (choices.percent(3)) out.command.version = choices.below(9);
  return out;
}

}  // namespace quyche::test
