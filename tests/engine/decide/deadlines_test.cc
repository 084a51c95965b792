// Deadlines of documents: met, missed, late, open again; each fires once, in order, also after downtime.
#include <gtest/gtest.h>

#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

// The plans here are of Monday 2024-10-21, so they close on 2024-10-19 at 00:00 (three days before, whole).
const Instant closes = at("2024-10-19", "00:00");
constexpr const char* ahead = "ahead";

// What time did to one document, without the duties that close meanwhile.
std::vector<Event> about(const std::vector<Event>& events, const DocumentId& document) {
  std::vector<Event> out;
  for (const Event& event : events) {
    const DocumentId* of = document_of(event.body);
    if (of != nullptr && *of == document) out.push_back(event);
  }
  return out;
}

DeadlineStatus status(const School& school, const DocumentId& id, const char* deadline = ahead) {
  return school.document(id).deadlines.at(DeadlineId{deadline}).status;
}

TEST(Deadlines, AreComputedWhenTheDocumentIsCreated) {
  School school;
  const auto events =
      school.does("an", Create{DocumentTypeId{"plan"}, {}, {}, fields({{"lesson_date", "2024-10-21"}}), {}});
  const Created made = all<Created>(events).at(0);
  ASSERT_EQ(made.dues.size(), 1u);
  EXPECT_EQ(made.dues[0].closes, closes);
  EXPECT_EQ(made.dues[0].remind, (std::vector{at("2024-10-17", "00:00"), at("2024-10-18", "00:00")}));
  EXPECT_EQ(made.week, Week::parse("2024-W43"));
}

TEST(Deadlines, MetWhenAllCountedStatesAreReached) {
  School school;
  const DocumentId plan = school.plan("an", "submitted");
  EXPECT_EQ(status(school, plan), DeadlineStatus::pending) << "submitted is one of two";
  const auto events = school.act("chi", plan, "check");
  EXPECT_EQ(kinds(events), (Codes{"acted", "deadline_met"}));
  const auto met = all<DeadlineMet>(events).at(0);
  EXPECT_FALSE(met.late);
  EXPECT_EQ(met.closes, closes);
  EXPECT_EQ(events[1].clause.article, "Điều 12");
  EXPECT_TRUE(about(school.wait(at("2024-12-01")), plan).empty()) << "nothing more happens";
}

TEST(Deadlines, LastInstantIsInTimeAndTheNextIsLate) {
  for (const bool late : {false, true}) {
    School school;
    const DocumentId plan = school.plan("an", "submitted");
    school.wait(late ? closes : closes.plus_ms(-1));
    const auto met = all<DeadlineMet>(school.act("chi", plan, "check"));
    ASSERT_EQ(met.size(), 1u);
    EXPECT_EQ(met[0].late, late);
    EXPECT_EQ(status(school, plan), late ? DeadlineStatus::met_late : DeadlineStatus::met);
  }
}

TEST(Deadlines, MissedFiresItsEffectsOnceAndNamesWhatIsMissing) {
  School school;
  const DocumentId plan = school.plan("an", "submitted");
  EXPECT_EQ(kinds(about(school.wait(closes.plus_ms(-1)), plan)), (Codes{"reminded", "reminded"}));
  const auto events = about(school.wait(closes), plan);
  ASSERT_EQ(kinds(events), (Codes{"deadline_missed", "flagged", "notified"}));
  const auto missed = all<DeadlineMissed>(events).at(0);
  EXPECT_EQ(missed.missing, std::vector<StateId>{StateId{"checked"}});
  EXPECT_EQ(missed.closes, closes);
  EXPECT_EQ(names(all<Notified>(events).at(0).people), (Codes{"an", "chi"}));
  EXPECT_TRUE(events[0].by.empty()) << "nobody did it";
  EXPECT_TRUE(events[0].command.empty());
  EXPECT_TRUE(school.document(plan).flags.contains(FlagId{"late"}));
  EXPECT_TRUE(about(school.wait(at("2025-03-01")), plan).empty()) << "exactly once";
}

TEST(Deadlines, MissedDeadlineCanStillBeMetLate) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  school.wait(closes);
  school.act("an", plan, "submit");
  EXPECT_EQ(kinds(school.act("chi", plan, "check")), (Codes{"acted", "deadline_met"}));
  EXPECT_EQ(status(school, plan), DeadlineStatus::met_late);
  EXPECT_EQ(kinds(school.act("chi", plan, "return", "sai")), Codes{"acted"}) << "late stays late";
}

TEST(Deadlines, ReturnReopensWhatWasMetAndItIsMissedIfNothingFollows) {
  School school;
  const DocumentId plan = school.plan("an", "checked");
  EXPECT_EQ(kinds(school.act("chi", plan, "return", "sai ngày")), (Codes{"acted", "deadline_reopened"}));
  EXPECT_EQ(status(school, plan), DeadlineStatus::pending);
  const auto events = about(school.wait(closes), plan);
  const auto missed = all<DeadlineMissed>(events);
  ASSERT_EQ(missed.size(), 1u);
  EXPECT_EQ(missed[0].missing, (std::vector{StateId{"submitted"}, StateId{"checked"}}));
}

TEST(Deadlines, ReturnAndSecondRunInTimeMeetItAgain) {
  School school;
  const DocumentId plan = school.plan("an", "checked");
  school.act("chi", plan, "return", "sai ngày");
  school.act("an", plan, "submit");
  EXPECT_EQ(kinds(school.act("chi", plan, "check")), (Codes{"acted", "deadline_met"}));
  EXPECT_TRUE(all<DeadlineMissed>(school.wait(at("2024-12-01"))).empty());
}

TEST(Deadlines, ReturnAfterTheCloseTakesNothingBack) {
  School school;
  const DocumentId plan = school.plan("an", "checked");
  school.wait(closes);
  EXPECT_EQ(kinds(school.act("chi", plan, "return", "sai")), Codes{"acted"});
  EXPECT_EQ(status(school, plan), DeadlineStatus::met);
}

TEST(Deadlines, RemindersGoToTheOwnerAndStopWhenMet) {
  School school;
  const DocumentId plan = school.plan("an", "submitted");
  const auto first = about(school.wait(at("2024-10-17", "00:00")), plan);
  ASSERT_EQ(kinds(first), Codes{"reminded"});
  const auto reminded = all<Reminded>(first).at(0);
  EXPECT_EQ(reminded.person.value, "an");
  EXPECT_EQ(reminded.closes, closes);
  school.act("chi", plan, "check");
  EXPECT_TRUE(about(school.wait(closes), plan).empty());
}

TEST(Deadlines, RemindersThatArePastAtCreationAreLeftOut) {
  School school(fixture_policy(), at("2024-10-17", "12:00"));
  const DocumentId plan = school.plan("an", "draft");
  EXPECT_EQ(kinds(about(school.wait(closes), plan)),
            (Codes{"reminded", "deadline_missed", "flagged", "notified"}));
}

TEST(Deadlines, DocumentCreatedTooLateIsMissedAtOnce) {
  School school(fixture_policy(), at("2024-10-20"));
  const DocumentId plan = school.plan("an", "draft");
  EXPECT_EQ(next_due(school.world()), closes);
  EXPECT_EQ(kinds(about(school.wait(school.now()), plan)), (Codes{"deadline_missed", "flagged", "notified"}));
}

TEST(Deadlines, AfterDowntimeEverythingFiresInOrder) {
  School school;
  const DocumentId later = school.plan("an", "draft", "2024-10-28");
  const DocumentId sooner = school.plan("binh", "draft", "2024-10-21");
  const auto events = school.wait(at("2024-11-15"));
  std::vector<Instant> order;
  for (const Event& event : events) {
    EXPECT_EQ(event.at, at("2024-11-15")) << "fired when quyche was there again";
    if (const auto* missed = std::get_if<DeadlineMissed>(&event.body)) order.push_back(missed->closes);
    if (const auto* duty = std::get_if<DutyClosed>(&event.body)) order.push_back(duty->closes);
  }
  EXPECT_GE(order.size(), 6u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  const auto missed = all<DeadlineMissed>(events);
  ASSERT_EQ(missed.size(), 2u);
  EXPECT_EQ(missed[0].document, sooner);
  EXPECT_EQ(missed[1].document, later);
}

// 72 hours count from the minute, whole days from the day.
TEST(Deadlines, AreMeasuredFromATimeOfDay) {
  School school;
  const DocumentId id = school.create("an", "session", fields({{"starts_at", "2024-10-21T07:30"}}));
  const auto closes_at = [&](const char* deadline) {
    return school.document(id).deadlines.at(DeadlineId{deadline}).due.closes;
  };
  EXPECT_EQ(closes_at("hours"), at("2024-10-18", "07:30"));
  EXPECT_EQ(closes_at("days"), at("2024-10-19", "00:00"));
  school.does("an", edit(id, {{"starts_at", "2024-10-21T13:05"}}));
  EXPECT_EQ(closes_at("hours"), at("2024-10-18", "13:05"));
  EXPECT_EQ(closes_at("days"), at("2024-10-19", "00:00"));
  school.wait(at("2024-10-18", "13:05").plus_ms(-1));
  const auto met = all<DeadlineMet>(school.act("an", id, "close"));
  ASSERT_EQ(met.size(), 2u);
  EXPECT_FALSE(met[0].late || met[1].late);
}

TEST(Deadlines, EditMovesTheDeadlineAndItsReminders) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  const auto edited = all<Edited>(school.does("an", edit(plan, {{"lesson_date", "2024-10-28"}}))).at(0);
  ASSERT_EQ(edited.dues.size(), 1u);
  EXPECT_EQ(edited.dues[0].closes, at("2024-10-26", "00:00"));
  EXPECT_EQ(edited.week, Week::parse("2024-W44"));
  EXPECT_TRUE(about(school.wait(at("2024-10-23")), plan).empty()) << "not at the old times";
  EXPECT_EQ(kinds(about(school.wait(at("2024-10-26", "00:00")), plan)),
            (Codes{"reminded", "reminded", "deadline_missed", "flagged", "notified"}));
}

TEST(Deadlines, EditAfterAReminderRemindsAnew) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  EXPECT_EQ(kinds(about(school.wait(at("2024-10-17", "00:00")), plan)), Codes{"reminded"});
  school.does("an", edit(plan, {{"lesson_date", "2024-10-28"}}));
  EXPECT_EQ(kinds(about(school.wait(at("2024-10-25", "12:00")), plan)), (Codes{"reminded", "reminded"}));
}

TEST(Deadlines, EditThatMovesNothingSaysNothingOfDeadlines) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  EXPECT_TRUE(all<Edited>(school.does("an", edit(plan, {{"subject", "music"}}))).at(0).dues.empty());
}

TEST(Deadlines, EditIntoThePastIsMissedAtOnce) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  school.does("an", edit(plan, {{"lesson_date", "2024-10-02"}}));
  EXPECT_EQ(kinds(about(school.wait(school.now()), plan)), (Codes{"deadline_missed", "flagged", "notified"}));
}

TEST(Deadlines, MissedDeadlineStaysMissedWhereverTheDateMoves) {
  School school;
  const DocumentId gate = school.create("an", "gate", fields({{"starts", "2024-10-10"}}));
  const auto missed = all<DeadlineMissed>(school.wait(at("2024-10-12")));
  ASSERT_EQ(missed.size(), 1u);
  school.does("an", edit(gate, {{"starts", "2024-11-20"}}));
  EXPECT_EQ(status(school, gate, "first"), DeadlineStatus::missed);
  const auto met = all<DeadlineMet>(school.act("an", gate, "hooked"));
  ASSERT_EQ(met.size(), 1u);
  EXPECT_TRUE(met[0].late);
  EXPECT_EQ(met[0].closes, missed[0].closes);
}

TEST(Deadlines, EachDeadlineOfADocumentRunsAlone) {
  School school;
  const DocumentId gate =
      school.create("an", "gate", fields({{"starts", "2024-10-10"}, {"ends", "2024-10-19"}}));
  school.wait(at("2024-10-12"));
  EXPECT_EQ(status(school, gate, "first"), DeadlineStatus::missed);
  EXPECT_EQ(status(school, gate, "second"), DeadlineStatus::pending);
  EXPECT_EQ(kinds(school.act("an", gate, "hooked")), (Codes{"acted", "deadline_met", "deadline_met"}));
  EXPECT_EQ(status(school, gate, "first"), DeadlineStatus::met_late);
  EXPECT_EQ(status(school, gate, "second"), DeadlineStatus::met);
}

TEST(Deadlines, DateThatIsNotKnownYetHasNone) {
  School school;
  const DocumentId gate = school.create("an", "gate");
  EXPECT_TRUE(school.document(gate).deadlines.empty());
  school.does("an", edit(gate, {{"ends", "2024-10-19"}}));
  EXPECT_EQ(school.document(gate).deadlines.size(), 1u);
  EXPECT_EQ(school.document(gate).deadlines.at(DeadlineId{"second"}).due.closes, at("2024-10-19", "00:00"));
}

}  // namespace
}  // namespace quyche::test
