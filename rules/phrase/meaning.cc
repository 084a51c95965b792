#include "rules/phrase/meaning.h"

#include <algorithm>

#include "engine/base/limits.h"

namespace quyche::rules::phrase {
namespace {

std::optional<int> shift_of(Kind kind) {
  switch (kind) {
    case Kind::week_before:
    case Kind::month_before: return -1;
    case Kind::week_same:
    case Kind::month_same: return 0;
    case Kind::week_after:
    case Kind::month_after: return 1;
    default: return std::nullopt;
  }
}

std::optional<Part> part_named(Kind kind) {
  switch (kind) {
    case Kind::start: return Part::start;
    case Kind::middle: return Part::middle;
    case Kind::end: return Part::end;
    default: return std::nullopt;
  }
}

std::optional<Frequency> frequency_named(Kind kind) {
  switch (kind) {
    case Kind::each_day: return Frequency::day;
    case Kind::each_working_day: return Frequency::working_day;
    case Kind::each_week: return Frequency::week;
    case Kind::each_school_week: return Frequency::school_week;
    case Kind::each_month: return Frequency::month;
    case Kind::each_semester: return Frequency::semester;
    case Kind::each_school_year: return Frequency::school_year;
    default: return std::nullopt;
  }
}

std::optional<PeriodUnit> unit_named(Kind kind) {
  switch (kind) {
    case Kind::days: return PeriodUnit::day;
    case Kind::working_days: return PeriodUnit::working_day;
    case Kind::weeks: return PeriodUnit::week;
    case Kind::months: return PeriodUnit::month;
    case Kind::years: return PeriodUnit::year;
    default: return std::nullopt;
  }
}

int days_at_most(const Period& period) {
  switch (period.unit) {
    case PeriodUnit::day:
    case PeriodUnit::working_day: return period.count;
    case PeriodUnit::week: return 7 * period.count;
    case PeriodUnit::month: return 31 * period.count;
    case PeriodUnit::year: return 366 * period.count;
  }
  return period.count;
}

// The first child for which `named` has a value.
template <class Named>
auto first_named(const Tree& node, Named named) -> decltype(named(Kind::term)) {
  for (const Tree& child : node.children)
    if (auto found = named(child.kind)) return found;
  return std::nullopt;
}

class Meaning {
 public:
  explicit Meaning(const Said& said) : said_(said) {}

  Due due(const std::vector<Tree>& parts) {
    Due out;
    for (const Tree& part : parts) {
      if (part.kind == Kind::which_first) out.choice = Choice::earlier;
      if (part.kind == Kind::which_last) out.choice = Choice::later;
      if (part.kind == Kind::term) out.terms.push_back(term(part));
    }
    return out;
  }

  std::vector<Recurrence> recurrences(const std::vector<Tree>& items) {
    std::vector<Recurrence> out;
    for (const Tree& one : items) {
      if (one.kind != Kind::recurrence) continue;
      add_recurrences(one, out);
      if (out.size() > recurrences_max) {
        fail(one, Why::too_long);
        break;
      }
    }
    return out;
  }

  [[nodiscard]] const std::optional<NotUnderstood>& wrong() const { return wrong_; }

 private:
  // The first thing that is wrong is the one that is told.
  void fail(const Tree& node, Why why) {
    if (wrong_) return;
    const Word& word = said_.words[std::min(node.first, said_.words.size() - 1)];
    wrong_ = NotUnderstood{word.offset, word.length, why};
  }
  [[nodiscard]] int count_in(const Tree& node) const {
    const Tree* counted = node.child(Kind::count);
    const Piece<int> found = number(said_.words, counted->first);
    return found.length > 0 ? found.value : ordinal(said_.words, counted->first).value;
  }
  [[nodiscard]] int weekday_at(const Tree& node) const { return weekday(said_.words, node.first).value; }
  // Its value starts after an article that may stand before it.
  template <class Reader>
  [[nodiscard]] auto value_in(const Tree& node, Reader reader) const {
    auto found = reader(said_.words, node.first);
    for (std::size_t i = 1; found.length == 0 && i < node.length; ++i)
      found = reader(said_.words, node.first + i);
    return found.value;
  }

  DueTerm term(const Tree& node) {
    DueTerm out;
    if (node.has(Kind::before)) out.comparator = Comparator::before;
    if (node.has(Kind::on)) out.comparator = Comparator::on;
    if (const Tree* time = node.child(Kind::time_long)) out.time = time_long(said_.words, time->first).value;
    if (const Tree* time = node.child(Kind::time_short))
      out.time = time_short(said_.words, time->first).value;
    if (const Tree* run = node.child(Kind::run)) return weekdays(*run, out);
    if (const Tree* range = node.child(Kind::range)) return weekdays(*range, out);
    if (const Tree* since = node.child(Kind::since)) out.since = point(since->children.front());
    if (const Tree* until = node.child(Kind::until_end))
      out.point = part_of(*until, Part::end);
    else if (const Tree* recurring = node.child(Kind::recurring))
      out.point = recurring_from_implied(*recurring);
    else
      out.point = point(*node.child(Kind::point));
    if (out.since) check_order(node, out);
    return out;
  }

  // The same week for the first and the last of several days.
  DueTerm weekdays(const Tree& node, DueTerm out) {
    std::vector<const Tree*> named;
    for (const Tree& child : node.children)
      if (child.kind == Kind::weekday) named.push_back(&child);
    const Tree* how_many = node.child(Kind::how_many);
    if (how_many != nullptr && count_in(*how_many) != static_cast<int>(named.size()))
      fail(*how_many, Why::not_in_row);
    for (std::size_t i = 1; i < named.size(); ++i) {
      const int step = weekday_at(*named[i]) - weekday_at(*named[i - 1]);
      if (node.kind == Kind::range ? step <= 0 : step != 1) fail(*named[i], Why::not_in_row);
    }
    out.since = day_in_week(node, weekday_at(*named.front()));
    out.point = day_in_week(node, weekday_at(*named.back()));
    return out;
  }

  // Days that the words alone put in order must stand in order; and a year said of one is not guessed for the
  // other.
  void check_order(const Tree& node, const DueTerm& term) {
    const Tree& last = *node.child(Kind::point);
    const auto* first_fixed = std::get_if<FixedDate>(&term.since->from);
    const auto* last_fixed = std::get_if<FixedDate>(&term.point.from);
    const bool bare = term.since->then.empty() && term.point.then.empty();
    if (first_fixed != nullptr && last_fixed != nullptr && bare && last_fixed->date < first_fixed->date)
      fail(last, Why::not_in_row);
    const bool yearly_first = std::holds_alternative<YearlyDate>(term.since->from);
    const bool yearly_last = std::holds_alternative<YearlyDate>(term.point.from);
    if ((first_fixed != nullptr && yearly_last) || (last_fixed != nullptr && yearly_first))
      fail(last, Why::not_in_row);
  }

  DuePoint point(const Tree& node) {
    if (const auto unit = first_named(node, unit_named)) return moved(node, *unit);
    const Tree& named = node.children.front();
    switch (named.kind) {
      case Kind::field: return {FieldDate{said_.names.field(said_.words, named.first).value}, {}};
      case Kind::day: return day_named(named);
      case Kind::whole_year: return {YearPart{Part::end, 0}, {}};
      case Kind::part_of: return part_of(named, *first_named(named, part_named));
      default: return day_in_week(named, weekday_at(*named.child(Kind::weekday)));
    }
  }
  DuePoint moved(const Tree& node, PeriodUnit unit) {
    DuePoint out = point(*node.child(Kind::point));
    const Direction direction = node.has(Kind::backward) ? Direction::before : Direction::after;
    add_step(node, out, Offset{{count_in(node), unit}, direction});
    check_total(node, out);
    return out;
  }
  void add_step(const Tree& node, DuePoint& point, Step step) {
    point.then.push_back(std::move(step));
    if (point.then.size() > chain_steps_max) fail(node, Why::too_long);
  }
  // All periods of a point together are within the limit of one.
  void check_total(const Tree& node, const DuePoint& point) {
    int days = 0;
    for (const Step& step : point.then)
      if (const auto* offset = std::get_if<Offset>(&step)) days += days_at_most(offset->period);
    if (days > limits::period_days_max) fail(*node.child(Kind::count), Why::too_long);
  }
  DuePoint day_named(const Tree& node) {
    const DayNamed named = value_in(node, day);
    if (const auto* date = std::get_if<Date>(&named)) return {FixedDate{*date}, {}};
    return {YearlyDate{std::get<MonthDay>(named)}, {}};
  }

  // What a week or month is counted from: what is named, else the implied field.
  DuePoint base(const Tree& node) {
    if (const Tree* target = node.child(Kind::target)) return point(target->children.front());
    return implied(node);
  }
  DuePoint implied(const Tree& node) {
    if (!said_.implied) fail(node, Why::no_date);
    return {FieldDate{said_.implied.value_or(FieldId{})}, {}};
  }
  [[nodiscard]] std::optional<int> week_shift(const Tree& node) const {
    if (const Tree* counted = node.child(Kind::weeks_before)) return -count_in(*counted);
    for (const Tree& child : node.children)
      if (child.kind == Kind::week_before || child.kind == Kind::week_same || child.kind == Kind::week_after)
        return shift_of(child.kind);
    return std::nullopt;
  }
  void check_weeks(const Tree& node, int shift) {
    if (-shift > limits::period_days_max / 7) fail(*node.child(Kind::weeks_before), Why::too_long);
  }
  DuePoint day_in_week(const Tree& node, int day) {
    if (const Tree* fixed = node.child(Kind::week_value)) {
      const Week week = value_in(*fixed, week_value);
      return {FixedDate{week.day(static_cast<Weekday>(day))}, {}};
    }
    DuePoint out = base(node);
    const int shift = week_shift(node).value_or(0);
    check_weeks(node, shift);
    add_step(node, out, WeekdayOf{day, shift});
    return out;
  }

  // `node` holds what the part is of.
  DuePoint part_of(const Tree& node, Part part) {
    if (const Tree* fixed = node.child(Kind::week_value))
      return {FixedDate{value_in(*fixed, week_value).monday()}, {PartOf{part, Container::week, 0}}};
    if (const auto shift = week_shift(node)) {
      DuePoint out = base(node);
      check_weeks(node, *shift);
      add_step(node, out, PartOf{part, Container::week, *shift});
      return out;
    }
    for (const Tree& child : node.children) {
      switch (child.kind) {
        case Kind::semester_1: return {YearPart{part, 1}, {}};
        case Kind::semester_2: return {YearPart{part, 2}, {}};
        case Kind::school_year: return {YearPart{part, 0}, {}};
        case Kind::month: return {MonthPart{part, value_in(child, month)}, {}};
        case Kind::month_of_year:
          return {FixedDate{value_in(child, month_of_year)}, {PartOf{part, Container::month, 0}}};
        case Kind::calendar_year: return year_part(node, child, part);
        default: break;
      }
    }
    DuePoint out = base(node);
    add_step(node, out, PartOf{part, Container::month, first_named(node, shift_of).value_or(0)});
    return out;
  }
  // Of a calendar year the first and the last day; its middle is nobody's date.
  DuePoint year_part(const Tree& node, const Tree& named, Part part) {
    const int year = value_in(named, calendar_year);
    if (part == Part::middle) fail(node, Why::words);
    return {FixedDate{part == Part::start ? *Date::from_civil(year, 1, 1) : *Date::from_civil(year, 12, 31)},
            {}};
  }

  DuePoint recurring_from_implied(const Tree& node) {
    DuePoint out = implied(node);
    out.then.emplace_back(Recurring{recurrences(node.children)});
    return out;
  }
  // One for each part or weekday of the item.
  void add_recurrences(const Tree& item, std::vector<Recurrence>& out) {
    Recurrence one;
    one.every = first_named(item, frequency_named).value_or(Frequency::week);
    one.working = item.has(Kind::last_working_day);
    const std::size_t before = out.size();
    for (const Tree& child : item.children) {
      if (const auto part = part_named(child.kind)) {
        one.at = *part;
        out.push_back(one);
      }
      if (child.kind == Kind::weekday) {
        one.weekday = weekday_at(child);
        out.push_back(one);
      }
    }
    if (out.size() == before) out.push_back(one);
  }

  const Said& said_;
  std::optional<NotUnderstood> wrong_;
};

}  // namespace

Result<Due, NotUnderstood> due_of(const std::vector<Tree>& parts, const Said& said) {
  Meaning meaning(said);
  Due due = meaning.due(parts);
  if (meaning.wrong()) return tl::unexpected(*meaning.wrong());
  return due;
}

Result<std::vector<Recurrence>, NotUnderstood> recurrences_of(const std::vector<Tree>& parts,
                                                              const Said& said) {
  Meaning meaning(said);
  std::vector<Recurrence> found = meaning.recurrences(parts);
  if (meaning.wrong()) return tl::unexpected(*meaning.wrong());
  return found;
}

}  // namespace quyche::rules::phrase
