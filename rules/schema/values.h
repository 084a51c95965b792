// The shapes of single values, shared by the tables of rules/schema. Internal to rules/schema.
#pragma once

#include "engine/policy/policy.h"
#include "rules/schema/shapes.h"

namespace quyche::rules::schema {

constexpr Shape mapping(std::string_view name, std::span<const Key> keys, std::string_view also = {}) {
  return {.name = name, .form = Form::mapping, .keys = keys, .also = also};
}
// One that a layer replaces as a whole.
constexpr Shape whole_mapping(std::string_view name, std::span<const Key> keys) {
  return {.name = name, .form = Form::mapping, .keys = keys, .whole = true};
}
constexpr Shape map_of(std::string_view name, const Shape* named_by, const Shape* item, int least = 0) {
  return {.name = name, .form = Form::map, .least = least, .named_by = named_by, .item = item};
}
constexpr Shape list_of(std::string_view name, const Shape* item) {
  return {.name = name, .form = Form::list, .item = item};
}
constexpr Shape one_or_more(std::string_view name, const Shape* item) {
  return {.name = name, .form = Form::one_or_more, .item = item};
}
constexpr Shape either(std::string_view name, std::span<const Shape* const> among) {
  return {.name = name, .form = Form::either, .among = among};
}
constexpr Shape words(std::string_view name, std::span<const std::string_view> set) {
  return {.name = name, .form = Form::words, .words = set};
}
constexpr Shape pattern(std::string_view name, std::string_view expression, std::string_view example) {
  return {.name = name, .form = Form::pattern, .pattern = expression, .example = example};
}
constexpr Shape number(std::string_view name, int least, int most) {
  return {.name = name, .form = Form::number, .least = least, .most = most};
}

inline constexpr Shape text{.name = "text"};
inline constexpr Shape texts = one_or_more("texts", &text);
inline constexpr Shape flag{.name = "flag", .form = Form::flag};

// YAML takes an id of digits for a number; the reader takes every scalar for text.
inline constexpr std::string_view digits_too = R"({"type":["string","integer"],"minimum":0})";
inline constexpr Shape id{.name = "id",
                          .form = Form::pattern,
                          .pattern = "^[a-z0-9][a-z0-9_.-]{0,79}$",
                          .example = "mau",
                          .also = digits_too};
inline constexpr Shape ids = one_or_more("ids", &id);
inline constexpr Shape requirement_id = pattern("requirement_id", "^[A-Z][A-Z0-9]*-[0-9]+$", "S2-01");
inline constexpr Shape requirement_ids = one_or_more("requirement_ids", &requirement_id);

inline constexpr Shape date =
    pattern("date", "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "2024-09-05");
inline constexpr Shape week = pattern("week", "^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$", "2024-W41");
inline constexpr Shape weeks = one_or_more("weeks", &week);
inline constexpr Shape day_of_year =
    pattern("day_of_year", "^0?([1-9]|[12][0-9]|3[01])/0?([1-9]|1[0-2])$", "05/9");
inline constexpr Shape zone = pattern("zone", "^[+-](0[0-9]|1[0-4]):[0-5][0-9]$", "+07:00");
// A path inside the regulation's folder.
inline constexpr Shape path =
    pattern("path", "^(?!/)(?!(.*/)?\\.{0,2}(/|$))[^\\\\]+$", "hooks/plan_summary.lua");

// Without the first: what is not written is unstated.
inline constexpr auto reading_names = names_of(Reading{});
inline constexpr Shape reading = words("reading", std::span(reading_names).subspan(1));
inline constexpr auto roll_names = names_of(Roll{});
inline constexpr Shape roll = words("roll", std::span(roll_names).subspan(1));
inline constexpr auto week_names = names_of(WeekCount{});
inline constexpr Shape week_count = words("week_count", std::span(week_names).subspan(1));
inline constexpr auto mode_names = names_of(Mode{});
inline constexpr Shape mode = words("mode", mode_names);

// `Giáo viên`, or in two languages.
inline constexpr Key in_two_languages_keys[] = {
    {"vi", Must::must, &text, "Giáo viên"},
    {"en", Must::may, &text, "Teacher"},
};
inline constexpr Shape in_two_languages = whole_mapping("in_two_languages", in_two_languages_keys);
inline constexpr const Shape* title_forms[] = {&text, &in_two_languages};
inline constexpr Shape title = either("title", title_forms);

inline constexpr Key title_key{"title", Must::may, &title, "{vi: Giáo viên, en: Teacher}"};
inline constexpr Key title_must{"title", Must::must, &title, "{vi: Giáo viên, en: Teacher}"};
inline constexpr Key cite_key{"cite", Must::may, &text, "Điều 14.2"};
inline constexpr Key cite_must{"cite", Must::must, &text, "Điều 14.2"};
inline constexpr Key covers_key{"covers", Must::may, &requirement_ids, "[S2-01, S2-17]"};

}  // namespace quyche::rules::schema
