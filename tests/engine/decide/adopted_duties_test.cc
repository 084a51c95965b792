// Duties through the policies that a school adopts one after the other: every period closes exactly once,
// whether a newer policy brings its due point nearer or puts it off.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "engine/decide/duties.h"
#include "engine/due/deadline.h"
#include "tests/engine/decide/fixture.h"
#include "tests/engine/due/school_calendar.h"

namespace quyche::test {
namespace {

const FieldId on{"on"};
const DocumentTypeId log_type{"log"};
const DeadlineId first_deadline{"first"};
const Date begins = *Date::parse("2024-08-15");

constexpr const char* yaml = R"(
regulation: test.logs
title: Sổ
effective: {from: 2024-08-15}
school_year_starts: 01/8
calendar: vn.hai-phong
roles:
  teacher: {title: Giáo viên, within: unit}
  team_lead: {title: Tổ trưởng, within: unit}
  principal: Hiệu trưởng
  vice: Phó hiệu trưởng
  clerk: Văn thư
administration: {people: {by: principal, cite: Điều 1}, policy: {by: principal, cite: Điều 1}}
documents:
  log:
    title: Sổ
    cite: Điều 2
    owner: teacher
    fields: {on: {type: date}}
    duty: {each: teacher, every: month, dated_by: on}
    workflow:
      states: {open: {title: Mở, editable: true}, done: {title: Xong, final: true}}
      actions: {close: {from: open, to: done, by: owner}}
    deadlines:
      first: {counts: [done], due: 1 ngày trước on, reading: date_difference}
)";

// Due so many days after (or before) the period begins, from that day on.
std::shared_ptr<const Policy> policy_of(Frequency every, int days, Date from, const std::string& title) {
  static const std::shared_ptr<const Policy> base = load_text(yaml);
  Policy policy = *base;
  policy.title = Title(title);
  policy.calendar = school_calendar();
  policy.effective_from = from;
  DocumentType& type = policy.documents.front();
  type.duty->every = {{every, Part::end, 0, false}};
  const Offset offset{{std::abs(days), PeriodUnit::day}, days < 0 ? Direction::before : Direction::after};
  type.deadlines.front().due = {"", Choice::only, {{Comparator::by, {FieldDate{on}, {offset}}, {}, {}}},
                                {}, Roll::none,   WeekCount::unstated};
  return std::make_shared<const Policy>(std::move(policy));
}

struct Adopted {
  std::shared_ptr<const Policy> policy;
  Instant since;
};

// A period with when each of the policies would close it and whether it is one of its days.
struct Period {
  DutyPeriod period;
  Date counted_on;
  std::vector<Instant> closes;  // by policy
};

std::vector<Period> periods(const std::vector<Adopted>& adopted) {
  std::vector<Period> out;
  const Policy& like = *adopted.front().policy;
  const Duty& duty = *like.documents.front().duty;
  const bool weekly = of_school_weeks(duty);
  for (const auto& [year, teaching] : like.calendar->school_years) {
    for (const RecurringPeriod& one :
         periods_of(duty.every, {year, like.school_year_starts, &*like.calendar})) {
      Period period{{year, {}, {}}, weekly ? one.first : one.last, {}};
      if (weekly)
        period.period.week = Week::of(one.first);
      else
        period.period.first = one.first;
      for (const Adopted& each : adopted) {
        const Policy& policy = *each.policy;
        const DueAnchors anchors{
            {{on, one.first}}, year, policy.school_year_starts, policy.zone, &*policy.calendar};
        const auto window = deadline_window(policy.documents.front().deadlines.front(), anchors);
        period.closes.push_back(window->closes);
      }
      out.push_back(std::move(period));
    }
  }
  return out;
}

// Which policy has the day when the first `count` are adopted.
std::optional<std::size_t> having(const std::vector<Adopted>& adopted, std::size_t count, Date day) {
  for (std::size_t i = count; i-- > 0;)
    if (adopted[i].policy->effective_from <= day) return i;
  return std::nullopt;
}

using Closings = std::multimap<DutyPeriod, Instant>;

// What must close and when, by walking through the adoptions with a list of what has closed.
Closings expected(const std::vector<Adopted>& adopted, Instant end) {
  Closings closed;
  const auto all = periods(adopted);
  std::set<DutyPeriod> waiting;  // still to be closed when another policy came
  for (std::size_t i = 0; i < adopted.size(); ++i) {
    const Instant until = i + 1 < adopted.size() ? adopted[i + 1].since : end;
    std::set<DutyPeriod> left;
    for (const Period& one : all) {
      if (closed.contains(one.period)) continue;
      const auto by = having(adopted, i + 1, one.counted_on);
      if (!by) continue;
      const Instant at = one.closes[*by];
      const bool asked =
          i == 0 ? at > adopted[0].since : at >= adopted[i].since || waiting.contains(one.period);
      if (!asked) continue;
      if (at <= until)
        closed.emplace(one.period, at);
      else
        left.insert(one.period);
    }
    waiting = std::move(left);
  }
  return closed;
}

Closings closed_by(const std::vector<Event>& log) {
  Closings closed;
  for (const DutyClosed& one : all<DutyClosed>(log)) closed.emplace(duty_period_of(one), one.closes);
  return closed;
}

// Lives through the adoptions, looking in at random.
Closings lived(const std::vector<Adopted>& adopted, Instant end, std::mt19937_64& dice) {
  School school(adopted.front().policy, adopted.front().since);
  for (std::size_t i = 1; i < adopted.size(); ++i) {
    const Instant since = adopted[i].since;
    const auto ahead = static_cast<std::int64_t>(dice() % 30) * ms_per_day;
    if (since.plus_ms(-ahead) > school.now()) school.wait(since.plus_ms(-ahead));
    school.wait(since);
    school.add_policy(adopted[i].policy);
    school.does("em", AdoptPolicy{policy_id(*adopted[i].policy)});
    if (dice() % 2 == 0) school.wait(since);
  }
  school.wait(end);
  return closed_by(school.log);
}

TEST(AdoptedDuties, EveryPeriodClosesExactlyOnce) {
  constexpr Frequency frequencies[] = {Frequency::school_week, Frequency::working_day, Frequency::month,
                                       Frequency::week};
  const Instant end = at("2026-09-01");
  std::size_t moved = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 dice(seed);
    const auto number = [&](int least, int most) {
      return least + static_cast<int>(dice() % static_cast<std::uint64_t>(most - least + 1));
    };
    const Frequency every = frequencies[seed % 4];
    const bool same_days = seed % 3 != 0;
    Instant since = at("2024-10-01", "07:00");
    std::vector<Adopted> adopted{{policy_of(every, number(-20, 20), begins, "0"), since}};
    for (int i = 1; i <= number(1, 4); ++i) {
      // Midnight is when deadlines close: then two things happen at one instant.
      since = dice() % 4 == 0
                  ? Instant::start_of(since.date(ZoneOffset{420}).plus_days(number(1, 60)), ZoneOffset{420})
                  : since.plus_ms(number(0, 60 * 24) * ms_per_day / 24);
      const Date from = same_days ? begins : since.date(ZoneOffset{420}).plus_days(number(-30, 60));
      adopted.push_back({policy_of(every, number(-40, 40), from, std::to_string(i)), since});
    }
    const Closings closed = lived(adopted, end, dice);
    ASSERT_EQ(closed, expected(adopted, end));
    for (auto one = closed.begin(); one != closed.end(); ++one) ASSERT_EQ(closed.count(one->first), 1u);
    if (!same_days) continue;
    // Nothing that was asked for at first vanishes.
    for (const Period& one : periods(adopted)) {
      const bool asked = one.closes.front() > adopted.front().since && one.closes.back() < end;
      ASSERT_TRUE(!asked || closed.count(one.period) == 1u) << one.closes.front().text();
    }
    moved += closed.size();
  }
  EXPECT_GT(moved, 5'000u);
}

constexpr auto weekly = Frequency::school_week;

// The weeks that close at once when a school under `before` days adopts `after` days on 2024-10-10 at 13:00.
std::vector<std::string> at_once(int before, int after) {
  School school(policy_of(weekly, before, begins, "0"));
  school.wait(at("2024-10-10", "13:00"));
  const auto next = policy_of(weekly, after, begins, "1");
  school.add_policy(next);
  school.does("em", AdoptPolicy{policy_id(*next)});
  std::vector<std::string> weeks;
  for (const DutyClosed& one : all<DutyClosed>(school.wait(school.now()))) {
    weeks.push_back(one.week->text());
    EXPECT_EQ(names(one.missing), (std::vector<std::string>{"an", "binh", "dung"}));
  }
  return weeks;
}

TEST(AdoptedDuties, WhatTheOldPolicyWouldStillHaveClosedClosesAtOnce) {
  EXPECT_EQ(at_once(-2, -4), std::vector<std::string>{})
      << "of Monday the 14th: the 10th at 24:00 is to come";
  EXPECT_EQ(at_once(-2, -6), std::vector<std::string>{"2024-W42"});
  EXPECT_EQ(at_once(-2, -14), (std::vector<std::string>{"2024-W42", "2024-W43"}));
  EXPECT_EQ(at_once(-14, -2), std::vector<std::string>{}) << "what has closed stays closed";
}

TEST(AdoptedDuties, WhatClosesAtTheVeryInstantCountsUnderTheNewPolicy) {
  School school(policy_of(weekly, 3, begins, "0"));
  const Instant midnight = at("2024-10-12", "00:00");
  school.wait(midnight);
  const auto next = policy_of(weekly, -3, begins, "1");  // of Monday the 14th: Friday the 11th, 24:00
  school.add_policy(next);
  school.does("em", AdoptPolicy{policy_id(*next)});
  const auto closed = all<DutyClosed>(school.wait(midnight));
  ASSERT_EQ(closed.size(), 1u);
  EXPECT_EQ(closed[0].week, Week::parse("2024-W42"));
  EXPECT_EQ(closed[0].closes, midnight);
}

// A duty of school years is counted on the day its line says, which may be another policy's.
TEST(AdoptedDuties, ASchoolYearBetweenTwoPoliciesClosesOnce) {
  const auto yearly = [](int month, int day, Date from, const std::string& title) {
    Policy policy = *policy_of(Frequency::month, 0, from, title);
    DocumentType& type = policy.documents.front();
    type.duty->every = {{Frequency::school_year, Part::end, 0, false}};
    type.duty->dated_by = {};
    type.deadlines.front().due.terms = {{Comparator::by, {YearlyDate{MonthDay{month, day}}, {}}, {}, {}}};
    return std::make_shared<const Policy>(std::move(policy));
  };
  const Date may = *Date::parse("2025-05-15");
  for (const char* since : {"2025-02-01", "2025-05-15", "2025-05-20"}) {
    for (const auto& [first, second] : {std::pair(31, 10), std::pair(10, 31)}) {
      SCOPED_TRACE(std::string(since) + ' ' + std::to_string(first));
      School school(yearly(5, first, begins, "0"));
      school.wait(at(since));
      const auto next = yearly(5, second, may, "1");
      school.add_policy(next);
      school.does("em", AdoptPolicy{policy_id(*next)});
      school.wait(at("2025-07-30"));
      std::size_t times = 0;
      for (const DutyClosed& one : all<DutyClosed>(school.log))
        times += one.school_year.first_year == 2024 ? 1 : 0;
      EXPECT_EQ(times, 1u);
    }
  }
}

}  // namespace
}  // namespace quyche::test
