#include "engine/due/window.h"

#include <algorithm>

#include "engine/due/recurrence.h"

namespace quyche {
namespace {

constexpr int days_searched_max = 20'000;  // for a working day: more than any count of them can need

// A day, and (for the `instant` reading) the exact instant that closes instead of a day's start or end.
struct Point {
  Date day;
  std::optional<TimeOfDay> time;  // of the anchor, while the chain has not moved away from it
  std::optional<Instant> exact;
};

// Dates that can be written, with a day to spare for 24:00; a chain that leaves them names no day.
constexpr Date first_writable = Date::from_days(-25'566);  // 1900-01-02
constexpr Date last_writable = Date::from_days(84'004);    // 2199-12-30
bool writable(Date day) { return first_writable <= day && day <= last_writable; }

// The same day number, or the month's last day; out of what is writable when the month is.
Date plus_months(Date day, int months) {
  const int index = day.year() * 12 + day.month() - 1 + months;
  const int year = index / 12;
  const int month = index % 12 + 1;
  for (int number = day.day(); number > 28; --number)
    if (const auto found = Date::from_civil(year, month, number)) return *found;
  const auto found = Date::from_civil(year, month, std::min(day.day(), 28));
  return found ? *found : last_writable.plus_days(1);
}

std::string number(int n) { return std::to_string(n); }
template <class E>
std::string name(E value) {
  return std::string(names_of(value)[static_cast<std::size_t>(value)]);
}

class Evaluation {
 public:
  Evaluation(const Due& due, const DueAnchors& anchors, DueSteps* steps)
      : due_(due),
        anchors_(anchors),
        year_{anchors.school_year, anchors.school_year_starts, anchors.calendar},
        steps_(steps) {}

  [[nodiscard]] Result<DueWindow, DueUnknown> window(const DueTerm& term) {
    std::optional<Instant> opens;
    if (term.since) {
      const auto since = point(*term.since);
      if (!since) return tl::unexpected(since.error());
      opens = start_of(since->day);
      say(StepKind::opens, since->day);
    }
    const auto at = point(term.point);
    if (!at) return tl::unexpected(at.error());
    DueWindow window = close(term, *at);
    if (term.comparator == Comparator::on && !term.since) window.opens = start_of(at->day);
    if (term.since) window.opens = opens;
    roll(window, term);
    if (!writable(window.last_day)) return tl::unexpected(DueUnknown::no_date);
    return window;
  }

  void say(StepKind kind, Date day, std::vector<std::string> args = {}) {
    if (steps_ != nullptr) steps_->push_back({kind, day, std::move(args)});
  }

 private:
  [[nodiscard]] Instant start_of(Date day) const { return Instant::start_of(day, anchors_.zone); }
  [[nodiscard]] bool day_off(Date day) {
    if (anchors_.calendar == nullptr) return false;
    return anchors_.calendar->day_off(day);
  }
  [[nodiscard]] bool known(Date day) const {
    return anchors_.calendar != nullptr && anchors_.calendar->known(day);
  }
  void say_if_unknown(Date day) {
    if (steps_ != nullptr && !known(day)) say(StepKind::calendar_unknown, day);
  }

  [[nodiscard]] Result<Point, DueUnknown> point(const DuePoint& wanted) {
    auto at = std::visit([&](const auto& anchor) { return from(anchor); }, wanted.from);
    for (std::size_t i = 0; at && i < wanted.then.size(); ++i) {
      const bool last = i + 1 == wanted.then.size();
      at = std::visit([&](const auto& step) { return then(*at, step, last); }, wanted.then[i]);
      if (at && !writable(at->day)) return tl::unexpected(DueUnknown::no_date);
    }
    return at;
  }

  [[nodiscard]] Result<Point, DueUnknown> from(const FieldDate& anchor) {
    const auto found = anchors_.dates.find(anchor.field);
    if (found == anchors_.dates.end()) return tl::unexpected(DueUnknown::no_date);
    if (steps_ != nullptr) {
      const auto& time = found->second.time;
      say(StepKind::anchor, found->second.day, {anchor.field.value, time ? time->text() : std::string()});
    }
    return Point{found->second.day, found->second.time, {}};
  }
  [[nodiscard]] Result<Point, DueUnknown> from(const YearlyDate& anchor) {
    const Date day = anchors_.school_year.occurrence(anchor.day, anchors_.school_year_starts);
    if (steps_ != nullptr) say(StepKind::yearly, day, {anchors_.school_year.text()});
    return Point{day, {}, {}};
  }
  [[nodiscard]] Result<Point, DueUnknown> from(const FixedDate& anchor) {
    say(StepKind::fixed, anchor.date);
    return Point{anchor.date, {}, {}};
  }
  [[nodiscard]] Result<Point, DueUnknown> from(const YearPart& anchor) {
    const auto day = year_part(anchor.part, anchor.semester, year_);
    if (!day) return tl::unexpected(DueUnknown::no_school_year);
    if (steps_ != nullptr)
      say(StepKind::year_part, *day,
          {name(anchor.part), number(anchor.semester), anchors_.school_year.text()});
    return Point{*day, {}, {}};
  }
  [[nodiscard]] Result<Point, DueUnknown> from(const MonthPart& anchor) {
    const int first_year = anchors_.school_year.first_year;
    const auto in = [&](int year) { return part_of_month(anchor.part, MonthDay{anchor.month, 1}.in(year)); };
    const bool in_first_year = in(first_year) >= anchors_.school_year_starts.in(first_year);
    const Date day = in(in_first_year ? first_year : first_year + 1);
    if (steps_ != nullptr) say(StepKind::month_part, day, {name(anchor.part), number(anchor.month)});
    return Point{day, {}, {}};
  }

  [[nodiscard]] Result<Point, DueUnknown> then(const Point& at, const WeekdayOf& step, bool) {
    const Week week = shifted(Week::of(at.day), step.week_shift);
    const Date day = week.day(static_cast<Weekday>(step.weekday));
    if (steps_ != nullptr) say(StepKind::weekday, day, {number(step.weekday), number(step.week_shift)});
    return Point{day, {}, {}};
  }
  // Weeks without teaching are passed over when the policy counts school weeks.
  [[nodiscard]] Week shifted(Week week, int shift) {
    if (due_.week != WeekCount::school || anchors_.calendar == nullptr) return week.plus_weeks(shift);
    const int direction = shift < 0 ? -1 : 1;
    for (int left = shift * direction; left > 0; --left) {
      Week next = week.plus_weeks(direction);
      for (int tries = 0; tries < 60 && !anchors_.calendar->teaches(next); ++tries) {
        if (steps_ != nullptr) say(StepKind::week_skipped, next.monday(), {next.text()});
        next = next.plus_weeks(direction);
      }
      week = next;
    }
    return week;
  }
  [[nodiscard]] Result<Point, DueUnknown> then(const Point& at, const PartOf& step, bool) {
    Date day;
    if (step.of == Container::week)
      day = part_of_week(step.part, shifted(Week::of(at.day), step.shift));
    else
      day = part_of_month(step.part, step.shift == 0 ? at.day : plus_months(at.day, step.shift));
    if (steps_ != nullptr) say(StepKind::part, day, {name(step.part), name(step.of), number(step.shift)});
    return Point{day, {}, {}};
  }
  [[nodiscard]] Result<Point, DueUnknown> then(const Point& at, const Recurring& step, bool) {
    const auto day = recurring_day(step.every, at.day, year_);
    if (!day) return tl::unexpected(DueUnknown::no_school_year);
    say(StepKind::recurring, *day);
    return Point{*day, {}, {}};
  }
  [[nodiscard]] Result<Point, DueUnknown> then(const Point& at, const Offset& step, bool last) {
    const int direction = step.direction == Direction::before ? -1 : 1;
    const int count = step.period.count;
    if (step.period.unit == PeriodUnit::working_day) return working_days(at, count, direction);
    if (step.direction == Direction::after) {
      const Date day = moved(at.day, step.period, 1);
      if (steps_ != nullptr) say(StepKind::offset_after, day, {number(count), name(step.period.unit)});
      return Point{day, {}, {}};
    }
    const bool in_days = step.period.unit == PeriodUnit::day;
    const bool in_weeks = step.period.unit == PeriodUnit::week;
    if (in_days && due_.reading == Reading::working_days) return working_days(at, count, -1);
    // A week is seven days (Civil Code art. 146.1); months have no number of hours.
    if ((in_days || in_weeks) && due_.reading == Reading::instant && last)
      return exactly(at, in_weeks ? 7 * count : count);
    const bool clear = due_.reading == Reading::clear_days;
    const Date day = moved(at.day, step.period, -1).plus_days(clear ? -1 : 0);
    if (steps_ != nullptr) {
      const StepKind kind = !in_days                            ? StepKind::offset_before
                            : clear                             ? StepKind::offset_clear
                            : due_.reading == Reading::unstated ? StepKind::offset_unstated
                                                                : StepKind::offset_difference;
      say(kind, day, {number(count), name(step.period.unit)});
    }
    return Point{day, {}, {}};
  }
  static Date moved(Date day, const Period& period, int direction) {
    const int count = period.count * direction;
    switch (period.unit) {
      case PeriodUnit::day:
      case PeriodUnit::working_day: return day.plus_days(count);
      case PeriodUnit::week: return day.plus_days(7 * count);
      case PeriodUnit::month: return plus_months(day, count);
      case PeriodUnit::year: return plus_months(day, 12 * count);
    }
    return day;
  }
  // N x 24 hours before the anchor's instant.
  [[nodiscard]] Result<Point, DueUnknown> exactly(const Point& at, int count) {
    const Instant start = start_of(at.day).plus_ms(at.time ? at.time->minute * ms_per_minute : 0);
    const Instant exact = start.plus_ms(-count * ms_per_day);
    const Date day = exact.date(anchors_.zone);
    if (steps_ != nullptr)
      say(StepKind::offset_instant, day,
          {number(count), number(count * 24), at.time.value_or(TimeOfDay{0}).text()});
    return Point{day, {}, exact};
  }
  [[nodiscard]] Result<Point, DueUnknown> working_days(const Point& at, int count, int direction) {
    Date day = at.day;
    int found = 0;
    int searched = 0;
    while (found < count && searched < days_searched_max) {
      day = day.plus_days(direction);
      ++searched;
      if (!day_off(day))
        ++found;
      else if (steps_ != nullptr)
        say(StepKind::day_off, day, {day_off_name(day)});
    }
    if (found < count) return tl::unexpected(DueUnknown::no_date);
    if (steps_ != nullptr) {
      say(direction < 0 ? StepKind::offset_working : StepKind::offset_after, day,
          {number(count), name(PeriodUnit::working_day)});
      say_if_unknown(day);
    }
    return Point{day, {}, {}};
  }
  // The id of the span that makes it a day off, or its weekday.
  [[nodiscard]] std::string day_off_name(Date day) const {
    const DaySpan* span = anchors_.calendar == nullptr ? nullptr : anchors_.calendar->span_at(day);
    return span == nullptr ? number(static_cast<int>(day.weekday())) : span->id;
  }

  [[nodiscard]] DueWindow close(const DueTerm& term, const Point& at) {
    // A time of day that the line itself names, and "on that day", say more than the reading does.
    if (at.exact && !term.time && term.comparator != Comparator::on)
      return {{}, *at.exact, at.exact->plus_ms(-1).date(anchors_.zone)};
    if (term.time) {
      const Instant closes = start_of(at.day).plus_ms(term.time->minute * ms_per_minute);
      if (steps_ != nullptr) say(StepKind::time, at.day, {term.time->text()});
      return {{}, closes, closes.plus_ms(-1).date(anchors_.zone)};
    }
    switch (term.comparator) {
      case Comparator::before:
        say(StepKind::before, at.day.plus_days(-1));
        return {{}, start_of(at.day), at.day.plus_days(-1)};
      case Comparator::on: say(term.since ? StepKind::by : StepKind::on, at.day); break;
      case Comparator::by: say(StepKind::by, at.day); break;
    }
    return {{}, start_of(at.day.plus_days(1)), at.day};
  }

  void roll(DueWindow& window, const DueTerm& term) {
    const bool wanted = due_.roll == Roll::backward || due_.roll == Roll::forward;
    if (wanted) say_if_unknown(window.last_day);
    if (!day_off(window.last_day)) return;
    if (steps_ != nullptr) say(StepKind::day_off, window.last_day, {day_off_name(window.last_day)});
    const int direction = due_.roll == Roll::backward ? -1 : 1;
    const auto day = wanted ? working_day_from(window.last_day, direction) : std::nullopt;
    if (!day) return say(StepKind::not_rolled, window.last_day);
    const int moved = day->days_since_1970() - window.last_day.days_since_1970();
    window.closes = window.closes.plus_ms(moved * ms_per_day);
    window.last_day = *day;
    if (window.opens && term.comparator == Comparator::on && !term.since)
      window.opens = window.opens->plus_ms(moved * ms_per_day);
    else if (window.opens && *window.opens >= window.closes)
      window.opens = start_of(*day);
    say(direction < 0 ? StepKind::rolled_back : StepKind::rolled_forward, *day);
    if (steps_ != nullptr && known(window.last_day.plus_days(-moved))) say_if_unknown(*day);
  }
  [[nodiscard]] std::optional<Date> working_day_from(Date day, int direction) {
    for (int searched = 0; searched < days_searched_max; ++searched, day = day.plus_days(direction))
      if (!day_off(day)) return day;
    return std::nullopt;
  }

  const Due& due_;
  const DueAnchors& anchors_;
  YearContext year_;
  DueSteps* steps_;
};

const FieldId* field_of(const DuePoint& point) {
  const auto* field = std::get_if<FieldDate>(&point.from);
  return field == nullptr ? nullptr : &field->field;
}

}  // namespace

Result<DueWindow, DueUnknown> due_window(const Due& due, const DueAnchors& anchors, DueSteps* steps) {
  Evaluation evaluation(due, anchors, steps);
  std::optional<DueWindow> chosen;
  std::size_t chosen_at = 0;
  DueUnknown unknown = DueUnknown::no_date;
  bool all_known = true;
  for (std::size_t i = 0; i < due.terms.size(); ++i) {
    const auto window = evaluation.window(due.terms[i]);
    if (!window) {
      unknown = window.error();
      all_known = false;
      continue;
    }
    const bool better = !chosen || (due.choice == Choice::later ? window->closes > chosen->closes
                                                                : window->closes < chosen->closes);
    if (!better) continue;
    chosen = *window;
    chosen_at = i;
  }
  // The earlier of two closes no later than the one that is known; the later can still come.
  if (!chosen || (!all_known && due.choice != Choice::earlier)) return tl::unexpected(unknown);
  if (due.choice != Choice::only)
    evaluation.say(due.choice == Choice::earlier ? StepKind::earlier : StepKind::later, chosen->last_day,
                   {number(static_cast<int>(chosen_at) + 1)});
  return *chosen;
}

const FieldId* first_field(const Due& due) {
  for (const DueTerm& term : due.terms) {
    if (term.since)
      if (const FieldId* field = field_of(*term.since)) return field;
    if (const FieldId* field = field_of(term.point)) return field;
  }
  return nullptr;
}

}  // namespace quyche
