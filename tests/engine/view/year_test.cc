// The due points of a school year, from the shipped regulation with due lines of other forms put in.
#include "engine/view/year.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "rules/policy/load.h"

namespace quyche {
namespace {

const SchoolYear year{2024};

Date day(const std::string& text) { return Date::parse(text).value_or(Date()); }
Instant start(const std::string& text) { return Instant::start_of(day(text), ZoneOffset{420}); }

Policy shipped() {
  rules::Findings findings;
  const auto path =
      std::filesystem::path(QUYCHE_SOURCE_DIR) / "policies/vn.hai-phong.duong-kinh.primary-records.yaml";
  const auto policy = rules::load_policy(path.string(), findings);
  EXPECT_NE(policy, nullptr);
  return policy == nullptr ? Policy() : *policy;
}

DocumentType& type(Policy& policy, const std::string& id) {
  return *std::find_if(policy.documents.begin(), policy.documents.end(),
                       [&](const DocumentType& one) { return one.id.value == id; });
}

// Only this type, with this due line as its only deadline.
Policy only(const std::string& id, DueTerm term, WeekCount week = WeekCount::calendar) {
  Policy policy = shipped();
  DocumentType kept = type(policy, id);
  kept.deadlines.resize(1);
  kept.deadlines[0].due.terms = {std::move(term)};
  kept.deadlines[0].due.week = week;
  policy.documents = {std::move(kept)};
  return policy;
}

DuePoint weekday_before(int weekday) { return {FieldDate{FieldId{"lesson_date"}}, {WeekdayOf{weekday, -1}}}; }

const YearPoint* counted_from(const YearPoints& points, const std::string& date) {
  const auto at = std::find_if(points.points.begin(), points.points.end(),
                               [&](const YearPoint& one) { return one.counted_from == day(date); });
  return at == points.points.end() ? nullptr : &*at;
}

// After Tết "the week before" with teaching is two weeks back, where the week of Tết would fall due as well.
TEST(YearPoints, PeriodsAreTheWeeksWithTeaching) {
  const Policy policy =
      only("lesson_plan", {Comparator::before, weekday_before(3), {}, {}}, WeekCount::school);
  const YearPoints points = year_points(policy, year);
  ASSERT_EQ(points.points.size(), 36U);
  std::set<Date> from;
  for (const YearPoint& one : points.points) {
    ASSERT_TRUE(one.counted_from);
    EXPECT_TRUE(policy.calendar->teaches(Week::of(*one.counted_from))) << one.counted_from->text();
    EXPECT_EQ(one.counted_from->weekday(), Weekday::monday);
    EXPECT_TRUE(from.insert(*one.counted_from).second);
  }
  const YearPoint* after_tet = counted_from(points, "2025-02-03");
  ASSERT_NE(after_tet, nullptr);
  EXPECT_EQ(after_tet->closes, start("2025-01-22"));
  EXPECT_EQ(after_tet->last_day, day("2025-01-21"));
  EXPECT_FALSE(after_tet->opens);
}

TEST(YearPoints, SpansOpen) {
  const Policy policy = only("lesson_plan", {Comparator::on, weekday_before(6), weekday_before(5), {}});
  const YearPoints points = year_points(policy, year);
  const YearPoint* one = counted_from(points, "2024-10-07");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->opens, start("2024-10-04"));
  EXPECT_EQ(one->closes, start("2024-10-06"));
  EXPECT_EQ(one->last_day, day("2024-10-05"));
}

TEST(YearPoints, InOrderAndOnlyInForce) {
  Policy policy = shipped();
  const YearPoints all = year_points(policy, year);
  for (std::size_t i = 1; i < all.points.size(); ++i)
    EXPECT_LE(all.points[i - 1].closes, all.points[i].closes);
  // The calendar knows all that the regulation asks of it.
  EXPECT_TRUE(std::all_of(all.undated.begin(), all.undated.end(),
                          [](const UndatedDeadline& one) { return one.why == Undated::of_document; }));
  policy.effective_to = day("2024-12-31");
  const YearPoints half = year_points(policy, year);
  EXPECT_LT(half.points.size(), all.points.size());
  EXPECT_TRUE(std::none_of(half.points.begin(), half.points.end(),
                           [](const YearPoint& one) { return one.last_day > day("2024-12-31"); }));
  EXPECT_TRUE(year_points(policy, SchoolYear{2026}).points.empty());
  EXPECT_TRUE(year_points(policy, SchoolYear{2026}).undated.empty());
}

// What is not in force has no point, and is not unknown because of that.
TEST(YearPoints, OutsideItsDaysNothingIsUnknown) {
  Policy policy = shipped();
  policy.effective_from = day("2025-03-01");
  const YearPoints late = year_points(policy, year);
  EXPECT_TRUE(std::none_of(late.undated.begin(), late.undated.end(),
                           [](const UndatedDeadline& one) { return one.why == Undated::unknown; }));
  EXPECT_TRUE(std::none_of(late.points.begin(), late.points.end(),
                           [](const YearPoint& one) { return one.type->id.value == "team_plan"; }));
}

// A regulation cut in two says in each year what it says whole.
TEST(YearPoints, OfARegulationThatChangesInTheYear) {
  const auto told = [](const YearPoints& points) {
    std::map<std::string, std::size_t> out;
    for (const YearPoint& one : points.points) {
      EXPECT_LE(one.policy->effective_from, one.counted_from.value_or(one.last_day));
      EXPECT_LE(one.counted_from.value_or(one.last_day),
                one.policy->effective_to.value_or(day("2025-12-31")));
      ++out[one.type->id.value + ' ' + one.deadline->id.value + ' ' + one.last_day.text()];
    }
    for (const UndatedDeadline& one : points.undated)
      ++out[one.type->id.value + ' ' + one.deadline->id.value];
    return out;
  };
  const auto whole = std::make_shared<Policy>(shipped());
  whole->effective_to.reset();
  for (const char* cut : {"2024-08-20", "2024-12-31", "2025-03-05", "2025-05-30"}) {
    const auto first = std::make_shared<Policy>(*whole);
    const auto second = std::make_shared<Policy>(*whole);
    first->effective_to = day(cut);
    second->effective_from = day(cut).plus_days(1);
    const std::vector<std::shared_ptr<const Policy>> both = {first, second};
    const YearPoints points = year_points(both, year);
    EXPECT_EQ(told(points), told(year_points(*whole, year))) << cut;
    EXPECT_TRUE(std::is_sorted(points.points.begin(), points.points.end(),
                               [](const YearPoint& a, const YearPoint& b) { return a.closes < b.closes; }));
  }
}

// Nobody owes report cards, but a deadline that counts only while teaching is online has no point either.
TEST(YearPoints, OnlyInTheWayThatTheSchoolTeaches) {
  Policy policy = only("report_card", {Comparator::by, {YearlyDate{{5, 31}}, {}}, {}, {}});
  policy.documents[0].deadlines[0].mode = Mode::in_person;
  EXPECT_EQ(year_points(policy, year).points.size(), 1U);
  policy.documents[0].deadlines[0].mode = Mode::online;
  EXPECT_TRUE(year_points(policy, year).points.empty());
  EXPECT_TRUE(year_points(policy, year).undated.empty());
}

// Nobody owes report cards, but each that is written has its yearly day; a fixed day comes in its own year.
TEST(YearPoints, TypesThatNobodyOwes) {
  struct Row {
    Anchor from;
    std::size_t points;
    std::size_t undated;
    Undated why;
  };
  const Row rows[] = {
      {YearlyDate{{5, 31}}, 1, 0, {}},
      {FixedDate{day("2025-05-31")}, 1, 0, {}},
      {FixedDate{day("2025-08-01")}, 0, 0, {}},
      {YearPart{Part::end, 1}, 1, 0, {}},
      {YearPart{Part::end, 3}, 0, 1, Undated::unknown},
      {FieldDate{FieldId{"pupil"}}, 0, 1, Undated::of_document},
  };
  for (const Row& row : rows) {
    const Policy policy = only("report_card", {Comparator::by, {row.from, {}}, {}, {}});
    const YearPoints points = year_points(policy, year);
    EXPECT_EQ(points.points.size(), row.points) << row.from.index();
    ASSERT_EQ(points.undated.size(), row.undated) << row.from.index();
    if (row.undated > 0) {
      EXPECT_EQ(points.undated[0].why, row.why) << row.from.index();
    }
  }
}

TEST(YearPoints, ADutyThatTheCalendarDoesNotKnowIsNamed) {
  Policy policy = shipped();
  policy.calendar.reset();
  const YearPoints points = year_points(policy, year);
  EXPECT_TRUE(std::any_of(points.undated.begin(), points.undated.end(), [](const UndatedDeadline& one) {
    return one.type->id.value == "lesson_plan" && one.why == Undated::unknown;
  }));
}

}  // namespace
}  // namespace quyche
