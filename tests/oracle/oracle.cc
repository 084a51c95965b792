#include "tests/oracle/oracle.h"

#include <algorithm>
#include <set>
#include <variant>

namespace quyche::oracle {
namespace {

// Thrown instead of giving a day; what asks for the whole line answers with nothing.
struct NoDay {};

constexpr int minutes_a_day = 24 * 60;

// A minute on a wall clock beside the wall calendar; minute 1440 is the end of the day.
struct Moment {
  std::size_t row = 0;
  int minute = 0;
  [[nodiscard]] Moment settled() const {
    return minute == minutes_a_day ? Moment{row + 1, 0} : *this;  // 24:00 is 00:00 of the next day
  }
};
bool before(const Moment& one, const Moment& other) {
  const Moment a = one.settled();
  const Moment b = other.settled();
  return a.row < b.row || (a.row == b.row && a.minute < b.minute);
}

struct Point {
  std::size_t row = 0;
  std::optional<int> minute;    // of the anchor, until the walk leaves it
  std::optional<Moment> exact;  // after counting in hours
};

struct Window {
  std::optional<Moment> opens;
  Moment closes;
  std::size_t last_row = 0;
};

class Walk {
 public:
  Walk(const Due& due, const Ground& ground) : due_(due), days_(ground.days), anchors_(ground.anchors) {}

  [[nodiscard]] Window window(const DueTerm& term) const {
    Window out;
    if (term.since) out.opens = Moment{end_of(*term.since).row, 0};
    const Point at = end_of(term.point);
    const bool on = term.comparator == Comparator::on;
    if (on && !term.since) out.opens = Moment{at.row, 0};
    if (term.time)
      out.closes = {at.row, term.time->minute};
    else if (on)
      out.closes = {at.row, minutes_a_day};
    else if (at.exact)
      out.closes = *at.exact;
    else
      out.closes = {at.row, term.comparator == Comparator::before ? 0 : minutes_a_day};
    // The last day is the one that a moment just before the end lies in.
    out.last_row = out.closes.minute == 0 ? out.closes.row - 1 : out.closes.row;
    roll(out, on && !term.since);
    return out;
  }

  [[nodiscard]] std::vector<RecurringPeriod> periods(const std::vector<Recurrence>& every) const {
    const auto of_the_year = [](const Recurrence& one) {
      return one.every == Frequency::semester || one.every == Frequency::school_year;
    };
    if (every.size() == 1 && !of_the_year(every.front())) return whole_periods(every.front());
    std::set<std::size_t> named;
    for (const Recurrence& one : every) {
      if (of_the_year(one))
        for (const std::size_t day : days_of_year(one)) named.insert(day);
      else
        for (const RecurringPeriod& period : whole_periods(one)) named.insert(days_.row_of(period.day));
    }
    std::vector<RecurringPeriod> out;
    std::size_t first = school_year_first();
    for (const std::size_t day : named) {
      if (day < first) continue;
      out.push_back({days_.date(first), days_.date(day), days_.date(day)});
      first = day + 1;
    }
    return out;
  }

 private:
  // Days, weeks and months that begin in the school year; school weeks are its own.
  [[nodiscard]] std::vector<RecurringPeriod> whole_periods(const Recurrence& one) const {
    std::vector<RecurringPeriod> out;
    const auto add = [&](std::size_t first, std::size_t last) {
      out.push_back({days_.date(first), days_.date(last), days_.date(named_day(one, first).value())});
    };
    if (one.every == Frequency::school_week) {
      if (!has_teaching_year()) return out;
      const TeachingYear& year = teaching_year();
      for (std::size_t row = days_.row_of(year.first.monday()); row <= days_.row_of(year.last.monday());
           row += 7)
        if (days_[row].teaching_week) add(row, row + 6);
      return out;
    }
    for (std::size_t row = school_year_first(); row < school_year_after(); ++row) {
      if (one.every == Frequency::day || (one.every == Frequency::working_day && !days_[row].off))
        add(row, row);
      if (one.every == Frequency::week && days_[row].weekday == 1) add(row, row + 6);
      if (one.every == Frequency::month && days_[row].day == 1) add(row, part_of_month(row, Part::end));
    }
    return out;
  }

  [[nodiscard]] std::size_t school_year_first() const {
    return days_.row_of(anchors_.school_year_starts.in(anchors_.school_year.first_year));
  }
  [[nodiscard]] std::size_t school_year_after() const {
    return days_.row_of(anchors_.school_year_starts.in(anchors_.school_year.first_year + 1));
  }
  [[nodiscard]] bool has_teaching_year() const {
    return anchors_.calendar != nullptr && anchors_.calendar->school_years.contains(anchors_.school_year);
  }
  [[nodiscard]] const TeachingYear& teaching_year() const {
    if (!has_teaching_year()) throw NoDay{};
    return anchors_.calendar->school_years.at(anchors_.school_year);
  }
  [[nodiscard]] std::size_t row_of(const std::optional<Date>& date) const {
    if (!date) throw NoDay{};
    return days_.row_of(*date);
  }
  [[nodiscard]] bool last_of_month(std::size_t row) const { return days_[row + 1].day == 1; }

  [[nodiscard]] Point end_of(const DuePoint& point) const {
    Point at = std::visit([&](const auto& anchor) { return start(anchor); }, point.from);
    for (std::size_t i = 0; i < point.then.size(); ++i)
      at = std::visit([&](const auto& step) { return walk(at, step, i + 1 == point.then.size()); },
                      point.then[i]);
    return at;
  }

  [[nodiscard]] Point start(const FieldDate& anchor) const {
    const auto found = anchors_.dates.find(anchor.field);
    if (found == anchors_.dates.end()) throw NoDay{};
    Point at{days_.row_of(found->second.day), {}, {}};
    if (found->second.time) at.minute = found->second.time->minute;
    return at;
  }
  [[nodiscard]] Point start(const YearlyDate& anchor) const {
    for (std::size_t row = school_year_first(); row < school_year_after(); ++row)
      if (days_[row].month == anchor.day.month && days_[row].day == anchor.day.day) return {row, {}, {}};
    // 29 February of a common year is its 28th.
    for (std::size_t row = school_year_first(); row < school_year_after(); ++row)
      if (days_[row].month == 2 && last_of_month(row)) return {row, {}, {}};
    throw NoDay{};
  }
  [[nodiscard]] Point start(const FixedDate& anchor) const { return {days_.row_of(anchor.date), {}, {}}; }
  [[nodiscard]] Point start(const YearPart& anchor) const {
    return {year_part(anchor.part, anchor.semester), {}, {}};
  }
  [[nodiscard]] Point start(const MonthPart& anchor) const {
    for (std::size_t row = school_year_first(); row < school_year_after(); ++row)
      if (days_[row].month == anchor.month && part_of_its_month(row, anchor.part)) return {row, {}, {}};
    throw NoDay{};
  }
  [[nodiscard]] bool part_of_its_month(std::size_t row, Part part) const {
    if (part == Part::start) return days_[row].day == 1;
    return part == Part::middle ? days_[row].day == 15 : last_of_month(row);
  }
  [[nodiscard]] std::size_t year_part(Part part, int semester) const {
    const TeachingYear& year = teaching_year();
    if (semester > static_cast<int>(year.semesters.size())) throw NoDay{};
    const Semester* found = semester == 0 ? nullptr : &year.semesters[static_cast<std::size_t>(semester) - 1];
    if (found != nullptr && part == Part::middle && found->middle) return days_.row_of(*found->middle);
    if (part == Part::start) return found != nullptr ? days_.row_of(found->first) : row_of(year.first_day);
    if (part == Part::end) return found != nullptr ? days_.row_of(found->last) : row_of(year.last_day);
    // Two fingers from both ends meet halfway; of two days in the middle the first.
    std::size_t from = year_part(Part::start, semester);
    std::size_t to = year_part(Part::end, semester);
    while (from + 1 < to) {
      ++from;
      --to;
    }
    return from;
  }

  [[nodiscard]] Point walk(const Point& at, const WeekdayOf& step, bool) const {
    return {weekday_in(week(at.row, step.week_shift), step.weekday), {}, {}};
  }
  [[nodiscard]] Point walk(const Point& at, const PartOf& step, bool) const {
    if (step.of == Container::week) return {part_of_week(week(at.row, step.shift), step.part), {}, {}};
    return {part_of_month(month(at.row, step.shift), step.part), {}, {}};
  }
  [[nodiscard]] Point walk(const Point& at, const Recurring& step, bool) const {
    std::optional<std::size_t> ahead;
    std::optional<std::size_t> behind;
    for (const Recurrence& one : step.every) {
      const auto named = named_day(one, at.row);
      if (!named) continue;
      if (*named >= at.row && (!ahead || *named < *ahead)) ahead = named;
      if (*named < at.row && (!behind || *named > *behind)) behind = named;
    }
    if (!ahead && !behind) throw NoDay{};
    return {ahead ? *ahead : *behind, {}, {}};
  }
  [[nodiscard]] Point walk(const Point& at, const Offset& step, bool last) const {
    const int count = step.period.count;
    const bool back = step.direction == Direction::before;
    const bool days = step.period.unit == PeriodUnit::day;
    const bool weeks = step.period.unit == PeriodUnit::week;
    if (step.period.unit == PeriodUnit::working_day) return {working_days(at.row, count, back), {}, {}};
    if (back && days && due_.reading == Reading::working_days)
      return {working_days(at.row, count, back), {}, {}};
    if (back && (days || weeks) && due_.reading == Reading::instant && last) {
      // So many times round the clock.
      Moment moment{at.row, at.minute.value_or(0)};
      for (int rounds = weeks ? 7 * count : count; rounds > 0; --rounds) --moment.row;
      return {moment.row, {}, moment};
    }
    std::size_t row = at.row;
    for (int left = count; left > 0; --left) row = one_unit(row, step.period.unit, back);
    if (step.period.unit == PeriodUnit::month || step.period.unit == PeriodUnit::year)
      row = same_day_number(row, days_[at.row].day);
    // Clear days: the day itself counts on neither end.
    if (back && due_.reading == Reading::clear_days) --row;
    return {row, {}, {}};
  }
  // Of months and years: the 1st of the next or last such month; the day number comes at the end.
  [[nodiscard]] std::size_t one_unit(std::size_t row, PeriodUnit unit, bool back) const {
    switch (unit) {
      case PeriodUnit::day:
      case PeriodUnit::working_day: return back ? row - 1 : row + 1;
      case PeriodUnit::week: return back ? row - 7 : row + 7;
      case PeriodUnit::month: return month(row, back ? -1 : 1);
      case PeriodUnit::year: return month(row, back ? -12 : 12);
    }
    throw NoDay{};
  }
  // The 1st of the month so many months away.
  [[nodiscard]] std::size_t month(std::size_t row, int shift) const {
    while (days_[row].day != 1) --row;
    for (; shift < 0; ++shift)
      for (--row; days_[row].day != 1;) --row;
    for (; shift > 0; --shift)
      for (++row; days_[row].day != 1;) ++row;
    return row;
  }
  [[nodiscard]] std::size_t same_day_number(std::size_t row, int number) const {
    while (days_[row].day != number && !last_of_month(row)) ++row;
    return row;
  }
  [[nodiscard]] std::size_t working_days(std::size_t row, int count, bool back) const {
    while (count > 0) {
      row = step(row, back);
      if (!days_[row].off) --count;
    }
    return row;
  }
  [[nodiscard]] std::size_t step(std::size_t row, bool back) const {
    if (row == 0 || row + 1 == days_.size()) throw NoDay{};
    return back ? row - 1 : row + 1;
  }
  // The Monday so many weeks away; where school weeks count, weeks without teaching are no weeks.
  [[nodiscard]] std::size_t week(std::size_t row, int shift) const {
    row = days_.monday(row);
    while (shift != 0) {
      row = shift < 0 ? row - 7 : row + 7;
      if (due_.week == WeekCount::school && !days_[row].teaching_week) continue;
      shift += shift < 0 ? 1 : -1;
    }
    return row;
  }
  [[nodiscard]] std::size_t weekday_in(std::size_t monday, int weekday) const {
    std::size_t row = monday;
    while (days_[row].weekday != weekday) ++row;
    return row;
  }
  [[nodiscard]] std::size_t part_of_week(std::size_t monday, Part part) const {
    return weekday_in(monday, part == Part::start ? 1 : part == Part::middle ? 3 : 7);
  }
  [[nodiscard]] std::size_t part_of_month(std::size_t first, Part part) const {
    std::size_t row = first;
    while (!part_of_its_month(row, part)) ++row;
    return row;
  }

  // The last working day of these days; where there is none, their last day.
  [[nodiscard]] std::size_t last_working(std::size_t first, std::size_t last) const {
    std::size_t found = last;
    for (std::size_t row = first; row <= last; ++row)
      if (!days_[row].off) found = row;
    return days_[found].off ? last : found;
  }
  [[nodiscard]] std::optional<std::size_t> named_day(const Recurrence& one, std::size_t row) const {
    const std::size_t monday = days_.monday(row);
    const std::size_t first = month(row, 0);
    switch (one.every) {
      case Frequency::day: return row;
      case Frequency::working_day:
        while (days_[row].off) {
          if (row + 1 == days_.size()) return std::nullopt;
          ++row;
        }
        return row;
      case Frequency::week:
      case Frequency::school_week:
        if (one.working) return last_working(monday, monday + 6);
        return one.weekday != 0 ? weekday_in(monday, one.weekday) : part_of_week(monday, one.at);
      case Frequency::month:
        return one.working ? last_working(first, part_of_month(first, Part::end))
                           : part_of_month(first, one.at);
      case Frequency::semester:
      case Frequency::school_year: break;
    }
    return next_of_year(one, row);
  }
  [[nodiscard]] std::optional<std::size_t> next_of_year(const Recurrence& one, std::size_t row) const {
    const std::set<std::size_t> days = days_of_year(one);
    const auto next = std::find_if(days.begin(), days.end(), [&](std::size_t day) { return day >= row; });
    return next == days.end() ? std::nullopt : std::optional(*next);
  }
  [[nodiscard]] std::set<std::size_t> days_of_year(const Recurrence& one) const {
    std::set<std::size_t> days;
    const bool whole = one.every == Frequency::school_year;
    for (int semester = whole ? 0 : 1; semester <= (whole ? 0 : 5); ++semester) {
      try {
        const std::size_t day = year_part(one.working ? Part::end : one.at, semester);
        days.insert(one.working ? last_working(first_of(semester), day) : day);
      } catch (const NoDay&) {  // there is no such semester, or the calendar does not say
      }
    }
    return days;
  }
  [[nodiscard]] std::size_t first_of(int semester) const {
    try {
      return year_part(Part::start, semester);
    } catch (const NoDay&) {
      return school_year_first();
    }
  }

  void roll(Window& window, bool whole_day) const {
    if (due_.roll != Roll::backward && due_.roll != Roll::forward) return;
    const bool back = due_.roll == Roll::backward;
    Window moved = window;
    try {
      while (days_[moved.last_row].off) {
        moved.last_row = step(moved.last_row, back);
        moved.closes.row = step(moved.closes.row, back);
        if (whole_day) moved.opens->row = step(moved.opens->row, back);
      }
    } catch (const NoDay&) {
      return;  // there is no working day to move to
    }
    // A span that would end before it opens is the day it was moved to.
    if (moved.last_row != window.last_row && moved.opens && !before(*moved.opens, moved.closes) && !whole_day)
      moved.opens = Moment{moved.last_row, 0};
    window = moved;
  }

  const Due& due_;
  const DayTable& days_;
  const DueAnchors& anchors_;
};

}  // namespace

std::optional<DueWindow> due_window(const Due& due, const Ground& ground) {
  const Walk walk(due, ground);
  std::optional<Window> chosen;
  bool all = true;
  for (const DueTerm& term : due.terms) {
    try {
      const Window window = walk.window(term);
      const bool better = !chosen || (due.choice == Choice::later ? before(chosen->closes, window.closes)
                                                                  : before(window.closes, chosen->closes));
      if (better) chosen = window;
    } catch (const NoDay&) {
      all = false;
    }
  }
  // What is known decides the earlier of several; the later could be the one that is not.
  if (!chosen || (!all && due.choice != Choice::earlier)) return std::nullopt;
  const auto instant = [&](const Moment& moment) {
    const Instant midnight = Instant::start_of(ground.days.date(moment.row), ground.anchors.zone);
    return midnight.plus_ms(moment.minute * ms_per_minute);
  };
  DueWindow out{{}, instant(chosen->closes), ground.days.date(chosen->last_row)};
  if (chosen->opens) out.opens = instant(*chosen->opens);
  return out;
}

std::vector<RecurringPeriod> periods_of(const std::vector<Recurrence>& every, const Ground& ground) {
  const Due none;
  return Walk(none, ground).periods(every);
}

}  // namespace quyche::oracle
