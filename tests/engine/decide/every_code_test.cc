// Every refusal that the engine can give is given once here: the table is compared with the engine's source.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "adapters/memory/memory_store.h"
#include "engine/base/limits.h"
#include "engine/command/read_command.h"
#include "engine/messages/messages.h"
#include "engine/office/office.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Ask = std::function<Refusal(School&)>;
struct Row {
  const char* code;
  Ask ask;
};

Ask asks(const char* who, CommandBody body) {
  return [=](School& school) { return school.refusal(who, body); };
}
// Given a plan of `an` in a state, `who` does something with it.
Ask with_plan(const char* state, const char* who, std::function<CommandBody(DocumentId)> body) {
  return [=](School& school) { return school.refusal(who, body(school.plan("an", state))); };
}
Ask with_new(const char* owner, const char* type, const char* who,
             std::function<CommandBody(DocumentId)> body) {
  return [=](School& school) { return school.refusal(who, body(school.create(owner, type))); };
}
Ask acting(const char* state, const char* who, const char* name) {
  return with_plan(state, who, [=](DocumentId id) { return action(id, name); });
}

// The order of giang about a plan of an, with `field` as its target, has let giang edit once.
Refusal beyond_unlock(School& school) {
  const DocumentId plan = school.plan("an", "submitted");
  const DocumentId order = school.create("giang", "order", fields({{"target", "pages"}}), {plan});
  school.act("giang", order, "allow_field");
  return school.refusal("giang", edit(plan, {{"subject", "music"}}));
}

Refusal key_used_twice(School& school) {
  memory::MemoryStore store;
  auto office = Office::open(store, school.hooks, SchoolId{"s"});
  (*office)->add_policy(fixture_policy());
  const OpenSchool opening{SchoolId{"s"}, policy_id(*fixture_policy()), ClockSource::given};
  Request request{{CommandKey{"k"}, {}, std::nullopt, opening}, digest("a"), school.now(), {}};
  EXPECT_TRUE((*office)->submit({&request, 1}));
  request.fingerprint = digest("b");
  return std::get<Refusal>((*office)->submit({&request, 1})->at(0).outcome);
}

Delegate delegate(const char* to, const char* role, const char* until = "2024-10-30") {
  return {DelegationId{"d"}, PersonId{to}, RoleId{role}, *Date::parse(until)};
}

const Row rows[] = {
    {"Q401", asks("an", action(DocumentId{"no"}, "submit"))},
    {"Q402",
     [](School& s) { return s.tries("an", action(s.plan("an", "draft"), "submit"), 7).error(); }},
    {"Q403",
     [](School& s) {
       s.set_clock(s.state.last_at.plus_ms(-1));
       return s.refusal("em", AddUnit{UnitId{"u3"}});
     }},
    {"Q404", acting("draft", "an", "submitt")},
    {"Q405", acting("draft", "chi", "check")},
    {"Q406", acting("submitted", "dung", "check")},
    {"Q407", with_new("an", "gate", "an", [](DocumentId id) { return action(id, "watched"); })},
    {"Q408", [](School& s) {
       return s.refusal("an", action(s.create("an", "plan", fields({{"lesson_date", "2024-10-21"}})), "submit"));
     }},
    {"Q409", [](School& s) {
       return s.refusal("an", action(s.create("an", "plan", fields({{"lesson_date", "2024-10-21"}})), "submit"));
     }},
    {"Q410", with_new("an", "card", "an", [](DocumentId id) { return action(id, "fill"); })},
    {"Q411", with_new("an", "card", "em", [](DocumentId id) { return action(id, "finish"); })},
    {"Q412", with_new("an", "report", "an", [](DocumentId id) { return action(id, "any"); })},
    {"Q413",
     [](School& s) {
       return s.refusal("em", action(s.create("em", "order", {}, {s.plan("an", "draft")}), "close"));
     }},
    {"Q414", acting("submitted", "chi", "return")},
    {"Q415",
     [](School& s) { return s.refusal("dung", action(s.plan("dung", "submitted"), "check")); }},
    {"Q416", [](School& s) {
       return s.refusal("an", action(s.create("an", "gate", fields({{"starts", "2024-11-10"}})), "enter"));
     }},
    {"Q417", with_new("an", "gate", "an", [](DocumentId id) { return action(id, "yearly"); })},
    {"Q418",
     [](School& s) {
       s.hooks.answer = HookVerdict{false, "no"};
       return s.refusal("an", action(s.create("an", "gate"), "hooked"));
     }},
    {"Q419",
     [](School& s) {
       s.hooks.answer = tl::unexpected(HookFault{"Q603", "x.lua:1"});
       return s.refusal("an", action(s.create("an", "gate"), "hooked"));
     }},
    {"Q420",
     [](School& s) {
       const DocumentId plan = s.plan("an", "draft");
       s.act("em", s.create("em", "order", {}, {plan}), "lock");
       return s.refusal("an", action(plan, "submit"));
     }},
    {"Q421", with_plan("submitted", "an", [](DocumentId id) { return edit(id, {{"grade", "one"}}); })},
    {"Q422", with_plan("draft", "an", [](DocumentId id) { return edit(id, {{"grde", "one"}}); })},
    {"Q423", with_plan("draft", "an", [](DocumentId id) { return edit(id, {{"grade", "six"}}); })},
    {"Q424",
     with_plan("draft", "an", [](DocumentId id) { return Attach{id, SlotId{"cover"}, digest("x")}; })},
    {"Q425", asks("zoe", AddUnit{UnitId{"u3"}})},
    {"Q426", asks("em", AssignRole{PersonId{"an"}, RoleId{"king"}, {}})},
    {"Q427", asks("em", AssignRole{PersonId{"an"}, RoleId{"teacher"}, UnitId{"u9"}})},
    {"Q428", asks("em", AddUnit{UnitId{"u1"}})},
    {"Q429", asks("an", Create{DocumentTypeId{"plna"}, {}, {}, {}, {}})},
    {"Q430",
     [](School&) {
       School early(fixture_policy(), at("2024-07-01"));
       return early.refusal("an", Create{DocumentTypeId{"report"}, {}, {}, {}, {}});
     }},
    {"Q431", asks("an", Create{DocumentTypeId{"plan"}, {}, {}, {}, {}})},
    {"Q432",
     [](School& s) {
       const DocumentId minutes = s.create("an", "minutes");
       s.act("em", minutes, "all");
       return s.refusal("em", action(minutes, "all"));
     }},
    {"Q433", asks("em", Create{DocumentTypeId{"order"}, {}, {}, {}, {}})},
    {"Q434", asks("em", delegate("ha", "principal"))},
    {"Q435", asks("ha", delegate("em", "clerk"))},
    {"Q436", asks("em", delegate("giang", "principal", "2024-09-01"))},
    {"Q437", asks("em", EndDelegation{DelegationId{"d"}})},
    {"Q438", asks("em", AdoptPolicy{digest("another")})},
    {"Q439", key_used_twice},
    {"Q440",
     [](School& s) {
       s.does("em", RemovePerson{PersonId{"ha"}});
       return s.refusal("ha", AddUnit{UnitId{"u3"}});
     }},
    {"Q441",
     [](School& s) {
       const DocumentId card = s.create("an", "card");
       s.does("an", Attest{card, PaperStepId{"print"}, {}});
       return s.refusal("an", Attest{card, PaperStepId{"print"}, {}});
     }},
    {"Q442", with_new("an", "card", "an",
                      [](DocumentId id) {
                        return Sign{id, digest("old"), digest("signature"), {}};
                      })},
    {"Q443", with_plan("draft", "an", [](DocumentId id) { return Sign{id, {}, digest("signature"), {}}; })},
    {"Q444",
     with_new("an", "card", "ha", [](DocumentId id) { return Attest{id, PaperStepId{"seal"}, {}}; })},
    {"Q445",
     [](School& s) {
       const SchoolState closed;
       return decide({s.world().policies, closed}, {CommandKey{"k"}, PersonId{"em"}, {}, AddUnit{UnitId{"u"}}},
                     s.now(), s.hooks)
           .error();
     }},
    {"Q446", with_plan("draft", "an", [](DocumentId id) { return edit(id, {{"subject", "math"}}); })},
    {"Q447", beyond_unlock},
    {"Q448",
     [](School& s) {
       s.does("em", AssignRole{PersonId{"an"}, RoleId{"teacher"}, UnitId{"u2"}});
       return s.refusal("an", Create{DocumentTypeId{"report"}, {}, {}, {}, {}});
     }},
    {"Q449",
     with_new("an", "card", "ha", [](DocumentId id) { return Attest{id, PaperStepId{"bind"}, {}}; })},
    {"Q450", with_plan("submitted", "chi", [](DocumentId id) {
       return action(id, "return", std::string(limits::text_bytes_max + 1, 'x'));
     })},
    {"Q451", asks("em", AssignRole{PersonId{"an"}, RoleId{"teacher"}, {}})},
    {"Q452", asks("em", AssignRole{PersonId{"an"}, RoleId{"clerk"}, UnitId{"u1"}})},
    {"Q453", asks("em", AssignRole{PersonId{"an"}, RoleId{"board"}, {}})},
    {"Q454", [](School&) { return read_command("{", {}).error(); }},
    {"Q457", asks("ha", delegate("giang", "principal"))},
    {"Q458", with_plan("draft", "an", [](DocumentId id) {
       return Create{DocumentTypeId{"report"}, {}, {}, {}, {id}};
     })},
    {"Q459", with_plan("draft", "an", [](DocumentId id) { return edit(id, {{"lesson_date", ""}}); })},
    {"Q460",
     [](School& s) {
       const DocumentId plan = s.plan("an", "draft");
       s.wait(at("2024-10-20"));
       return s.refusal("an", edit(plan, {{"lesson_date", "2024-11-18"}}));
     }},
    {"Q461", asks("em", AssignRole{PersonId{"em"}, RoleId{"clerk"}, {}})},
    {"Q463", asks("em", ErasePerson{PersonId{"an"}})},
    {"Q462", asks("em", RemovePerson{PersonId{"em"}})},
};

std::set<std::string> codes_in_engine() {
  std::set<std::string> found;
  const std::regex code("\"(Q4[0-9][0-9])\"");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(QUYCHE_SOURCE_DIR "/engine")) {
    // What an audit finds missing in a record is no refusal of a command.
    if (entry.path().extension() != ".cc" || entry.path().parent_path().filename() == "replay") continue;
    std::ostringstream all;
    all << std::ifstream(entry.path()).rdbuf();
    const std::string source = all.str();
    for (std::sregex_iterator at(source.begin(), source.end(), code), end; at != end; ++at)
      found.insert((*at)[1]);
  }
  return found;
}

TEST(EveryCode, IsGivenByItsCommandAndReadsWellInBothLanguages) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.code);
    School school;
    const Refusal refusal = row.ask(school);
    const auto given = codes(refusal);
    EXPECT_NE(std::find(given.begin(), given.end(), row.code), given.end()) << testing::PrintToString(given);
    for (const Unmet& unmet : refusal.unmet) {
      for (const Lang lang : {Lang::vi, Lang::en}) {
        const std::string said = sentence(unmet, lang);
        EXPECT_FALSE(said.empty()) << unmet.code;
        EXPECT_EQ(said.find('{'), std::string::npos) << unmet.code << " has an argument too few: " << said;
      }
    }
  }
}

TEST(EveryCode, OfTheEngineIsInTheTable) {
  std::set<std::string> listed;
  for (const Row& row : rows) EXPECT_TRUE(listed.insert(row.code).second) << row.code << " twice";
  EXPECT_EQ(listed, codes_in_engine());
}

}  // namespace
}  // namespace quyche::test
