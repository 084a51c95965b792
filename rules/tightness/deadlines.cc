// Deadlines: on every day of the calendar's school years, in every mode, under every reading that the
// policies leave open, the lower layer's must close no later and open no earlier than the upper one's.
#include <array>
#include <optional>
#include <utility>

#include "engine/due/window.h"
#include "rules/tightness/comparing.h"

namespace quyche::rules::tightness {
namespace {

constexpr int years_without_calendar = 3;
constexpr int last_minute = 24 * 60 - 1;

// A due line with every choice made.
template <class Visit>
void each_reading(const Due& due, Visit visit) {
  const auto counts_days = [](const DueTerm& term) {
    return std::any_of(term.point.then.begin(), term.point.then.end(), [](const Step& step) {
      const auto* offset = std::get_if<Offset>(&step);
      return offset != nullptr && offset->direction == Direction::before &&
             offset->period.unit == PeriodUnit::day;
    });
  };
  const auto shifts_weeks = [](const DueTerm& term) {
    return std::any_of(term.point.then.begin(), term.point.then.end(), [](const Step& step) {
      const auto* weekday = std::get_if<WeekdayOf>(&step);
      return weekday != nullptr && weekday->week_shift != 0;
    });
  };
  const bool counted = std::any_of(due.terms.begin(), due.terms.end(), counts_days);
  const bool shifted = std::any_of(due.terms.begin(), due.terms.end(), shifts_weeks);
  std::vector<Reading> readings{due.reading};
  std::vector<Roll> rolls{due.roll};
  std::vector<WeekCount> weeks{due.week};
  if (counted && due.reading == Reading::unstated)
    readings = {Reading::date_difference, Reading::clear_days, Reading::instant, Reading::working_days};
  if (due.roll == Roll::unstated) rolls = {Roll::none, Roll::backward, Roll::forward};
  if (shifted && due.week == WeekCount::unstated) weeks = {WeekCount::calendar, WeekCount::school};
  Due one = due;
  for (const Reading reading : readings)
    for (const Roll roll : rolls)
      for (const WeekCount week : weeks) {
        one.reading = reading;
        one.roll = roll;
        one.week = week;
        visit(one);
      }
}

void add_fields(const Due& due, std::set<FieldId>& fields) {
  for (const DueTerm& term : due.terms) {
    if (const auto* field = std::get_if<FieldDate>(&term.point.from)) fields.insert(field->field);
    if (!term.since) continue;
    if (const auto* field = std::get_if<FieldDate>(&term.since->from)) fields.insert(field->field);
  }
}

// Where the lower layer's window leaves the upper's: the first such day, of those with teaching if any.
struct Counterexample {
  Date anchor;
  DueWindow above;
  std::optional<DueWindow> below;  // nothing: it has no window there
  bool opens = false;              // it is the opening that is looser
  bool taught = false;             // in a week with teaching
  std::array<bool, 8> weekdays{};  // of anchors, on which it is looser
};

// Looser when it closes later, or can be used before the upper opens.
bool looser(const DueWindow& above, const Result<DueWindow, DueUnknown>& below, bool& opens) {
  if (!below || below->closes > above.closes) return true;
  opens = above.opens && (!below->opens || *below->opens < *above.opens);
  return opens;
}

class DeadlineComparison {
 public:
  DeadlineComparison(const TypePair& pair, const Deadline& above, const Deadline& below)
      : pair_(pair), above_(above), below_(below) {
    add_fields(above.due, fields_);
    add_fields(below.due, fields_);
    timed_ = std::any_of(fields_.begin(), fields_.end(), [&](const FieldId& id) {
      const Field* field = pair.below.field(id);
      return field != nullptr && field->type == FieldType::date_time;
    });
    anchors_.school_year_starts = pair.comparing.below.school_year_starts;
    anchors_.zone = pair.comparing.below.zone;
    anchors_.calendar = pair.comparing.below.calendar_or_null();
    const Calendar* above_calendar = pair.comparing.above.calendar_or_null();
    upper_calendar_ = above_calendar == nullptr ? anchors_.calendar : above_calendar;
  }

  std::optional<Counterexample> search() {
    each_reading(above_.due, [&](const Due& above) {
      each_reading(below_.due, [&](const Due& below) {
        if (!found_) each_year([&](SchoolYear year) { try_year(above, below, year); });
      });
    });
    return found_;
  }

 private:
  template <class Visit>
  void each_year(Visit visit) {
    if (anchors_.calendar != nullptr && !anchors_.calendar->school_years.empty()) {
      for (const auto& [year, teaching] : anchors_.calendar->school_years) visit(year);
      return;
    }
    const int first =
        SchoolYear::of(pair_.comparing.below.effective_from, anchors_.school_year_starts).first_year;
    for (int year = first; year < first + years_without_calendar; ++year) visit(SchoolYear{year});
  }

  void try_year(const Due& above, const Due& below, SchoolYear year) {
    anchors_.school_year = year;
    const Date first = anchors_.school_year_starts.in(year.first_year);
    const Date last = anchors_.school_year_starts.in(year.first_year + 1).plus_days(-1);
    const Policy& policy = pair_.comparing.below;
    if (fields_.empty()) return try_day(above, below, first);
    for (Date day = std::max(first, policy.effective_from);
         day <= last && (!policy.effective_to || day <= *policy.effective_to); day = day.plus_days(1))
      try_fields(above, below, day);
  }

  // All fields on one day, at its first and its last minute where they have a time of day; where the lines
  // are measured from different fields, also on days around it.
  void try_fields(const Due& above, const Due& below, Date day) {
    for (const FieldId& field : fields_) anchors_.dates.insert_or_assign(field, AnchorDate(day));
    try_day(above, below, day);
    if (timed_) {
      for (const FieldId& field : fields_)
        anchors_.dates.insert_or_assign(field, AnchorDate(LocalTime{day, {last_minute}}));
      try_day(above, below, day);
      for (const FieldId& field : fields_) anchors_.dates.insert_or_assign(field, AnchorDate(day));
    }
    if (fields_.size() < 2) return;
    for (const FieldId& field : fields_) {
      for (int shift = -14; shift <= 14; ++shift) {
        anchors_.dates.insert_or_assign(field, AnchorDate(day.plus_days(shift)));
        try_day(above, below, day);
      }
      anchors_.dates.insert_or_assign(field, AnchorDate(day));
    }
  }

  void try_day(const Due& above, const Due& below, Date day) {
    // Each under its own calendar: a day off that only one knows moves only its window.
    const Calendar* own = std::exchange(anchors_.calendar, upper_calendar_);
    const auto upper = due_window(above, anchors_);
    anchors_.calendar = own;
    if (!upper) return;
    const auto lower = due_window(below, anchors_);
    bool opens = false;
    if (!looser(*upper, lower, opens)) return;
    // A day of a week with teaching says more than one of the holidays.
    const TeachingYear* year =
        anchors_.calendar == nullptr ? nullptr : anchors_.calendar->year(anchors_.school_year);
    const bool taught = year == nullptr || year->teaches(Week::of(day));
    if (!found_ || (taught && !found_->taught)) {
      const auto weekdays = found_ ? found_->weekdays : std::array<bool, 8>{};
      found_ =
          Counterexample{day, *upper, lower ? std::optional(*lower) : std::nullopt, opens, taught, weekdays};
    }
    found_->weekdays[static_cast<std::size_t>(day.weekday())] = true;
  }

  const TypePair& pair_;
  const Deadline& above_;
  const Deadline& below_;
  std::set<FieldId> fields_;
  const Calendar* upper_calendar_ = nullptr;
  bool timed_ = false;  // some field has a time of day
  DueAnchors anchors_;
  std::optional<Counterexample> found_;
};

std::string weekday_name(int weekday, Lang lang) {
  return render("weekday." + std::to_string(weekday), lang);
}

std::string weekdays(const std::array<bool, 8>& which, Lang lang) {
  std::string out;
  for (int day = 1; day <= 7; ++day)
    if (which[static_cast<std::size_t>(day)]) out += (out.empty() ? "" : ", ") + weekday_name(day, lang);
  return out;
}

// 07/10/2024 (thứ Hai)
std::string day_words(Date day, Lang lang) {
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return two(day.day()) + "/" + two(day.month()) + "/" + std::to_string(day.year()) + " (" +
         weekday_name(static_cast<int>(day.weekday()), lang) + ")";
}

std::string window_words(const std::optional<DueWindow>& window, bool opens, ZoneOffset zone, Lang lang) {
  if (!window || (opens && !window->opens)) return "-";
  return day_words(opens ? window->opens->date(zone) : window->last_day, lang);
}

void report_looser(const TypePair& pair, const Deadline& above, const Counterexample& found) {
  std::vector<std::string> args{above.id.value, clause_words(above.cite)};
  const ZoneOffset zone = pair.comparing.below.zone;
  for (const Lang lang : {Lang::vi, Lang::en}) {
    args.push_back(day_words(found.anchor, lang));
    args.push_back(window_words(found.above, found.opens, zone, lang));
    args.push_back(window_words(found.below, found.opens, zone, lang));
    args.push_back(weekdays(found.weekdays, lang));
  }
  pair.comparing.report("Q375", pair.path("deadlines." + above.id.value + ".due"), std::move(args),
                        above.cite);
}

bool required(const DocumentType& type, const FieldId* field) {
  const Field* found = field == nullptr ? nullptr : type.field(*field);
  return found == nullptr || found->required;
}

std::string mode_words(const std::optional<Mode>& mode) {
  return mode ? std::string(names_of(*mode)[static_cast<std::size_t>(*mode)]) : "-";
}

void compare_deadline(const TypePair& pair, const Deadline& above) {
  const Deadline* below = pair.below.deadline(above.id);
  const std::string path = pair.path("deadlines." + above.id.value);
  const bool same_calendar = pair.comparing.above.calendar == pair.comparing.below.calendar;
  if (below == nullptr || (*below == above && same_calendar)) {
    if (below == nullptr)
      pair.comparing.report("Q378", path, {above.id.value, clause_words(above.cite), above.id.value, "-"},
                            above.cite);
    return;
  }
  if (!holds_all(below->counts, above.counts)) {
    const auto states = [](const std::vector<StateId>& ids) {
      std::string out;
      for (const StateId& id : ids) out += (out.empty() ? "" : ", ") + id.value;
      return out;
    };
    pair.comparing.report(
        "Q376", path + ".counts",
        {above.id.value, states(above.counts), states(below->counts), clause_words(above.cite)}, above.cite);
  }
  if (below->mode && below->mode != above.mode)
    pair.comparing.report(
        "Q378", path + ".when",
        {above.id.value, clause_words(above.cite), mode_words(above.mode), mode_words(below->mode)},
        above.cite);
  if (const Effect* effect = dropped(below->when_missed, above.when_missed))
    pair.comparing.report("Q377", path + ".when_missed",
                          {above.id.value, pair.above.title.vi, said(*effect), clause_words(above.cite),
                           above.id.value, pair.above.title.in(Lang::en)},
                          above.cite);
  const FieldId* from = first_field(below->due);
  if (from != nullptr && !required(pair.below, from) && required(pair.above, first_field(above.due)))
    pair.comparing.report("Q378", path + ".due",
                          {above.id.value, clause_words(above.cite), "required", from->value}, above.cite);
  // The same line and calendar give the same windows: nothing to try.
  Due same = below->due;
  same.phrase = above.due.phrase;
  if (same_calendar && same == above.due && same.reading != Reading::unstated) return;
  if (const auto found = DeadlineComparison(pair, above, *below).search()) report_looser(pair, above, *found);
}

}  // namespace

void compare_deadlines(const TypePair& pair) {
  for (const Deadline& above : pair.above.deadlines) compare_deadline(pair, above);
}

}  // namespace quyche::rules::tightness
