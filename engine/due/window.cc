#include "engine/due/window.h"

#include "engine/base/check.h"

namespace quyche {
namespace {

// A day, and (for the `instant` reading) an exact instant that closes instead of a day's end.
struct Point {
  Date day;
  std::optional<Instant> instant;
};

class Evaluation {
 public:
  Evaluation(const Due& due, const DueAnchors& anchors) : due_(due), anchors_(anchors) {}

  [[nodiscard]] std::optional<Point> point() const {
    return std::visit([&](const auto& p) { return at(p); }, due_.point);
  }

 private:
  [[nodiscard]] std::optional<Date> day(const Anchor& anchor) const {
    return std::visit([&](const auto& a) { return day(a); }, anchor);
  }
  [[nodiscard]] std::optional<Date> day(const FieldDate& anchor) const {
    const auto found = anchors_.dates.find(anchor.field);
    return found == anchors_.dates.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::optional<Date> day(const YearlyDate& anchor) const {
    return anchors_.school_year.occurrence(anchor.day, anchors_.school_year_starts);
  }

  [[nodiscard]] std::optional<Point> at(const FieldDate& p) const { return whole_day(day(p)); }
  [[nodiscard]] std::optional<Point> at(const YearlyDate& p) const { return whole_day(day(p)); }
  [[nodiscard]] std::optional<Point> at(const WeekdayOf& p) const {
    const auto base = day(p.anchor);
    if (!base) return std::nullopt;
    return whole_day(Week::of(*base).plus_weeks(p.week_shift).day(static_cast<Weekday>(p.weekday)));
  }
  [[nodiscard]] std::optional<Point> at(const Offset& p) const {
    const auto base = day(p.anchor);
    if (!base) return std::nullopt;
    CHECK(p.period.unit == PeriodUnit::day || p.period.unit == PeriodUnit::week,
          "lowering admits only units that need no calendar");
    const int days = p.period.count * (p.period.unit == PeriodUnit::week ? 7 : 1);
    if (p.direction == Direction::after) return whole_day(base->plus_days(days));
    switch (due_.reading) {
      case Reading::unstated:
      case Reading::date_difference: return whole_day(base->plus_days(-days));
      case Reading::clear_days: return whole_day(base->plus_days(-days - 1));
      case Reading::instant: {
        const Instant instant = Instant::start_of(*base, anchors_.zone).plus_ms(-days * ms_per_day);
        return Point{base->plus_days(-days - 1), instant};
      }
      case Reading::working_days: break;
    }
    CHECK(false, "lowering admits only readings that need no days off");
  }
  static std::optional<Point> whole_day(std::optional<Date> date) {
    if (!date) return std::nullopt;
    return Point{*date, std::nullopt};
  }

  const Due& due_;
  const DueAnchors& anchors_;
};

}  // namespace

std::optional<DueWindow> due_window(const Due& due, const DueAnchors& anchors) {
  const auto point = Evaluation(due, anchors).point();
  if (!point) return std::nullopt;
  const auto start_of = [&](Date date) { return Instant::start_of(date, anchors.zone); };
  if (point->instant) return DueWindow{std::nullopt, *point->instant, point->day};
  switch (due.comparator) {
    case Comparator::before: return DueWindow{std::nullopt, start_of(point->day), point->day.plus_days(-1)};
    case Comparator::by: return DueWindow{std::nullopt, start_of(point->day.plus_days(1)), point->day};
    case Comparator::on:
      return DueWindow{start_of(point->day), start_of(point->day.plus_days(1)), point->day};
  }
  CHECK(false, "every comparator has its window");
}

}  // namespace quyche
