// A due line: its phrase, the keys beside it, and the choices that it leaves open.
#include <algorithm>

#include "engine/base/limits.h"
#include "rules/phrase/phrase.h"
#include "rules/policy/ambiguity.h"
#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

std::vector<phrase::Anchored> anchors(const DocumentType& type) {
  std::vector<phrase::Anchored> out;
  for (const Field& field : type.fields) {
    if (!has_date(field.type)) continue;
    phrase::Anchored one{field.id, field.called};
    one.names.push_back(field.id.value);
    if (!field.title.vi.empty()) one.names.push_back(field.title.vi);
    if (!field.title.en.empty()) one.names.push_back(field.title.en);
    out.push_back(std::move(one));
  }
  return out;
}

// The field that a phrase without one is counted from: the duty's, else the only date there is.
std::optional<FieldId> implied(const DocumentType& type, const std::vector<phrase::Anchored>& dated) {
  if (type.duty && !type.duty->dated_by.empty()) return type.duty->dated_by;
  if (dated.size() == 1) return dated.front().field;
  return std::nullopt;
}

Span part_of(const Node& node, std::size_t offset, std::size_t length) {
  Span span = node.span;
  span.offset += offset + (node.quoted ? 1 : 0);
  span.length = std::max<std::size_t>(length, 1);
  return span;
}

void report_not_understood(const phrase::NotUnderstood& wrong, const Node& phrase, const std::string& text,
                           const std::vector<phrase::Anchored>& fields, const Place& place) {
  phrase::Complaint complaint = phrase::complaint(wrong, text, fields);
  place.report(Severity::error, complaint.code, part_of(phrase, wrong.offset, wrong.length),
               std::move(complaint.args));
}

// The points and steps of a line, those that it opens with included.
template <class Test>
bool any_point(const Due& due, Test test) {
  return std::any_of(due.terms.begin(), due.terms.end(), [&](const DueTerm& term) {
    return test(term.point) || (term.since && test(*term.since));
  });
}
template <class Step, class Test>
bool any_step(const Due& due, Test test) {
  return any_point(due, [&](const DuePoint& point) {
    return std::any_of(point.then.begin(), point.then.end(), [&](const auto& step) {
      const auto* found = std::get_if<Step>(&step);
      return found != nullptr && test(*found);
    });
  });
}

bool measured_from_a_field(const DuePoint& point) { return std::holds_alternative<FieldDate>(point.from); }

// Which day it names depends on where a school year starts.
bool of_a_school_year(const Due& due) {
  return any_point(due, [](const DuePoint& point) {
    return std::holds_alternative<YearlyDate>(point.from) || std::holds_alternative<YearPart>(point.from) ||
           std::holds_alternative<MonthPart>(point.from);
  });
}

// Whether a reading has a meaning for it.
bool counts_days(const Due& due) {
  return any_step<Offset>(due, [](const Offset& step) {
    return step.direction == Direction::before && step.period.unit != PeriodUnit::working_day;
  });
}

// Whether it matters which weeks are counted.
bool counts_other_weeks(const Due& due) {
  return any_step<WeekdayOf>(due, [](const WeekdayOf& step) { return step.week_shift != 0; }) ||
         any_step<PartOf>(due,
                          [](const PartOf& step) { return step.of == Container::week && step.shift != 0; });
}

// Whether the words ask for what only a calendar knows.
bool asks_calendar(const Due& due) {
  const bool parts =
      any_point(due, [](const DuePoint& point) { return std::holds_alternative<YearPart>(point.from); });
  return parts ||
         any_step<Offset>(due,
                          [](const Offset& step) { return step.period.unit == PeriodUnit::working_day; }) ||
         any_step<Recurring>(due, [](const Recurring& step) {
           return std::any_of(step.every.begin(), step.every.end(), [](const Recurrence& one) {
             return one.working || (one.every != Frequency::day && one.every != Frequency::week &&
                                    one.every != Frequency::month);
           });
         });
}

// Where the policy does not say how it is meant, two last days that differ.
template <class Choice>
void warn_unstated(const TypeContext& context, const Due& due, Choice Due::*choice, Choice one, Choice other,
                   const char* code, const Node& phrase, const Place& place) {
  if (due.*choice != Choice::unstated) return;
  Due first = due;
  Due second = due;
  first.*choice = one;
  second.*choice = other;
  const auto differ = first_difference(first, second, context.type, context.lowering.policy);
  if (!differ) return;
  const std::string name(names_of(other)[static_cast<std::size_t>(other)]);
  place.report(Severity::warning, code, phrase.span,
               {differ->anchor, differ->one.text(), differ->other.text(), name});
}

void warn_of_choices(const TypeContext& context, const Due& due, const Node& phrase, const Place& place) {
  if (counts_days(due))
    warn_unstated(context, due, &Due::reading, Reading::date_difference, Reading::clear_days, "Q314", phrase,
                  place);
  const std::optional<Calendar>& calendar = context.lowering.policy.calendar;
  if (calendar && counts_other_weeks(due))
    warn_unstated(context, due, &Due::week, WeekCount::calendar, WeekCount::school, "Q224", phrase, place);
  // Civil Code art. 148.5 rolls forward what runs forward; what must be done before a day is at stake when it
  // comes earlier.
  const bool forward =
      any_step<Offset>(due, [](const Offset& step) { return step.direction == Direction::after; });
  if (calendar && (!calendar->rest_days.empty() || !calendar->days.empty()))
    warn_unstated(context, due, &Due::roll, Roll::none, forward ? Roll::forward : Roll::backward, "Q225",
                  phrase, place);
}

void check_due(const TypeContext& context, const Due& due, const Node& phrase, const DueKeys& keys,
               const Place& place) {
  const Lowering& lowering = context.lowering;
  if (!lowering.calendar_given) {
    if (asks_calendar(due)) place.error("Q328", phrase, {due.phrase});
    if (keys.reading != nullptr && due.reading == Reading::working_days)
      place.error("Q328", *keys.reading, {keys.reading->text});
    if (keys.roll != nullptr && (due.roll == Roll::backward || due.roll == Roll::forward))
      place.error("Q328", *keys.roll, {keys.roll->text});
    if (keys.week != nullptr && due.week == WeekCount::school)
      place.error("Q328", *keys.week, {keys.week->text});
  }
  if (of_a_school_year(due) && !lowering.school_year_starts_given) place.error("Q312", phrase);
  warn_of_choices(context, due, phrase, place);
}

}  // namespace

bool same_for_all_weeks(const Due& due) { return !any_point(due, measured_from_a_field); }

void check_keys_matter(const DueKeys& keys, const std::vector<const Due*>& lines, const Place& place) {
  if (lines.empty()) return;
  const auto none = [&](auto matters) {
    return std::none_of(lines.begin(), lines.end(), [&](const Due* due) { return matters(*due); });
  };
  if (keys.reading != nullptr && none(counts_days)) place.error("Q327", *keys.reading, {keys.reading->text});
  const bool school = lines.front()->week == WeekCount::school;  // `calendar` is what happens anyway
  if (keys.week != nullptr && school && none(counts_other_weeks))
    place.error("Q229", *keys.week, {keys.week->text});
}

DueKeys take_due_keys(Keys& keys) { return {keys.take("reading"), keys.take("roll"), keys.take("week")}; }

std::optional<Due> lower_due(TypeContext& context, const Node& phrase, const DueKeys& keys,
                             const Place& place) {
  const auto text = scalar(phrase, place);
  if (!text) return std::nullopt;
  const auto fields = anchors(context.type);
  auto due = phrase::parse(*text, fields, implied(context.type, fields));
  if (!due) {
    report_not_understood(due.error(), phrase, *text, fields, place);
    return std::nullopt;
  }
  if (keys.reading != nullptr) due->reading = word<Reading>(*keys.reading, place);
  if (keys.roll != nullptr) due->roll = word<Roll>(*keys.roll, place);
  if (keys.week != nullptr) due->week = word<WeekCount>(*keys.week, place);
  check_due(context, *due, phrase, keys, place);
  return std::move(*due);
}

}  // namespace quyche::rules
