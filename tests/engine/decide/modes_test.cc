// Deadlines of documents that exist only while the school teaches in one way. 2024-10-14 to 10-18 is online.
#include <gtest/gtest.h>

#include "tests/engine/decide/fixture.h"
#include "tests/engine/due/school_calendar.h"

namespace quyche::test {
namespace {

using Names = std::vector<std::string>;

constexpr const char* yaml = R"(
regulation: test.modes
title: Kế hoạch
effective: {from: 2024-08-01}
calendar: vn.hai-phong
roles:
  teacher: {title: Giáo viên, within: unit}
  team_lead: {title: Tổ trưởng, within: unit}
  principal: Hiệu trưởng
  vice: Phó hiệu trưởng
  clerk: Văn thư
administration: {people: {by: principal, cite: Điều 1}}
documents:
  plan:
    title: Kế hoạch
    cite: Điều 2
    owner: teacher
    fields: {lesson: {type: date, called: [dạy]}, topic: {type: code}}
    workflow:
      states: {open: {title: Mở, editable: true}, done: {title: Xong, final: true, editable: true}}
      actions: {close: {from: open, to: done, by: owner}}
    deadlines:
      always: {counts: [done], due: 1 ngày trước khi dạy, reading: date_difference}
      ahead: {counts: [done], due: 3 ngày trước khi dạy, reading: date_difference, when: {mode: in_person}}
      upload: {counts: [done], due: 4 ngày trước khi dạy, reading: date_difference, when: {mode: online}}
)";

std::shared_ptr<const Policy> policy(bool with_calendar = true) {
  Policy policy = *load_text(yaml);
  policy.calendar.reset();
  if (with_calendar) policy.calendar = school_calendar();
  return std::make_shared<const Policy>(std::move(policy));
}

Names deadlines(const School& school, const DocumentId& id) {
  Names out;
  for (const auto& [deadline, state] : school.document(id).deadlines) out.push_back(deadline.value);
  return out;
}
DocumentId plan(School& school, const char* lesson) {
  return school.create("an", "plan", fields({{"lesson", lesson}}));
}

TEST(Modes, DeadlineExistsOnItsOwnDaysOnly) {
  const struct {
    const char* lesson;
    Names deadlines;
  } rows[] = {
      {"2024-10-11", {"ahead", "always"}},  {"2024-10-13", {"ahead", "always"}},
      {"2024-10-14", {"always", "upload"}}, {"2024-10-18", {"always", "upload"}},
      {"2024-10-19", {"ahead", "always"}},
  };
  for (const auto& row : rows) {
    School school(policy());
    EXPECT_EQ(deadlines(school, plan(school, row.lesson)), row.deadlines) << row.lesson;
  }
}

TEST(Modes, WithoutACalendarSchoolIsAlwaysInPerson) {
  School school(policy(false));
  EXPECT_EQ(deadlines(school, plan(school, "2024-10-16")), (Names{"ahead", "always"}));
}

TEST(Modes, UnknownDateHasNoDeadlineAtAll) {
  School school(policy());
  const DocumentId id = school.create("an", "plan");
  EXPECT_TRUE(deadlines(school, id).empty());
  school.does("an", edit(id, {{"lesson", "2024-10-16"}}));
  EXPECT_EQ(deadlines(school, id), (Names{"always", "upload"}));
}

TEST(Modes, EditOutOfTheOnlineDaysSwapsTheDeadlines) {
  School school(policy());
  const DocumentId id = plan(school, "2024-10-16");
  const auto edited = all<Edited>(school.does("an", edit(id, {{"lesson", "2024-10-21"}}))).at(0);
  EXPECT_EQ(edited.lapsed, std::vector<DeadlineId>{DeadlineId{"upload"}});
  EXPECT_EQ(edited.dues.size(), 2u);
  EXPECT_EQ(deadlines(school, id), (Names{"ahead", "always"}));
  // The upload, which was due on the 12th, is not missed.
  EXPECT_TRUE(all<DeadlineMissed>(school.wait(at("2024-10-18"))).empty());
  const auto missed = all<DeadlineMissed>(school.wait(at("2024-10-19", "00:00")));
  ASSERT_EQ(missed.size(), 1u);
  EXPECT_EQ(missed[0].deadline.value, "ahead");
}

TEST(Modes, EditIntoTheOnlineDaysAndBack) {
  School school(policy());
  const DocumentId id = plan(school, "2024-10-21");
  school.does("an", edit(id, {{"lesson", "2024-10-16"}}));
  EXPECT_EQ(deadlines(school, id), (Names{"always", "upload"}));
  school.does("an", edit(id, {{"lesson", "2024-10-21"}}));
  EXPECT_EQ(deadlines(school, id), (Names{"ahead", "always"}));
}

TEST(Modes, EditThatKeepsTheDateLapsesNothing) {
  School school(policy());
  const DocumentId id = plan(school, "2024-10-16");
  const auto edited = all<Edited>(school.does("an", edit(id, {{"topic", "music"}}))).at(0);
  EXPECT_TRUE(edited.lapsed.empty());
  EXPECT_TRUE(edited.dues.empty());
}

TEST(Modes, WhatWasMetForTheOldDateIsJudgedAnewForTheNew) {
  School school(policy());
  const DocumentId id = plan(school, "2024-10-16");
  EXPECT_EQ(kinds(school.act("an", id, "close")), (Names{"acted", "deadline_met", "deadline_met"}));
  const auto events = school.does("an", edit(id, {{"lesson", "2024-10-21"}}));
  EXPECT_EQ(kinds(events), (Names{"edited", "deadline_met"}));
  EXPECT_EQ(all<DeadlineMet>(events).at(0).deadline.value, "ahead");
  EXPECT_EQ(deadlines(school, id), (Names{"ahead", "always"}));
}

TEST(Modes, DeadlineThatWasMissedStaysMissed) {
  School school(policy());
  const DocumentId id = plan(school, "2024-10-16");
  school.wait(at("2024-10-13", "00:00"));
  const auto edited = all<Edited>(school.does("an", edit(id, {{"lesson", "2024-10-21"}}))).at(0);
  EXPECT_TRUE(edited.lapsed.empty());
  EXPECT_EQ(deadlines(school, id), (Names{"ahead", "always", "upload"}));
  const DocumentId late{id};
  EXPECT_EQ(school.document(late).deadlines.at(DeadlineId{"upload"}).status, DeadlineStatus::missed);
}

}  // namespace
}  // namespace quyche::test
