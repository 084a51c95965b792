#include "tests/engine/decide/fixture.h"

#include <gtest/gtest.h>

#include "engine/base/check.h"
#include "engine/school/evolve.h"

namespace quyche::test {
namespace {

std::string reasons(const Refusal& refusal) {
  std::string out;
  for (const Unmet& unmet : refusal.unmet) out += "\n  " + unmet.code + " " + sentence(unmet, Lang::en);
  return out;
}

}  // namespace

Instant at(std::string_view date, std::string_view clock) {
  const auto instant = Instant::parse(std::string(date) + "T" + std::string(clock) + ":00+07:00");
  CHECK(instant, "a test's time is written well");
  return *instant;
}

Digest digest(std::string_view value) { return sha256(value); }
TextInput text(std::string value) {
  const Digest commitment = sha256("salt" + value);
  return {std::move(value), commitment};
}

FieldInputs fields(const std::map<std::string, std::string>& texts) {
  FieldInputs inputs;
  for (const auto& [id, value] : texts) inputs.emplace(FieldId{id}, text(value));
  return inputs;
}

std::vector<std::string> kinds(const std::vector<Event>& events) {
  std::vector<std::string> out;
  for (const Event& event : events) out.emplace_back(kind_of(event.body));
  return out;
}

std::vector<std::string> codes(const Refusal& refusal) {
  std::vector<std::string> out;
  for (const Unmet& unmet : refusal.unmet) out.push_back(unmet.code);
  return out;
}

std::vector<std::string> names(const std::vector<PersonId>& people) {
  std::vector<std::string> out;
  for (const PersonId& person : people) out.push_back(person.value);
  return out;
}

School::School(std::shared_ptr<const Policy> policy, Instant opened) : now_(opened) {
  const PolicyId id = policy_id(*policy);
  policies_.add(id, std::move(policy));
  does("", OpenSchool{SchoolId{"s"}, id, ClockSource::given});
  for (const char* unit : {"u1", "u2"}) does("", AddUnit{UnitId{unit}});
  const auto admit = [&](const char* person, const char* role, const char* unit) {
    if (state.person(PersonId{person}) == nullptr) does("", AdmitPerson{PersonId{person}, text(person)});
    does("", AssignRole{PersonId{person}, RoleId{role}, UnitId{unit}});
  };
  admit("an", "teacher", "u1");
  admit("binh", "teacher", "u1");
  admit("chi", "team_lead", "u1");
  admit("dung", "teacher", "u2");
  admit("dung", "team_lead", "u2");
  admit("em", "principal", "");
  admit("giang", "vice", "");
  admit("ha", "clerk", "");
  now_ = opened.plus_ms(60 * ms_per_minute);
}

Decided School::tries(const std::string& who, CommandBody body, std::optional<std::uint64_t> version) {
  const Command command{CommandKey{"k" + std::to_string(++next_key_)}, PersonId{who}, version,
                        std::move(body)};
  Decided decided = decide(world(), command, now_, hooks);
  if (decided) {
    for (const Event& event : *decided) EXPECT_EQ(event.command, command.key);
    apply(*decided);
  }
  return decided;
}

std::vector<Event> School::does(const std::string& who, CommandBody body) {
  const std::string name(name_of(body));
  const Decided decided = tries(who, std::move(body));
  EXPECT_TRUE(decided) << who << " " << name << " is refused:" << reasons(decided.error());
  return decided ? *decided : std::vector<Event>{};
}

Refusal School::refusal(const std::string& who, CommandBody body) {
  const SchoolState before = state;
  const std::string name(name_of(body));
  Decided decided = tries(who, std::move(body));
  EXPECT_FALSE(decided) << who << " " << name << " is allowed";
  EXPECT_TRUE(before == state) << who << " " << name << ": a refusal changes nothing";
  return decided ? Refusal{} : std::move(decided.error());
}

std::vector<std::string> School::refused(const std::string& who, CommandBody body) {
  return codes(refusal(who, std::move(body)));
}

std::vector<Event> School::wait(Instant until) {
  std::vector<Event> happened;
  now_ = until;
  for (auto due = next_due(world()); due && *due <= until; due = next_due(world())) {
    const Decided decided = decide(world(), Command{{}, {}, std::nullopt, Tick{}}, until, hooks);
    CHECK(decided && !decided->empty(), "a tick at or after next_due gives events");
    apply(*decided);
    happened.insert(happened.end(), decided->begin(), decided->end());
  }
  return happened;
}

void School::add_policy(std::shared_ptr<const Policy> policy) {
  const PolicyId id = policy_id(*policy);
  policies_.add(id, std::move(policy));
}

DocumentId School::create(const std::string& who, const std::string& type, FieldInputs inputs,
                          std::vector<DocumentId> about) {
  const auto events = does(who, Create{DocumentTypeId{type}, {}, {}, std::move(inputs), std::move(about)});
  return events.empty() ? DocumentId{} : *document_of(events.front().body);
}

std::vector<Event> School::act(const std::string& who, const DocumentId& document, const std::string& name,
                               const std::string& reason) {
  return does(who, reason.empty() ? action(document, name) : action(document, name, reason));
}

void School::attach(const std::string& who, const DocumentId& document, const std::string& slot,
                    const std::string& content) {
  does(who, Attach{document, SlotId{slot}, digest(content)});
}

DocumentId School::plan(const std::string& who, const std::string& wanted, const std::string& lesson) {
  const DocumentId id = create(who, "plan", fields({{"lesson_date", lesson}, {"subject", "math"}}));
  const std::string lead = document(id).unit.value == "u1" ? "chi" : "dung";
  attach(who, id, "plan");
  if (wanted == "draft") return id;
  act(who, id, "submit");
  if (wanted == "submitted") return id;
  act(lead, id, "check");
  if (wanted == "checked") return id;
  act("em", id, "approve");
  return id;
}

const Document& School::document(const DocumentId& id) const {
  const Document* found = state.document(id);
  CHECK(found != nullptr, "the document of a test is there");
  return *found;
}

void School::apply(const std::vector<Event>& events) {
  for (const Event& event : events) {
    evolve(state, event);
    log.push_back(event);
  }
}

}  // namespace quyche::test
