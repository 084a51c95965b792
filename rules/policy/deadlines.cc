// Deadlines and duties: the due lines, how they are read, and what they are measured from.
#include <algorithm>

#include "engine/due/window.h"
#include "rules/phrase/phrase.h"
#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

std::vector<phrase::Anchored> anchors(const DocumentType& type) {
  std::vector<phrase::Anchored> out;
  for (const Field& field : type.fields) {
    if (field.type != FieldType::date && field.type != FieldType::week) continue;
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

bool yearly(const Due& due) {
  return std::any_of(due.terms.begin(), due.terms.end(),
                     [](const DueTerm& t) { return std::holds_alternative<YearlyDate>(t.point.from); });
}

// "N days before X" can be read in several ways. Where the policy does not say which, show two that differ.
void warn_unstated_reading(const Due& due, const Node& phrase, const Place& place) {
  const Date lesson = *Date::from_civil(2024, 10, 7);
  const FieldId* anchor = first_field(due);
  if (anchor == nullptr) return;
  Due one = due;
  std::string last_days[2];
  for (int i = 0; i < 2; ++i) {
    one.reading = i == 0 ? Reading::date_difference : Reading::clear_days;
    const auto window = due_window(one, {{{*anchor, lesson}}, {}, {}, ZoneOffset{420}});
    last_days[i] = window ? window->last_day.text() : "?";
  }
  place.report(Severity::warning, "Q314", phrase.span, {lesson.text(), last_days[0], last_days[1]});
}

void check_reading(TypeContext& context, const Due& due, const Node& phrase, const Node* reading,
                   const Node* roll, const Place& place) {
  if (counts_days(due) && due.reading == Reading::unstated) warn_unstated_reading(due, phrase, place);
  if (due.reading == Reading::working_days && reading != nullptr)
    place.error("Q328", *reading, {reading->text});
  if (roll != nullptr && due.roll != Roll::none) place.error("Q328", *roll, {roll->text});
  if (yearly(due) && !context.lowering.school_year_starts_given) place.error("Q312", phrase);
}

Deadline lower_deadline(TypeContext& context, const Node& key, const Node& value, const Place& place) {
  Deadline deadline;
  deadline.id = id<DeadlineId>(key, place);
  Keys keys(value, place);
  deadline.cite = lower_cite(context.lowering, keys.take("cite"), place, context.type.cite);
  const Place here = place.citing(deadline.cite.article);
  const Node* named = keys.take("title");
  if (named != nullptr) deadline.title = title(*named, here.in("title"));
  if (const Node* node = keys.require("counts"))
    deadline.counts = lower_states_named(context, *node, here.in("counts"));
  const Node* due = keys.require("due");
  const Node* reading = keys.take("reading");
  const Node* roll = keys.take("roll");
  if (due != nullptr) {
    if (named == nullptr) deadline.title = Title(due->text);
    if (auto lowered = lower_due(context, *due, reading, roll, here.in("due"))) {
      if (reading != nullptr && !counts_days(*lowered)) here.error("Q327", *reading, {reading->text});
      deadline.due = std::move(*lowered);
    }
  }
  if (const Node* node = keys.take("remind")) {
    for (const Node* item : scalars(*node, here.in("remind"))) {
      if (const auto days = phrase::parse_days_before(item->text))
        deadline.remind_days.push_back(*days);
      else
        here.in("remind").error("Q223", *item, {item->text});
    }
  }
  const bool weekly = context.type.duty && context.type.duty->every == Every::school_week;
  if (due != nullptr && yearly(deadline.due) && weekly) here.in("due").error("Q336", *due);
  if (const Node* node = keys.take("when_missed")) {
    deadline.when_missed = lower_effects(context, *node, here.in("when_missed"));
  }
  keys.finish();
  return deadline;
}

}  // namespace

bool counts_days(const Due& due) {
  const auto counted = [](const DueTerm& term) {
    return std::any_of(term.point.then.begin(), term.point.then.end(), [](const Step& step) {
      const auto* offset = std::get_if<Offset>(&step);
      return offset != nullptr && offset->direction == Direction::before &&
             offset->period.unit == PeriodUnit::day;
    });
  };
  return std::any_of(due.terms.begin(), due.terms.end(), counted);
}

std::optional<Due> lower_due(TypeContext& context, const Node& phrase, const Node* reading, const Node* roll,
                             const Place& place) {
  const auto text = scalar(phrase, place);
  if (!text) return std::nullopt;
  const auto dated = anchors(context.type);
  auto due = phrase::parse(*text, dated, implied(context.type, dated));
  if (!due) {
    std::string names;
    for (const phrase::Anchored& one : dated) names += (names.empty() ? "" : ", ") + one.names.front();
    place.report(Severity::error, "Q211", part_of(phrase, due.error().offset, due.error().length),
                 {*text, names.empty() ? "-" : names});
    return std::nullopt;
  }
  if (reading != nullptr) due->reading = word<Reading>(*reading, place);
  if (roll != nullptr) due->roll = word<Roll>(*roll, place);
  check_reading(context, *due, phrase, reading, roll, place);
  return std::move(*due);
}

void lower_deadlines(TypeContext& context, const Node& node, const Place& place) {
  each_entry(node, place, [&](const Node& key, const Node& value) {
    context.type.deadlines.push_back(lower_deadline(context, key, value, place.in(key.text)));
  });
}

void lower_duty(TypeContext& context, const Node& node, const Place& place) {
  Duty duty;
  Keys keys(node, place);
  if (const Node* value = keys.require("each")) {
    const auto roles = lower_actors(context.lowering, *value, place.in("each"), Special::none);
    if (!roles.empty()) duty.each = roles.front();
    if (roles.size() > 1) place.in("each").error("Q222", *value);
  }
  const std::size_t errors = place.findings.errors();
  const Node* every = keys.require("every");
  if (every != nullptr) duty.every = word<Every>(*every, place.in("every"));
  const bool every_read = every != nullptr && place.findings.errors() == errors;
  const Node* dated_by = keys.take("dated_by");
  duty.cite = lower_cite(context.lowering, keys.take("cite"), place, context.type.cite);
  if (every_read && duty.every == Every::school_week) (void)keys.require("dated_by");
  keys.finish();
  if (dated_by != nullptr && dated_by->kind != yaml::Kind::empty) {
    duty.dated_by = id<FieldId>(*dated_by, place.in("dated_by"));
    const Field* field = context.type.field(duty.dated_by);
    if (field == nullptr)
      unknown_name(place.in("dated_by"), "Q305", *dated_by, dated_by->text, ids_of(context.type.fields));
    else if (field->type != FieldType::date && field->type != FieldType::week)
      place.in("dated_by").error("Q315", *dated_by, {dated_by->text});
  }
  if (!context.lowering.calendar_given) place.error("Q316", node);
  context.type.duty = std::move(duty);
}

}  // namespace quyche::rules
