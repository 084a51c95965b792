// Duties: who owes a document for a period and has none when it closes.
#include <gtest/gtest.h>

#include "engine/decide/duties.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

// Week 2024-W42 begins on Monday 2024-10-14; its plans close on 2024-10-12 at 00:00.
const Week week = *Week::parse("2024-W42");
const Instant closes = at("2024-10-12", "00:00");

DutyClosed closed_for(const std::vector<Event>& events, Week wanted) {
  for (const DutyClosed& duty : all<DutyClosed>(events))
    if (duty.week == wanted) return duty;
  ADD_FAILURE() << "no duty closed for " << wanted.text();
  return {};
}

TEST(Duties, CloseWithThePeopleWhoHaveNothing) {
  School school;
  (void)school.plan("an", "draft", "2024-10-16");
  school.wait(closes.plus_ms(-1));
  const auto events = school.wait(closes);
  const DutyClosed duty = closed_for(events, week);
  EXPECT_EQ(names(duty.missing), (Codes{"binh", "dung"})) << "a draft of that week is a document";
  EXPECT_EQ(duty.closes, closes);
  EXPECT_EQ(duty.type.value, "plan");
  EXPECT_EQ(duty.school_year.text(), "2024-2025");
}

TEST(Duties, NobodyIsMissingWhenEveryoneHasOne) {
  School school;
  for (const char* who : {"an", "binh", "dung"}) (void)school.plan(who, "draft", "2024-10-14");
  EXPECT_TRUE(closed_for(school.wait(closes), week).missing.empty());
}

TEST(Duties, DocumentOfAnotherWeekOrOwnerDoesNotCount) {
  School school;
  (void)school.plan("an", "draft", "2024-10-21");
  (void)school.plan("an", "draft", "2024-10-13");  // Sunday of the week before
  EXPECT_EQ(names(closed_for(school.wait(closes), week).missing), (Codes{"an", "binh", "dung"}));
}

TEST(Duties, EditMovesADocumentToItsNewWeek) {
  School school;
  const DocumentId plan = school.plan("an", "draft", "2024-10-21");
  school.does("an", edit(plan, {{"lesson_date", "2024-10-18"}}));
  EXPECT_EQ(names(closed_for(school.wait(closes), week).missing), (Codes{"binh", "dung"}));
}

TEST(Duties, WeekThatClosedKeepsTheDocumentThatSettledIt) {
  School school;
  const DocumentId plan = school.plan("an", "draft", "2024-10-16");
  school.wait(closes);
  EXPECT_EQ(school.refused("an", edit(plan, {{"lesson_date", "2024-11-18"}})), Codes{"Q460"});
  school.does("an", edit(plan, {{"lesson_date", "2024-10-18"}}));  // within the week
}

TEST(Duties, WhoHasLeftOwesNothingAndWhoCameOwes) {
  School school;
  school.does("em", RemovePerson{PersonId{"an"}});
  school.does("em", AdmitPerson{PersonId{"khanh"}, text("khanh")});
  school.does("em", AssignRole{PersonId{"khanh"}, RoleId{"teacher"}, UnitId{"u2"}});
  EXPECT_EQ(names(closed_for(school.wait(closes), week).missing), (Codes{"binh", "dung", "khanh"}));
}

TEST(Duties, EachTeachingWeekOnceAndNotInTheHolidays) {
  School school;
  std::map<std::string, int> times;
  for (int day = 0; day < 400; day += 3)  // in pieces, so that ticks come often and late
    for (const DutyClosed& duty : all<DutyClosed>(school.wait(at("2024-10-02").plus_ms(day * ms_per_day))))
      ++times[duty.week->text()];
  const TeachingYear& year = fixture_policy()->calendar->school_years.at(*SchoolYear::parse("2024-2025"));
  for (Week w = Week::of(*Date::parse("2024-10-14")); w <= year.last; w = w.plus_weeks(1))
    EXPECT_EQ(times[w.text()], w == *Week::parse("2025-W05") ? 0 : 1) << w.text();
  EXPECT_EQ(times["2025-W30"], 0) << "summer";
}

TEST(Duties, WhatClosedBeforeTheSchoolOpenedIsNotAsked) {
  School school;
  std::vector<Event> events = school.wait(at("2024-11-01"));
  for (const DutyClosed& duty : all<DutyClosed>(events)) EXPECT_GT(duty.closes, school.state.opened_at);
}

TEST(Duties, NextDutyIsWhenTimeActsNext) {
  School school;
  const auto next = next_duty(school.world());
  ASSERT_TRUE(next);
  EXPECT_EQ(next->week, Week::parse("2024-W41"));
  EXPECT_EQ(next_due(school.world()), next->closes);
  EXPECT_EQ(next->closes, at("2024-10-05", "00:00"));
}

TEST(Duties, ListedInOrderBetweenTwoInstants) {
  const auto duties = duties_between(*fixture_policy(), at("2024-10-05", "00:00"), at("2024-10-19", "00:00"));
  ASSERT_EQ(duties.size(), 2u) << "after the first instant, up to the second";
  EXPECT_EQ(duties[0].week, Week::parse("2024-W42"));
  EXPECT_EQ(duties[1].week, Week::parse("2024-W43"));
}

}  // namespace
}  // namespace quyche::test
