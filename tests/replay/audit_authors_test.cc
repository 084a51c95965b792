// Who asked for what, under which key, and with which texts.
#include <gtest/gtest.h>

#include "engine/replay/audit.h"
#include "tests/replay/forge.h"

namespace quyche::test {
namespace {

using Found = std::vector<std::string>;

std::string found(const char* code, std::uint64_t seq) {
  return std::string(code) + ' ' + std::to_string(seq);
}

// Quyche itself does these only while it opens the school.
TEST(AuditAuthors, WhatNobodyAskedFor) {
  const PersonId an{"an"};
  const EventBody bodies[] = {
      UnitAdded{UnitId{"u9"}},
      PersonAdmitted{PersonId{"zoe"}, digest("zoe")},
      PersonLeft{an},
      RoleAssigned{an, RoleId{"principal"}, {}},
      RoleEnded{PersonId{"em"}, RoleId{"principal"}, {}},
      Delegated{DelegationId{"d1"}, PersonId{"em"}, PersonId{"giang"}, RoleId{"principal"},
                *Date::parse("2025-01-05")},
      PolicyAdopted{policy_id(*fixture_policy())},
  };
  for (const EventBody& body : bodies) {
    SCOPED_TRACE(kind_of(body));
    ForgedSchool school;
    school.wait(at("2024-10-02"));
    school.create("an", "session");
    const Clause clause = fixture_policy()->administration.people.cite;
    school.forge("", body, clause);
    EXPECT_EQ(audited(school), Found{found("Q554", school.last())});
    ForgedSchool middle;
    middle.wait(at("2024-10-02"));
    middle.create("an", "session");
    const std::size_t index = middle.log.size();
    middle.create("an", "session");
    Event forged = middle.log.back();
    forged.by = {};
    forged.command = {};
    forged.body = body;
    forged.clause = clause;
    middle.log.insert(middle.log.begin() + static_cast<std::ptrdiff_t>(index), forged);
    for (std::size_t i = 0; i < middle.log.size(); ++i) middle.log[i].seq = i + 1;
    EXPECT_EQ(audited(middle).front(), found("Q554", index + 1));
  }
}

TEST(AuditAuthors, WhatIsStrippedOfItsAuthor) {
  ForgedSchool school;
  school.forge_answer("em", AddUnit{UnitId{"u9"}}, [](std::vector<Event>& events) {
    events[0].by = {};
    events[0].command = {};
  });
  EXPECT_EQ(audited(school), Found{found("Q554", school.last())});
}

TEST(AuditAuthors, KeysAndErasuresNeedNobody) {
  ForgedSchool school;
  school.does("em", RemovePerson{PersonId{"giang"}});
  school.does("", AdoptKey{"k+1+AA", false, 0, {}});
  school.does("", ErasePerson{PersonId{"giang"}});
  EXPECT_EQ(audited(school), Found{});
}

TEST(AuditAuthors, OneKeyForTwoCommands) {
  ForgedSchool school;
  school.create("an", "session");
  const CommandKey used = school.log.back().command;
  ASSERT_FALSE(used.empty());
  school.plan("an", "submitted");
  school.forge_answer("binh", Create{DocumentTypeId{"session"}, {}, {}, {}, {}},
                      [&](std::vector<Event>& events) {
                        for (Event& event : events) event.command = used;
                      });
  const std::uint64_t seq = school.last();
  school.plan("dung", "submitted", "2024-12-02");
  school.wait(at("2024-12-20"));
  EXPECT_EQ(audited(school), Found{found("Q564", seq)});
}

TEST(AuditAuthors, TextThatTheCommandNeeds) {
  ForgedSchool school;
  school.forge_answer("em", AdmitPerson{PersonId{"zoe"}, text("zoe")}, [](std::vector<Event>& events) {
    std::get<PersonAdmitted>(events[0].body).identity = {};
  });
  EXPECT_EQ(audited(school), Found{found("Q565", school.last())});
}

TEST(AuditAuthors, TextThatIsNotTheOneOfThen) {
  ForgedSchool school;
  school.does("em", AdmitPerson{PersonId{"zoe"}, text("zoe")});
  const Digest commitment = text("zoe").commitment;
  EXPECT_EQ(audited(school), Found{});
  Audit audit(school.world().policies, nullptr, [&](const Digest& one) { return one == commitment; });
  for (const Event& event : school.log) audit.add(event);
  audit.finish();
  ASSERT_EQ(audit.findings().size(), 1u);
  EXPECT_EQ(code_of(audit.findings()[0].what), "Q566");
  EXPECT_EQ(audit.findings()[0].seq, school.last());
  EXPECT_EQ(audit.findings()[0].detail, commitment.text());
}

}  // namespace
}  // namespace quyche::test
