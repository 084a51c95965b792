#include "tests/oracle/random_due.h"

#include "engine/json/canonical.h"
#include "engine/json/fields.h"

namespace quyche::oracle {
namespace {

Date day(int year, int month, int number) { return *Date::from_civil(year, month, number); }

template <class Span, class Make>
std::vector<Span> spans(Dice& dice, int gap_max, int length_max, const Make& make) {
  std::vector<Span> out;
  Date at = day(2022, 1, 1).plus_days(dice.number(0, gap_max));
  while (at < day(2031, 11, 1)) {
    const Date last = at.plus_days(dice.number(1, length_max) - 1);
    out.push_back(make(at, last));
    at = last.plus_days(dice.number(1, gap_max));  // now and then right after the one before
  }
  return out;
}

TeachingYear random_year(Dice& dice, int first_year) {
  TeachingYear year;
  year.first = Week::of(day(first_year, 8, 15).plus_days(dice.number(0, 30)));
  year.last = year.first.plus_weeks(dice.number(30, 42));
  for (int i = dice.number(0, 4); i > 0; --i)
    year.except.push_back(year.first.plus_weeks(dice.number(0, 42)));
  for (int i = dice.number(0, 3); i > 0; --i)
    year.off_curriculum.push_back(year.first.plus_weeks(dice.number(0, 42)));
  if (!dice.once_in(5)) year.first_day = year.first.monday().plus_days(dice.number(-20, 3));
  if (!dice.once_in(5)) year.last_day = year.last.monday().plus_days(dice.number(0, 20));
  Date from = year.first.monday().plus_days(dice.number(0, 6));
  for (int semester = dice.number(0, 3); semester > 0; --semester) {
    Semester one{from, from.plus_days(dice.number(20, 90)), {}};
    if (dice.once_in(3)) one.middle = one.first.plus_days(dice.number(0, 20));
    year.semesters.push_back(one);
    from = one.last.plus_days(dice.number(1, 20));
  }
  return year;
}

Anchor random_anchor(Dice& dice) {
  switch (dice.number(0, 9)) {
    case 0: {
      const int month = dice.number(1, 12);
      const Date leap = day(2024, month, 1).plus_days(dice.number(0, month == 2 ? 28 : 29));
      return YearlyDate{{leap.month(), leap.day()}};
    }
    case 1: return FixedDate{day(2022, 1, 1).plus_days(dice.number(0, 3'650))};
    case 2: return YearPart{dice.one_of<Part>(), dice.number(0, 3)};
    case 3: return MonthPart{dice.one_of<Part>(), dice.number(1, 12)};
    case 4: return FieldDate{FieldId{dice.once_in(2) ? "b" : "missing"}};
    default: return FieldDate{FieldId{"a"}};
  }
}

Step random_step(Dice& dice) {
  switch (dice.number(0, 7)) {
    case 0:
    case 1: return WeekdayOf{dice.number(1, 7), dice.number(-3, 3)};
    case 2: return PartOf{dice.one_of<Part>(), dice.one_of<Container>(), dice.number(-3, 3)};
    case 3: return Recurring{random_recurrences(dice)};
    default: break;
  }
  const auto unit = dice.once_in(2) ? PeriodUnit::day : dice.one_of<PeriodUnit>();
  const bool large = unit == PeriodUnit::month || unit == PeriodUnit::year;
  const int count = unit == PeriodUnit::year ? dice.number(1, 2) : dice.number(1, large ? 14 : 30);
  return Offset{{count, unit}, dice.once_in(3) ? Direction::after : Direction::before};
}

DuePoint random_point(Dice& dice) {
  DuePoint point{random_anchor(dice), {}};
  const int steps = dice.once_in(4) ? dice.number(0, 3) : 1;
  for (int i = 0; i < steps; ++i) point.then.push_back(random_step(dice));
  return point;
}

DueTerm random_term(Dice& dice) {
  DueTerm term{dice.one_of<Comparator>(), random_point(dice), {}, {}};
  if (dice.once_in(6)) term.since = random_point(dice);
  if (dice.once_in(6)) term.time = TimeOfDay{dice.number(0, 48) * 30};
  return term;
}

}  // namespace

int Dice::number(int least, int most) {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  z ^= z >> 31U;
  return least + static_cast<int>(z % static_cast<std::uint64_t>(most - least + 1));
}

Calendar random_calendar(Dice& dice) {
  Calendar calendar;
  calendar.id = CalendarId{"random"};
  // Now and then a place that never works: searches must end.
  const int rest = dice.once_in(100) ? 7 : dice.number(0, 3);
  for (int i = 0; i < rest; ++i) calendar.rest_days.push_back(rest == 7 ? i + 1 : dice.number(1, 7));
  calendar.days = spans<DaySpan>(dice, 60, dice.once_in(4) ? 20 : 6, [&](Date first, Date last) {
    DaySpan span;
    span.first = first;
    span.last = last;
    span.kind = dice.once_in(3) && rest != 7 ? DayKind::working : DayKind::off;
    return span;
  });
  calendar.modes = spans<ModeSpan>(dice, 300, 30, [&](Date first, Date last) {
    return ModeSpan{first, last, dice.once_in(5) ? Mode::in_person : Mode::online, ""};
  });
  for (int year = 2023; year <= 2028; ++year)
    if (!dice.once_in(5)) calendar.school_years[SchoolYear{year}] = random_year(dice, year);
  return calendar;
}

std::vector<Recurrence> random_recurrences(Dice& dice) {
  std::vector<Recurrence> out;
  for (int i = dice.once_in(3) ? dice.number(2, 3) : 1; i > 0; --i)
    out.push_back({dice.one_of<Frequency>(), dice.one_of<Part>(), dice.once_in(2) ? dice.number(1, 7) : 0,
                   dice.once_in(4)});
  return out;
}

Case random_case(Dice& dice, const Calendar* calendar) {
  Case out;
  const int terms = dice.once_in(5) ? dice.number(2, 3) : 1;
  out.due.choice = terms == 1 ? Choice::only : dice.once_in(2) ? Choice::earlier : Choice::later;
  for (int i = 0; i < terms; ++i) out.due.terms.push_back(random_term(dice));
  out.due.reading = dice.one_of<Reading>();
  out.due.roll = dice.one_of<Roll>();
  out.due.week = dice.one_of<WeekCount>();
  const Date first = day(2024, 1, 1).plus_days(dice.number(0, 5 * 365));
  const AnchorDate timed(LocalTime{first, TimeOfDay{dice.number(0, 95) * 15}});
  out.anchors.dates.emplace(FieldId{"a"}, dice.once_in(3) ? timed : AnchorDate(first));
  out.anchors.dates.emplace(FieldId{"b"}, AnchorDate(first.plus_days(dice.number(-40, 40))));
  constexpr MonthDay starts[] = {{8, 1}, {9, 5}, {7, 15}, {1, 1}, {8, 20}};
  out.anchors.school_year_starts = starts[dice.once_in(3) ? dice.number(0, 4) : 0];
  out.anchors.school_year = SchoolYear::of(first, out.anchors.school_year_starts);
  out.anchors.zone = ZoneOffset{dice.once_in(10) ? dice.number(-24, 28) * 30 : 420};
  out.anchors.calendar = calendar;
  return out;
}

std::string text(const Case& one) {
  std::string out = json::canonical(json::encode(one.due));
  for (const auto& [field, date] : one.anchors.dates)
    out += '\n' + field.value + " = " + date.day.text() + (date.time ? ' ' + date.time->text() : "");
  return out + "\nschool year " + one.anchors.school_year.text() + " starts " +
         one.anchors.school_year_starts.text() + ", zone " + one.anchors.zone.text();
}

}  // namespace quyche::oracle
