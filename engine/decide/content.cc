#include "engine/decide/content.h"

#include <algorithm>

#include "engine/base/cut.h"
#include "engine/base/limits.h"
#include "engine/base/overload.h"
#include "engine/decide/listing.h"
#include "engine/due/deadline.h"

namespace quyche::deciding {
namespace {

std::string shown(const FieldInput& input) {
  return std::visit(Overload{
                        [](NoValue) { return std::string("null"); },
                        [](bool b) { return std::string(b ? "true" : "false"); },
                        [](std::int64_t n) { return std::to_string(n); },
                        [](const TextInput& t) { return cut(t.text, limits::shown_bytes_max); },
                    },
                    input);
}

Title type_title(const Field& field) {
  const std::string label = "type." + std::string(names_of(field.type)[static_cast<std::size_t>(field.type)]);
  const std::string choices = joined(field.choices, [](const std::string& c) { return c; });
  const std::string args[] = {choices};
  return {render(label, Lang::vi, args), render(label, Lang::en, args)};
}

bool in_range(Date date) {
  return date.year() >= limits::date_year_min && date.year() <= limits::date_year_max;
}

std::optional<FieldValue> from_text(const Field& field, const TextInput& input) {
  if (input.recorded && field.type != FieldType::text) return std::nullopt;
  switch (field.type) {
    case FieldType::text: return FieldValue{TextValue{input.commitment}};
    case FieldType::code:
      if (is_id(input.text)) return FieldValue{CodeValue{input.text}};
      return std::nullopt;
    case FieldType::date:
      if (const auto date = Date::parse(input.text); date && in_range(*date))
        return FieldValue{DateValue{*date}};
      return std::nullopt;
    case FieldType::date_time:
      if (const auto time = LocalTime::parse(input.text); time && in_range(time->day))
        return FieldValue{DateTimeValue{*time}};
      return std::nullopt;
    case FieldType::week:
      if (const auto week = Week::parse(input.text); week && in_range(week->monday()))
        return FieldValue{WeekValue{*week}};
      return std::nullopt;
    case FieldType::choice:
      if (std::find(field.choices.begin(), field.choices.end(), input.text) != field.choices.end())
        return FieldValue{ChoiceValue{input.text}};
      return std::nullopt;
    case FieldType::integer:
    case FieldType::boolean: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<FieldValue> convert(const Field& field, const FieldInput& input) {
  if (const auto* text = std::get_if<TextInput>(&input)) return from_text(field, *text);
  if (const auto* n = std::get_if<std::int64_t>(&input); n != nullptr && field.type == FieldType::integer)
    return FieldValue{IntegerValue{*n}};
  if (const auto* b = std::get_if<bool>(&input); b != nullptr && field.type == FieldType::boolean)
    return FieldValue{BooleanValue{*b}};
  return std::nullopt;
}

// An empty text empties a field: a text field that holds nothing must not look filled.
bool empties(const FieldInput& input) {
  if (std::holds_alternative<NoValue>(input)) return true;
  const auto* text = std::get_if<TextInput>(&input);
  return text != nullptr && text->blank();
}

std::optional<AnchorDate> date_in(const FieldValue& value) {
  if (const auto* date = value.get<DateValue>()) return date->value;
  if (const auto* time = value.get<DateTimeValue>()) return time->value;
  if (const auto* week = value.get<WeekValue>()) return week->value.monday();
  return std::nullopt;
}

}  // namespace

std::optional<FieldValue> typed(Deciding& d, const Field& field, const FieldInput& input) {
  if (empties(input)) return std::nullopt;
  if (const auto* text = std::get_if<TextInput>(&input); text && text->text.size() > limits::text_bytes_max) {
    d.refuse("Q450", {field.id.value, std::to_string(limits::text_bytes_max) + " byte"});
    return std::nullopt;
  }
  auto value = convert(field, input);
  if (!value) d.refuse("Q423", {title_or_id(field), type_title(field), shown(input)}, field.cite);
  return value;
}

std::optional<Date> day_in(const Field& field, const FieldInput& input) {
  const auto value = convert(field, input);
  const auto date = value ? date_in(*value) : std::nullopt;
  return date ? std::optional(date->day) : std::nullopt;
}

FieldValues typed_all(Deciding& d, const DocumentType& type, const FieldInputs& inputs,
                      std::vector<FieldId>* cleared) {
  FieldValues values;
  for (const auto& [id, input] : inputs) {
    const Field* field = type.field(id);
    if (field == nullptr) {
      d.refuse("Q422", {id.value, title_or_id(type), known_ids(type.fields)});
      continue;
    }
    if (auto value = typed(d, *field, input))
      values.emplace(id, std::move(*value));
    else if (cleared != nullptr && empties(input))
      cleared->push_back(id);
  }
  return values;
}

DueAnchors anchors_of(const Policy& policy, const FieldValues& fields, SchoolYear school_year) {
  DueAnchors anchors{{}, school_year, policy.school_year_starts, policy.zone, policy.calendar_or_null()};
  for (const auto& [id, value] : fields)
    if (const auto date = date_in(value)) anchors.dates.emplace(id, *date);
  return anchors;
}

DutyPeriod period_of(const Policy& policy, const DocumentType& type, const FieldValues& fields, Date today) {
  const DutyPeriod of_today{SchoolYear::of(today, policy.school_year_starts), std::nullopt, std::nullopt};
  if (!type.duty || type.duty->dated_by.empty()) return of_today;
  const auto at = fields.find(type.duty->dated_by);
  if (at == fields.end()) return of_today;
  const auto date = date_in(at->second);
  if (!date) return of_today;
  return duty_period_at(*type.duty, date->day, policy.school_year_starts, policy.calendar_or_null());
}

std::vector<DueAt> dues_of(const DocumentType& type, const DueAnchors& anchors, Instant now) {
  std::vector<DueAt> dues;
  for (const Deadline& deadline : type.deadlines) {
    const auto window = deadline_window(deadline, anchors);
    if (!window) continue;
    DueAt due{deadline.id, window->opens, window->closes, {}};
    for (const int days : deadline.remind_days) {
      const Instant at = window->closes.plus_ms(-days * ms_per_day);
      if (at > now) due.remind.push_back(at);
    }
    std::sort(due.remind.begin(), due.remind.end());
    dues.push_back(std::move(due));
  }
  return dues;
}

std::vector<DeadlineId> lapsed_of(const DocumentType& type, const DueAnchors& anchors,
                                  const Document& document) {
  std::vector<DeadlineId> lapsed;
  for (const auto& [id, state] : document.deadlines) {
    const Deadline* deadline = type.deadline(id);
    const bool late = state.status == DeadlineStatus::missed || state.status == DeadlineStatus::met_late;
    if (deadline == nullptr || late) continue;
    const auto window = deadline_window(*deadline, anchors);
    if (!window && window.error() == NoDeadline::other_mode) lapsed.push_back(id);
  }
  return lapsed;
}

}  // namespace quyche::deciding
