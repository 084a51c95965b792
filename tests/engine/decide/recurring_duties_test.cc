// Duties of days, weeks, months and semesters: each period closes once, in order, with who has nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/decide/duties.h"
#include "engine/due/deadline.h"
#include "tests/engine/decide/fixture.h"
#include "tests/engine/due/school_calendar.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;
const FieldId on{"on"};
const DocumentTypeId log_type{"log"};

constexpr const char* yaml = R"(
regulation: test.logs
title: Sổ
effective: {from: 2024-08-15, to: 2026-05-20}
school_year_starts: 01/8
calendar: vn.hai-phong
roles:
  teacher: {title: Giáo viên, within: unit}
  team_lead: {title: Tổ trưởng, within: unit}
  principal: Hiệu trưởng
  vice: Phó hiệu trưởng
  clerk: Văn thư
administration: {people: {by: principal, cite: Điều 1}}
documents:
  log:
    title: Sổ
    cite: Điều 2
    owner: teacher
    fields: {on: {type: date}}
    duty: {each: teacher, every: EVERY, dated_by: on}
    workflow:
      states: {open: {title: Mở, editable: true}, done: {title: Xong, final: true}}
      actions: {close: {from: open, to: done, by: owner}}
    deadlines:
      first: {counts: [done], due: 1 ngày trước on, reading: date_difference}
)";

Due due(Comparator comparator, std::vector<Step> then, Roll roll = Roll::none) {
  return {"", Choice::only, {{comparator, {FieldDate{on}, std::move(then)}, {}, {}}},
          {}, roll,         WeekCount::unstated};
}

// The policy with a duty of `every` and these due lines, under a calendar that knows everything.
std::shared_ptr<const Policy> policy_of(std::vector<Recurrence> every, const std::vector<Due>& dues,
                                        std::optional<Mode> mode = {}) {
  std::string text = yaml;
  text.replace(text.find("EVERY"), 5, "month");
  Policy policy = *load_text(text);
  policy.calendar = school_calendar();
  DocumentType& type = policy.documents.front();
  type.duty->every = std::move(every);
  const Deadline like = type.deadlines.front();
  type.deadlines.clear();
  for (std::size_t i = 0; i < dues.size(); ++i) {
    Deadline deadline = like;
    deadline.id = DeadlineId{"d" + std::to_string(i)};
    deadline.due = dues[i];
    deadline.mode = mode;
    type.deadlines.push_back(deadline);
  }
  return std::make_shared<const Policy>(std::move(policy));
}
std::vector<Recurrence> each(Frequency frequency) { return {{frequency, Part::end, 0, false}}; }

const std::vector<std::vector<Recurrence>> recurrences = {
    each(Frequency::day),
    each(Frequency::working_day),
    each(Frequency::week),
    each(Frequency::school_week),
    each(Frequency::month),
    each(Frequency::semester),
    {{Frequency::semester, Part::middle, 0, false},
     {Frequency::semester, Part::end, 0, false},
     {Frequency::school_year, Part::end, 0, false}},
    {{Frequency::week, Part::end, 5, false}, {Frequency::month, Part::end, 0, true}},
};
const std::vector<Due> due_lines = {
    due(Comparator::by, {}),
    due(Comparator::before, {Offset{{3, PeriodUnit::day}, Direction::before}}),
    due(Comparator::by, {Offset{{5, PeriodUnit::working_day}, Direction::after}}),
    due(Comparator::by, {Offset{{2, PeriodUnit::month}, Direction::after}}, Roll::backward),
    due(Comparator::by, {PartOf{Part::end, Container::week, 0}}, Roll::backward),  // all days by Friday
    due(Comparator::before, {WeekdayOf{3, -1}}),
    due(Comparator::by,
        {Recurring{{{Frequency::week, Part::end, 3, false}, {Frequency::month, Part::end, 0, false}}}}),
    due(Comparator::by, {Recurring{each(Frequency::semester)}}),
};

struct Closing {
  Instant closes;
  std::string deadline;
  DutyPeriod period;
  auto operator<=>(const Closing&) const = default;
};

// What must close in (after, until], found by looking at every period of every year.
std::vector<Closing> looked_up(const Policy& policy, Instant after, Instant until) {
  std::vector<Closing> out;
  const DocumentType& type = policy.documents.front();
  for (const Deadline& deadline : type.deadlines) {
    for (const auto& [year, teaching] : policy.calendar->school_years) {
      for (const RecurringPeriod& one :
           periods_of(type.duty->every, {year, policy.school_year_starts, &*policy.calendar})) {
        const bool weekly = of_school_weeks(*type.duty);
        const Date counted_on = weekly ? one.first : one.last;
        if (counted_on < policy.effective_from || counted_on > *policy.effective_to) continue;
        DueAnchors anchors{
            {{on, one.first}}, year, policy.school_year_starts, policy.zone, &*policy.calendar};
        const auto window = deadline_window(deadline, anchors);
        if (!window || window->closes <= after || window->closes > until) continue;
        DutyPeriod period{year, {}, {}};
        if (weekly)
          period.week = Week::of(one.first);
        else
          period.first = one.first;
        out.push_back({window->closes, deadline.id.value, period});
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(RecurringDuties, EveryPeriodClosesOnceAndInOrder) {
  for (std::size_t e = 0; e < recurrences.size(); ++e) {
    for (std::size_t l = 0; l < due_lines.size(); ++l) {
      SCOPED_TRACE("recurrence " + std::to_string(e) + ", line " + std::to_string(l));
      const auto policy = policy_of(recurrences[e], {due_lines[l], due_lines[(l + 1) % due_lines.size()]});
      School school(policy);
      const Instant end = at("2026-09-01");
      std::vector<Closing> closed;
      for (const DutyClosed& one : all<DutyClosed>(school.wait(end))) {
        ASSERT_TRUE(closed.empty() || closed.back().closes <= one.closes);
        closed.push_back({one.closes, one.deadline.value, duty_period_of(one)});
        ASSERT_EQ(names(one.missing), (Codes{"an", "binh", "dung"}));
      }
      std::sort(closed.begin(), closed.end());
      const auto wanted = looked_up(*policy, school.state.adopted.back().since, end);
      ASSERT_EQ(closed, wanted);
      EXPECT_GE(wanted.size(), 4u);
    }
  }
}

TEST(RecurringDuties, AreListedBetweenTwoInstants) {
  for (const auto& every : recurrences) {
    for (const Due& line : due_lines) {
      const auto policy = policy_of(every, {line});
      for (const char* from : {"2024-10-01", "2025-01-20", "2025-07-01", "2026-05-15"}) {
        const Instant after = at(from, "00:00");
        const Instant until = after.plus_ms(14 * ms_per_day);
        std::vector<Closing> listed;
        for (const DutyDue& one : duties_between(*policy, after, until))
          listed.push_back({one.closes, one.deadline->id.value, duty_period_of(one)});
        ASSERT_TRUE(std::is_sorted(listed.begin(), listed.end(),
                                   [](const Closing& a, const Closing& b) { return a.closes < b.closes; }));
        std::sort(listed.begin(), listed.end());
        ASSERT_EQ(listed, looked_up(*policy, after, until)) << from;
      }
    }
  }
}

TEST(RecurringDuties, DocumentOfTheMonthSettlesIt) {
  School school(
      policy_of(each(Frequency::month), {due(Comparator::by, {PartOf{Part::end, Container::month, 0}})}));
  const DocumentId log = school.create("an", "log", fields({{"on", "2024-10-17"}}));
  EXPECT_EQ(school.document(log).period, Date::parse("2024-10-01"));
  EXPECT_FALSE(school.document(log).week);
  (void)school.create("binh", "log", fields({{"on", "2024-11-01"}}));
  const auto closed = all<DutyClosed>(school.wait(at("2024-11-01", "00:00")));
  ASSERT_EQ(closed.size(), 1u);
  EXPECT_EQ(closed[0].period, Date::parse("2024-10-01"));
  EXPECT_EQ(closed[0].school_year.text(), "2024-2025");
  EXPECT_EQ(names(closed[0].missing), (Codes{"binh", "dung"}));
  EXPECT_TRUE(has_document(school.state, PersonId{"binh"}, log_type,
                           {SchoolYear{2024}, {}, Date::parse("2024-11-01")}));
}

TEST(RecurringDuties, PeriodThatClosedKeepsTheDocumentThatSettledIt) {
  School school(
      policy_of(each(Frequency::month), {due(Comparator::by, {PartOf{Part::end, Container::month, 0}})}));
  const DocumentId log = school.create("an", "log", fields({{"on", "2024-10-17"}}));
  school.does("an", edit(log, {{"on", "2024-11-17"}}));  // October has not closed yet
  school.does("an", edit(log, {{"on", "2024-10-18"}}));
  school.wait(at("2024-11-05"));
  const Refusal refusal = school.refusal("an", edit(log, {{"on", "2024-11-17"}}));
  ASSERT_EQ(codes(refusal), Codes{"Q460"});
  EXPECT_NE(sentence(refusal.unmet[0], Lang::vi).find("tháng 10/2024"), std::string::npos);
  EXPECT_NE(sentence(refusal.unmet[0], Lang::en).find("month 10/2024"), std::string::npos);
  school.does("an", edit(log, {{"on", "2024-10-30"}}));  // within the month
}

TEST(RecurringDuties, DayInNoPeriodSettlesNothing) {
  School school(policy_of(each(Frequency::working_day), {due(Comparator::by, {})}));
  const DocumentId log = school.create("an", "log", fields({{"on", "2024-10-05"}}));  // a Saturday
  EXPECT_FALSE(school.document(log).period);
  for (const DutyClosed& one : all<DutyClosed>(school.wait(at("2024-10-09"))))
    EXPECT_EQ(names(one.missing), (Codes{"an", "binh", "dung"})) << one.period->text();
}

// A yearly duty is one for each school year that the calendar knows, with or without its dates.
TEST(RecurringDuties, SchoolYearHasOneEach) {
  Due yearly = due(Comparator::before, {});
  yearly.terms[0].point.from = YearlyDate{{12, 20}};
  auto policy = std::make_shared<Policy>(*policy_of(each(Frequency::school_year), {yearly}));
  for (auto& [year, teaching] : policy->calendar->school_years) teaching.last_day.reset();
  School school(policy);
  std::vector<std::string> years;
  for (const DutyClosed& one : all<DutyClosed>(school.wait(at("2026-09-01")))) {
    EXPECT_FALSE(one.week || one.period);
    years.push_back(one.school_year.text());
  }
  EXPECT_EQ(years, (Codes{"2024-2025", "2025-2026"}));
}

// Only the days taught online have an online deadline; the day is the period's first.
TEST(RecurringDuties, DeadlineOfAnotherModeDoesNotExist) {
  const auto days = [](std::optional<Mode> mode) {
    School school(policy_of(each(Frequency::working_day), {due(Comparator::by, {})}, mode));
    std::vector<std::string> out;
    for (const DutyClosed& one : all<DutyClosed>(school.wait(at("2024-10-22", "00:00"))))
      out.push_back(one.period->text().substr(5));
    return out;
  };
  EXPECT_EQ(days(Mode::online), (Codes{"10-14", "10-15", "10-16", "10-17", "10-18"}));
  EXPECT_EQ(days(Mode::in_person), (Codes{"10-01", "10-02", "10-03", "10-04", "10-07", "10-08", "10-09",
                                          "10-10", "10-11", "10-21"}));
  EXPECT_EQ(days({}).size(), 15u);
}

}  // namespace
}  // namespace quyche::test
