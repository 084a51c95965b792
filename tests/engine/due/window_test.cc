// When due lines open and close: each point, comparator and reading, and the days that the regulations mean.
#include "engine/due/window.h"

#include <gtest/gtest.h>

namespace quyche::test {
namespace {

const FieldId lesson{"lesson_date"};
constexpr ZoneOffset vietnam{7 * 60};
constexpr MonthDay august{8, 1};

Date day(std::string_view text) { return *Date::parse(text); }
Instant instant(std::string_view text) { return *Instant::parse(text); }
DueAnchors anchored(std::string_view date, int first_year = 2024) {
  return {{{lesson, day(date)}}, SchoolYear{first_year}, august, vietnam};
}
Due due(Comparator comparator, DuePoint point, Reading reading = Reading::unstated) {
  return {"",      Choice::only,   {{comparator, std::move(point), {}, {}}},
          reading, Roll::unstated, WeekCount::unstated};
}
DuePoint days(int count, Direction direction, PeriodUnit unit = PeriodUnit::day) {
  return {FieldDate{lesson}, {Offset{{count, unit}, direction}}};
}
// before Wednesday of the week before the lesson's
const Due wednesday_before = due(Comparator::before, DuePoint{FieldDate{lesson}, {WeekdayOf{3, -1}}});

struct Row {
  const char* what;
  Due due;
  const char* anchor;
  const char* opens;  // empty: no start
  const char* closes;
  const char* last_day;
};

// 2024-10-07 is a Monday.
const Row rows[] = {
    {"before the day", due(Comparator::before, DuePoint{FieldDate{lesson}, {}}), "2024-10-07", "",
     "2024-10-07T00:00:00+07:00", "2024-10-06"},
    {"by the day", due(Comparator::by, DuePoint{FieldDate{lesson}, {}}), "2024-10-07", "",
     "2024-10-08T00:00:00+07:00", "2024-10-07"},
    {"on the day", due(Comparator::on, DuePoint{FieldDate{lesson}, {}}), "2024-10-07",
     "2024-10-07T00:00:00+07:00", "2024-10-08T00:00:00+07:00", "2024-10-07"},
    {"3 days before, as the difference of dates",
     due(Comparator::by, days(3, Direction::before), Reading::date_difference), "2024-10-07", "",
     "2024-10-05T00:00:00+07:00", "2024-10-04"},
    {"3 days before, not stated how", due(Comparator::by, days(3, Direction::before)), "2024-10-07", "",
     "2024-10-05T00:00:00+07:00", "2024-10-04"},
    {"3 days before, clear days", due(Comparator::by, days(3, Direction::before), Reading::clear_days),
     "2024-10-07", "", "2024-10-04T00:00:00+07:00", "2024-10-03"},
    {"3 days before, as 72 hours", due(Comparator::by, days(3, Direction::before), Reading::instant),
     "2024-10-07", "", "2024-10-04T00:00:00+07:00", "2024-10-03"},
    {"72 hours whatever the comparator",
     due(Comparator::before, days(3, Direction::before), Reading::instant), "2024-10-07", "",
     "2024-10-04T00:00:00+07:00", "2024-10-03"},
    {"before 3 days before", due(Comparator::before, days(3, Direction::before), Reading::date_difference),
     "2024-10-07", "", "2024-10-04T00:00:00+07:00", "2024-10-03"},
    {"on the day 3 days before", due(Comparator::on, days(3, Direction::before), Reading::date_difference),
     "2024-10-07", "2024-10-04T00:00:00+07:00", "2024-10-05T00:00:00+07:00", "2024-10-04"},
    {"2 weeks before", due(Comparator::by, days(2, Direction::before, PeriodUnit::week)), "2024-10-07", "",
     "2024-09-24T00:00:00+07:00", "2024-09-23"},
    {"2 weeks before, clear",
     due(Comparator::by, days(2, Direction::before, PeriodUnit::week), Reading::clear_days), "2024-10-07", "",
     "2024-09-23T00:00:00+07:00", "2024-09-22"},
    {"5 days after", due(Comparator::by, days(5, Direction::after)), "2024-10-07", "",
     "2024-10-13T00:00:00+07:00", "2024-10-12"},
    {"5 days after, whatever the reading",
     due(Comparator::by, days(5, Direction::after), Reading::clear_days), "2024-10-07", "",
     "2024-10-13T00:00:00+07:00", "2024-10-12"},
    {"over the turn of a leap February", due(Comparator::by, days(3, Direction::before)), "2024-03-02", "",
     "2024-02-29T00:00:00+07:00", "2024-02-28"},
    {"by Sunday of the same week", due(Comparator::by, DuePoint{FieldDate{lesson}, {WeekdayOf{7, 0}}}),
     "2024-10-07", "", "2024-10-14T00:00:00+07:00", "2024-10-13"},
    {"a Sunday belongs to the week before it",
     due(Comparator::by, DuePoint{FieldDate{lesson}, {WeekdayOf{1, 0}}}), "2024-10-13", "",
     "2024-10-08T00:00:00+07:00", "2024-10-07"},
    {"on Monday of the next week", due(Comparator::on, DuePoint{FieldDate{lesson}, {WeekdayOf{1, 1}}}),
     "2024-10-13", "2024-10-14T00:00:00+07:00", "2024-10-15T00:00:00+07:00", "2024-10-14"},
    {"before Wednesday of the week before", wednesday_before, "2024-10-07", "", "2024-10-02T00:00:00+07:00",
     "2024-10-01"},
    {"the same from the week's Saturday", wednesday_before, "2024-10-12", "", "2024-10-02T00:00:00+07:00",
     "2024-10-01"},
    {"over new year's Tet", wednesday_before, "2025-02-03", "", "2025-01-29T00:00:00+07:00", "2025-01-28"},
    {"into Tet", wednesday_before, "2026-02-23", "", "2026-02-18T00:00:00+07:00", "2026-02-17"},
    {"before 30 April", wednesday_before, "2025-05-05", "", "2025-04-30T00:00:00+07:00", "2025-04-29"},
    {"over a month's turn", wednesday_before, "2026-11-30", "", "2026-11-25T00:00:00+07:00", "2026-11-24"},
    {"yearly, before 5 September", due(Comparator::before, DuePoint{YearlyDate{{9, 5}}, {}}), "2024-10-07",
     "", "2024-09-05T00:00:00+07:00", "2024-09-04"},
    {"yearly, before 31 May: of the second calendar year",
     due(Comparator::before, DuePoint{YearlyDate{{5, 31}}, {}}), "2024-10-07", "",
     "2025-05-31T00:00:00+07:00", "2025-05-30"},
    {"yearly, by the school year's first day", due(Comparator::by, DuePoint{YearlyDate{{8, 1}}, {}}),
     "2024-10-07", "", "2024-08-02T00:00:00+07:00", "2024-08-01"},
    {"yearly, by its last day", due(Comparator::by, DuePoint{YearlyDate{{7, 31}}, {}}), "2024-10-07", "",
     "2025-08-01T00:00:00+07:00", "2025-07-31"},
    {"yearly, 29 February in a common year", due(Comparator::by, DuePoint{YearlyDate{{2, 29}}, {}}),
     "2024-10-07", "", "2025-03-01T00:00:00+07:00", "2025-02-28"},
    {"a week before a yearly day",
     due(Comparator::by, DuePoint{YearlyDate{{9, 5}}, {Offset{{1, PeriodUnit::week}, Direction::before}}}),
     "2024-10-07", "", "2024-08-30T00:00:00+07:00", "2024-08-29"},
    {"Friday of a yearly day's week", due(Comparator::by, DuePoint{YearlyDate{{9, 5}}, {WeekdayOf{5, 0}}}),
     "2024-10-07", "", "2024-09-07T00:00:00+07:00", "2024-09-06"},
};

TEST(DueWindow, ClosesWhereTheLineSays) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const auto window = due_window(row.due, anchored(row.anchor));
    ASSERT_TRUE(window);
    EXPECT_EQ(window->closes.text(vietnam), row.closes);
    EXPECT_EQ(window->last_day.text(), row.last_day);
    EXPECT_EQ(window->opens ? window->opens->text(vietnam) : "", row.opens);
  }
}

TEST(DueWindow, UnknownDateHasNone) {
  const DueAnchors nothing{{}, SchoolYear{2024}, august, vietnam};
  EXPECT_FALSE(due_window(due(Comparator::by, DuePoint{FieldDate{lesson}, {}}), nothing));
  EXPECT_FALSE(due_window(due(Comparator::by, days(3, Direction::before)), nothing));
  EXPECT_FALSE(due_window(wednesday_before, nothing));
  EXPECT_TRUE(due_window(due(Comparator::by, DuePoint{YearlyDate{{9, 5}}, {}}), nothing))
      << "needs only the school year";
}

TEST(DueWindow, YearlyDayFollowsTheSchoolYear) {
  struct Year {
    int first;
    MonthDay starts;
    const char* last_day;
  };
  for (const Year& year : {Year{2024, {8, 1}, "2024-09-04"}, Year{2025, {8, 1}, "2025-09-04"},
                           Year{2024, {9, 5}, "2024-09-04"}, Year{2024, {9, 6}, "2025-09-04"}}) {
    const auto window = due_window(due(Comparator::before, DuePoint{YearlyDate{{9, 5}}, {}}),
                                   {{}, SchoolYear{year.first}, year.starts, vietnam});
    EXPECT_EQ(window->last_day.text(), year.last_day);
  }
}

TEST(DueWindow, DayIsThePlacesDay) {
  struct Zone {
    const char* zone;
    const char* closes;
  };
  for (const Zone& zone :
       {Zone{"+07:00", "2024-10-06T17:00:00.000Z"}, Zone{"+00:00", "2024-10-07T00:00:00.000Z"},
        Zone{"-05:30", "2024-10-07T05:30:00.000Z"}, Zone{"+14:00", "2024-10-06T10:00:00.000Z"}}) {
    DueAnchors anchors = anchored("2024-10-07");
    anchors.zone = *ZoneOffset::parse(zone.zone);
    EXPECT_EQ(due_window(due(Comparator::before, DuePoint{FieldDate{lesson}, {}}), anchors)->closes,
              instant(zone.closes));
  }
}

// Over three school years: a Wednesday line always closes on the Wednesday 5 to 11 days before the lesson,
// and the three readings of N days keep their distance.
TEST(DueWindow, HoldsOnEveryDay) {
  for (Date date = day("2024-08-01"); date <= day("2027-07-31"); date = date.plus_days(1)) {
    const DueAnchors anchors{{{lesson, date}}, SchoolYear{2024}, august, vietnam};
    const Date closes = due_window(wednesday_before, anchors)->closes.date(vietnam);
    ASSERT_EQ(closes.weekday(), Weekday::wednesday);
    const int ahead = date.days_since_1970() - closes.days_since_1970();
    ASSERT_EQ(ahead, 4 + static_cast<int>(date.weekday())) << date.text();
    for (int n = 1; n <= 30; ++n) {
      const auto closing = [&](Reading reading) {
        return due_window(due(Comparator::by, days(n, Direction::before), reading), anchors)->closes.ms();
      };
      const std::int64_t start = Instant::start_of(date, vietnam).ms();
      ASSERT_EQ(start - closing(Reading::date_difference), (n - 1) * ms_per_day);
      ASSERT_EQ(start - closing(Reading::clear_days), n * ms_per_day);
      ASSERT_EQ(start - closing(Reading::instant), n * ms_per_day);
    }
  }
}

TEST(DueWindow, LastDayIsTheDayBeforeItClosesOrTheDayItself) {
  for (const Row& row : rows) {
    const auto window = due_window(row.due, anchored(row.anchor));
    EXPECT_EQ(window->closes, Instant::start_of(window->last_day.plus_days(1), vietnam)) << row.what;
  }
}

}  // namespace
}  // namespace quyche::test
