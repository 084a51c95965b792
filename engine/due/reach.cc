#include "engine/due/reach.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "engine/base/overload.h"

namespace quyche {
namespace {

using Days = std::int64_t;

constexpr Days bounded_max = 20'000;       // beyond it, walking over all days is no worse
constexpr Days school_week_days = 7 * 61;  // "the week before" passes over at most 60 without teaching

// The days within which `count` working days lie, wherever they begin: as if all days off of the calendar
// stood in the way at once.
std::optional<Days> within_working_days(Days count, const Calendar* calendar) {
  if (calendar == nullptr) return count;
  const Days rest =
      static_cast<Days>(std::set<int>(calendar->rest_days.begin(), calendar->rest_days.end()).size());
  if (rest >= 7) return std::nullopt;
  Days off = 0;
  for (const DaySpan& span : calendar->days)
    if (span.kind == DayKind::off) off += span.last.days_since_1970() - span.first.days_since_1970() + 1;
  return (count + off + rest) * 7 / (7 - rest) + 7;
}

class Reach {
 public:
  Reach(const Due& due, const Calendar* calendar) : due_(due), calendar_(calendar) {}

  [[nodiscard]] std::optional<Days> of(const DuePoint& point) const {
    Days days = 2;  // before the day or at its end, and the time of day of the anchor
    for (const Step& step : point.then) {
      const auto more = std::visit([&](const auto& one) { return of(one); }, step);
      if (!more) return std::nullopt;
      days += *more;
    }
    if (due_.roll == Roll::unstated || due_.roll == Roll::none) return days;
    const auto rolled = within_working_days(1, calendar_);
    return rolled ? std::optional(days + *rolled) : std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<Days> of(const Offset& step) const {
    const Days count = step.period.count;
    switch (step.period.unit) {
      case PeriodUnit::working_day: return within_working_days(count, calendar_);
      case PeriodUnit::day:
        if (due_.reading == Reading::working_days) return within_working_days(count, calendar_);
        return count + 1;
      case PeriodUnit::week: return 7 * count + 1;
      case PeriodUnit::month: return 31 * count + 1;
      case PeriodUnit::year: return 366 * count + 1;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Days> of(const WeekdayOf& step) const { return weeks(step.week_shift); }
  [[nodiscard]] std::optional<Days> of(const PartOf& step) const {
    return step.of == Container::week ? weeks(step.shift) : 31 * (std::abs(Days{step.shift}) + 1);
  }
  [[nodiscard]] std::optional<Days> of(const Recurring& step) const {
    Days most = 0;
    for (const Recurrence& one : step.every) {
      if (one.every == Frequency::semester || one.every == Frequency::school_year) return std::nullopt;
      most = std::max<Days>(most, one.every == Frequency::working_day ? 60 : 31);
    }
    return most;
  }
  [[nodiscard]] Days weeks(Days shift) const {
    return 6 + std::abs(shift) * (due_.week == WeekCount::school ? school_week_days : 7);
  }

  const Due& due_;
  const Calendar* calendar_;
};

}  // namespace

std::optional<int> due_reach(const Due& due, const FieldId& field, const Calendar* calendar) {
  Days most = 0;
  for (const DueTerm& term : due.terms) {
    const auto* from = std::get_if<FieldDate>(&term.point.from);
    if (from == nullptr) return std::nullopt;
    if (from->field != field) continue;  // whose date a duty does not know
    const auto days = Reach(due, calendar).of(term.point);
    if (!days || *days > bounded_max) return std::nullopt;
    most = std::max(most, *days);
  }
  return static_cast<int>(most);
}

}  // namespace quyche
