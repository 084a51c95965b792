// Deadlines and duties.
#include <algorithm>

#include "engine/due/duty_period.h"
#include "rules/diagnostics/nearest.h"
#include "rules/phrase/phrase.h"
#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

// `when: {mode: online}`: the way of teaching in which the deadline exists.
std::optional<Mode> lower_when(const TypeContext& context, const Node& node, const Place& place) {
  std::optional<Mode> mode;
  Keys keys(node, place);
  const std::size_t errors = place.findings.errors();
  if (const Node* value = keys.require("mode")) {
    mode = word<Mode>(*value, place.in("mode"));
    const bool read = place.findings.errors() == errors;
    if (read && *mode != Mode::in_person && !context.lowering.calendar_given)
      place.in("mode").report(Severity::note, "Q231", value->span, {value->text});
  }
  keys.finish();
  return mode;
}

Deadline lower_deadline(TypeContext& context, const Node& key, const Node& value, const Place& place) {
  Deadline deadline;
  deadline.id = id<DeadlineId>(key, place);
  Keys keys(value, place);
  deadline.cite = lower_cite(context.lowering, keys.take("cite"), place, context.type.cite);
  covers(keys.take("covers"), place);
  const Place here = place.citing(deadline.cite.article);
  const Node* named = keys.take("title");
  if (named != nullptr) deadline.title = title(*named, here.in("title"));
  if (const Node* node = keys.require("counts"))
    deadline.counts = lower_states_named(context, *node, here.in("counts"));
  const Node* due = keys.require("due");
  const DueKeys due_keys = take_due_keys(keys);
  if (due != nullptr) {
    if (named == nullptr) deadline.title = Title(due->text);
    if (auto lowered = lower_due(context, *due, due_keys, here.in("due"))) {
      check_keys_matter(due_keys, {&*lowered}, here);
      deadline.due = std::move(*lowered);
    }
  }
  if (const Node* node = keys.take("when")) deadline.mode = lower_when(context, *node, here.in("when"));
  if (const Node* node = keys.take("remind")) {
    for (const Node* item : scalars(*node, here.in("remind"))) {
      if (const auto days = phrase::parse_days_before(item->text))
        deadline.remind_days.push_back(*days);
      else
        here.in("remind").error("Q223", *item, {item->text});
    }
  }
  const bool within_year = context.type.duty && !of_school_years(*context.type.duty);
  if (due != nullptr && !deadline.due.terms.empty() && same_for_all_weeks(deadline.due) && within_year)
    here.in("due").error("Q336", *due);
  if (const Node* node = keys.take("when_missed")) {
    deadline.when_missed = lower_effects(context, *node, here.in("when_missed"));
  }
  keys.finish();
  return deadline;
}

// A word for the period, or what comes again in the regulation's own words.
std::vector<Recurrence> lower_every(const Node& node, const Place& place) {
  const auto text = scalar(node, place);
  if (!text) return {Recurrence{}};
  constexpr auto words = names_of(Frequency{});
  const auto at = std::find(words.begin(), words.end(), *text);
  if (at != words.end()) {
    Recurrence one;
    one.every = static_cast<Frequency>(at - words.begin());
    return {one};
  }
  if (auto read = phrase::parse_recurrence(*text)) return *std::move(read);
  std::string known;
  for (const std::string_view word : words) known += (known.empty() ? "" : ", ") + std::string(word);
  place.error("Q233", node, {*text, known}, nearest(*text, {words.begin(), words.end()}));
  return {Recurrence{}};
}

}  // namespace

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
  if (every != nullptr) duty.every = lower_every(*every, place.in("every"));
  const bool every_read = every != nullptr && place.findings.errors() == errors;
  const Node* dated_by = keys.take("dated_by");
  duty.cite = lower_cite(context.lowering, keys.take("cite"), place, context.type.cite);
  covers(keys.take("covers"), place);
  if (every_read && !of_school_years(duty)) (void)keys.require("dated_by");
  keys.finish();
  if (dated_by != nullptr && dated_by->kind != yaml::Kind::empty) {
    duty.dated_by = id<FieldId>(*dated_by, place.in("dated_by"));
    const Field* field = context.type.field(duty.dated_by);
    if (field == nullptr)
      unknown_name(place.in("dated_by"), "Q305", *dated_by, dated_by->text, ids_of(context.type.fields));
    else if (!has_date(field->type))
      place.in("dated_by").error("Q315", *dated_by, {dated_by->text});
  }
  if (!context.lowering.calendar_given) place.error("Q316", node);
  context.type.duty = std::move(duty);
}

}  // namespace quyche::rules
