// Who may: roles within units, groups, delegation, and people who have left.
#include <gtest/gtest.h>

#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

Delegate delegate(const char* id, const char* to, const char* role, const char* until) {
  return {DelegationId{id}, PersonId{to}, RoleId{role}, *Date::parse(until)};
}

TEST(Roles, RoleWithinAUnitHoldsForItsDocumentsOnly) {
  School school;
  const DocumentId plan = school.plan("an", "submitted");
  const Refusal refusal = school.refusal("dung", action(plan, "check"));  // team lead of u2
  ASSERT_EQ(codes(refusal), Codes{"Q406"});
  EXPECT_EQ(refusal.unmet[0].roles, std::vector<ActorName>{ActorName{"team_lead"}});
  EXPECT_EQ(names(refusal.unmet[0].people), Codes{"chi"});
  EXPECT_EQ(sentence(refusal.unmet[0], Lang::en), "this is for: Team lead");
  EXPECT_EQ(sentence(refusal.unmet[0], Lang::vi), "việc này thuộc về: Tổ trưởng");
  school.act("chi", plan, "check");
}

TEST(Roles, EveryMemberOfAGroupMay) {
  for (const char* who : {"em", "giang"}) {
    School school;
    const DocumentId plan = school.plan("an", "checked");
    const auto acted = all<Acted>(school.act(who, plan, "approve"));
    ASSERT_EQ(acted.size(), 1u);
    EXPECT_EQ(acted[0].capacities, std::vector<ActorName>{ActorName{"board"}});
  }
  School school;
  const DocumentId plan = school.plan("an", "checked");
  EXPECT_EQ(school.refused("ha", action(plan, "approve")), Codes{"Q406"});
}

TEST(Roles, NobodyHoldsTheRole) {
  School school;
  const DocumentId gate = school.create("an", "gate");
  const Refusal refusal = school.refusal("an", action(gate, "watched"));
  ASSERT_EQ(codes(refusal), Codes{"Q407"});
  EXPECT_TRUE(refusal.unmet[0].people.empty());
  EXPECT_EQ(refusal.unmet[0].roles, std::vector<ActorName>{ActorName{"auditor"}});
}

TEST(Roles, DocumentIsOfItsOwnersUnit) {
  School school;
  EXPECT_EQ(school.document(school.plan("an", "draft")).unit.value, "u1");
  EXPECT_EQ(school.document(school.plan("dung", "draft")).unit.value, "u2");
  const auto create = [](const char* unit) {
    return Create{DocumentTypeId{"plan"}, {}, UnitId{unit}, fields({{"lesson_date", "2024-10-21"}}), {}};
  };
  EXPECT_EQ(school.refused("an", create("u2")), Codes{"Q406"});
  EXPECT_EQ(school.refused("an", create("u9")).front(), "Q427");
  school.does("em", AssignRole{PersonId{"an"}, RoleId{"teacher"}, UnitId{"u2"}});
  EXPECT_EQ(school.refused("an", create("")), Codes{"Q448"});
  school.does("an", create("u2"));
}

TEST(Roles, DelegatedRoleIsUsedOnBehalfOfItsHolder) {
  School school;
  school.does("em", delegate("d1", "giang", "principal", "2024-10-10"));
  const auto events = school.does("giang", AddUnit{UnitId{"u3"}});
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].by.value, "giang");
}

TEST(Roles, OwnRightComesBeforeADelegatedOne) {
  School school;
  const DocumentId card = school.create("an", "card");
  school.does("an", Attest{card, PaperStepId{"print"}, {}});
  school.does("ha", Attest{card, PaperStepId{"seal"}, digest("scan")});
  school.does("em", delegate("d1", "giang", "principal", "2024-10-10"));
  const auto by_delegate = school.does("giang", Sign{card, {}, digest("g"), {}});
  EXPECT_EQ(by_delegate.at(0).on_behalf_of.value, "em");
  const auto by_holder = school.does("em", Sign{card, {}, digest("e"), {}});
  EXPECT_TRUE(by_holder.at(0).on_behalf_of.empty());
}

TEST(Roles, DelegationEndsWithItsLastDay) {
  School school;
  const DocumentId first = school.plan("an", "submitted", "2024-11-18");
  const DocumentId second = school.plan("an", "submitted", "2024-11-25");
  const DocumentId third = school.plan("an", "submitted", "2024-12-02");
  EXPECT_EQ(school.refused("binh", action(first, "check")), Codes{"Q406"});
  school.does("chi", delegate("d1", "binh", "team_lead", "2024-10-04"));
  const auto acted = school.act("binh", first, "check");
  EXPECT_EQ(acted.at(0).on_behalf_of.value, "chi");
  school.wait(at("2024-10-04", "23:59"));
  school.act("binh", second, "check");
  school.wait(at("2024-10-05", "00:00"));
  EXPECT_EQ(school.refused("binh", action(third, "check")), Codes{"Q406"});
}

TEST(Roles, DelegationCanBeEndedByItsGiverOnly) {
  School school;
  const DocumentId plan = school.plan("an", "submitted");
  school.does("chi", delegate("d1", "binh", "team_lead", "2024-10-30"));
  EXPECT_EQ(school.refused("binh", EndDelegation{DelegationId{"d1"}}), Codes{"Q437"});
  EXPECT_EQ(school.refused("chi", EndDelegation{DelegationId{"d2"}}), Codes{"Q437"});
  school.does("chi", EndDelegation{DelegationId{"d1"}});
  EXPECT_EQ(school.refused("binh", action(plan, "check")), Codes{"Q406"});
  EXPECT_EQ(school.refused("chi", EndDelegation{DelegationId{"d1"}}), Codes{"Q437"});
}

TEST(Roles, DelegationStopsWhenTheGiverLosesTheRoleOrLeaves) {
  for (const bool leaves : {false, true}) {
    School school;
    const DocumentId plan = school.plan("an", "submitted");
    school.does("chi", delegate("d1", "binh", "team_lead", "2024-10-30"));
    if (leaves)
      school.does("em", RemovePerson{PersonId{"chi"}});
    else
      school.does("em", EndRole{PersonId{"chi"}, RoleId{"team_lead"}, UnitId{"u1"}});
    EXPECT_EQ(school.refused("binh", action(plan, "check")), Codes{"Q407"});
  }
}

TEST(Roles, DelegatedRoleIsNotDelegatedAgain) {
  School school;
  school.does("em", delegate("d1", "giang", "principal", "2024-10-30"));
  EXPECT_EQ(school.refused("giang", delegate("d2", "ha", "principal", "2024-10-30")),
            (Codes{"Q457", "Q434"}));
  EXPECT_EQ(school.refused("ha", action(school.plan("an", "checked"), "approve")), Codes{"Q406"});
}

TEST(Roles, DelegationIsJudgedWhole) {
  struct Row {
    const char* what;
    const char* from;
    Delegate command;
    Codes codes;
  };
  const Row rows[] = {
      {"to whom the policy does not name", "em", delegate("d1", "ha", "principal", "2024-10-30"), {"Q434"}},
      {"of a role nobody may pass on", "ha", delegate("d1", "em", "clerk", "2024-10-30"), {"Q435"}},
      {"of a role one does not hold", "ha", delegate("d1", "giang", "principal", "2024-10-30"), {"Q457"}},
      {"until a day that is past", "em", delegate("d1", "giang", "principal", "2024-09-30"), {"Q436"}},
      {"of no role", "em", delegate("d1", "giang", "king", "2024-10-30"), {"Q426"}},
      {"to nobody", "em", delegate("d1", "zoe", "principal", "2024-09-30"), {"Q425", "Q436"}},
      {"all at once", "ha", delegate("d1", "binh", "principal", "2024-09-30"), {"Q457", "Q434", "Q436"}},
  };
  for (const Row& row : rows) {
    School school;
    EXPECT_EQ(school.refused(row.from, row.command), row.codes) << row.what;
  }
  School school;
  school.does("em", delegate("d1", "giang", "principal", "2024-10-01"));  // today is a day left
  EXPECT_EQ(school.refused("em", delegate("d1", "giang", "principal", "2024-10-30")), Codes{"Q428"});
}

TEST(Roles, WhoHasLeftDoesNothingAndHoldsNothing) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  school.does("em", RemovePerson{PersonId{"an"}});
  EXPECT_EQ(school.refused("an", action(plan, "submit")), Codes{"Q440"});
  const Refusal other = school.refusal("binh", edit(plan, {{"subject", "music"}}));
  EXPECT_EQ(codes(other), Codes{"Q407"}) << "the owner is not here any more";
  EXPECT_EQ(school.refused("em", AssignRole{PersonId{"an"}, RoleId{"clerk"}, {}}), Codes{"Q425"});
  school.does("em", AdmitPerson{PersonId{"an"}, text("an again")});
  EXPECT_TRUE(school.state.person(PersonId{"an"})->roles.empty()) << "roles are given anew";
  EXPECT_EQ(school.refused("an", action(plan, "submit")), Codes{"Q406"});
  school.does("em", AssignRole{PersonId{"an"}, RoleId{"teacher"}, UnitId{"u1"}});
  school.act("an", plan, "submit");
}

TEST(Roles, OwnerLosesTheDocumentWithTheRole) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  school.does("em", AssignRole{PersonId{"an"}, RoleId{"clerk"}, {}});
  school.does("em", EndRole{PersonId{"an"}, RoleId{"teacher"}, UnitId{"u1"}});
  EXPECT_EQ(school.refused("an", action(plan, "submit")), Codes{"Q406"});
  EXPECT_EQ(school.refused("an", edit(plan, {{"subject", "music"}})), Codes{"Q406"});
  EXPECT_EQ(school.refused("an", Attach{plan, SlotId{"annex"}, digest("x")}), Codes{"Q406"});
}

TEST(Roles, DelegationsEndWhenEitherSideLeaves) {
  for (const char* who : {"chi", "binh"}) {
    School school;
    school.does("chi", delegate("d1", "binh", "team_lead", "2024-10-30"));
    EXPECT_EQ(kinds(school.does("em", RemovePerson{PersonId{who}})),
              (Codes{"delegation_ended", "person_left"}));
    EXPECT_TRUE(school.state.delegations.at(DelegationId{"d1"}).ended);
  }
}

TEST(Roles, DelegationStopsWhenTheReceiverLosesWhatItRestsOn) {
  School school;
  const DocumentId plan = school.plan("an", "submitted");
  school.does("chi", delegate("d1", "binh", "team_lead", "2024-10-30"));
  school.does("em", EndRole{PersonId{"binh"}, RoleId{"teacher"}, UnitId{"u1"}});
  EXPECT_EQ(school.refused("binh", action(plan, "check")), Codes{"Q406"});
}

TEST(Roles, NobodyGivesThemselvesARole) {
  School school;
  EXPECT_EQ(school.refused("em", AssignRole{PersonId{"em"}, RoleId{"clerk"}, {}}), Codes{"Q461"});
  EXPECT_FALSE(school.state.person(PersonId{"em"})->roles.contains({RoleId{"clerk"}, {}}));
}

TEST(Roles, LastWhoCanChangePeopleStays) {
  School school;
  EXPECT_EQ(school.refused("em", RemovePerson{PersonId{"em"}}), Codes{"Q462"});
  EXPECT_EQ(school.refused("em", EndRole{PersonId{"em"}, RoleId{"principal"}, {}}), Codes{"Q462"});
  school.does("em", AssignRole{PersonId{"giang"}, RoleId{"principal"}, {}});
  school.does("giang", RemovePerson{PersonId{"em"}});
  EXPECT_EQ(school.refused("giang", RemovePerson{PersonId{"giang"}}), Codes{"Q462"});
}

TEST(Roles, PeopleAreChangedByWhoThePolicyNames) {
  School school;
  const CommandBody commands[] = {
      AddUnit{UnitId{"u3"}},
      AdmitPerson{PersonId{"zoe"}, text("zoe")},
      RemovePerson{PersonId{"ha"}},
      AssignRole{PersonId{"ha"}, RoleId{"vice"}, {}},
      EndRole{PersonId{"ha"}, RoleId{"clerk"}, {}},
      AdoptPolicy{policy_id(*fixture_policy())},
  };
  for (const CommandBody& command : commands) {
    const Refusal refusal = school.refusal("giang", command);
    ASSERT_FALSE(refusal.unmet.empty());
    EXPECT_EQ(refusal.unmet[0].code, "Q406") << name_of(command);
    EXPECT_EQ(names(refusal.unmet[0].people), Codes{"em"});
  }
}

TEST(Roles, AssignmentFitsTheRole) {
  struct Row {
    const char* role;
    const char* unit;
    Codes codes;
  };
  const Row rows[] = {
      {"teacher", "u2", {}},
      {"teacher", "", {"Q451"}},
      {"teacher", "u9", {"Q427"}},
      {"teacher", "u1", {"Q428"}},
      {"clerk", "", {}},
      {"clerk", "u1", {"Q452"}},
      {"clerk", "u9", {"Q452", "Q427"}},
      {"board", "", {"Q453"}},
      {"king", "", {"Q426"}},
  };
  for (const Row& row : rows) {
    School school;
    const AssignRole command{PersonId{"an"}, RoleId{row.role}, UnitId{row.unit}};
    SCOPED_TRACE(std::string(row.role) + " " + row.unit);
    if (row.codes.empty())
      school.does("em", command);
    else
      EXPECT_EQ(school.refused("em", command), row.codes);
  }
}

TEST(Roles, NewPeopleAreNumberedWhenNoIdIsGiven) {
  School school;
  const auto admitted = all<PersonAdmitted>(school.does("em", AdmitPerson{{}, text("x")}));
  ASSERT_EQ(admitted.size(), 1u);
  EXPECT_EQ(admitted[0].person.value, "p0008");
  EXPECT_EQ(admitted[0].identity, text("x").commitment);
  EXPECT_EQ(school.refused("em", AdmitPerson{PersonId{"p0008"}, text("x")}), Codes{"Q428"});
}

}  // namespace
}  // namespace quyche::test
