#include "rules/schema/values.h"

namespace quyche::rules::schema {
namespace {

constexpr Shape week_list = list_of("week_list", &week);
constexpr const Shape* weeks_or_none_forms[] = {&week, &week_list};
constexpr Shape weeks_or_none = either("weeks_or_none", weeks_or_none_forms);

constexpr std::string_view day_names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                          "friday", "saturday", "sunday"};
constexpr Shape weekday = words("weekday", day_names);
constexpr Shape weekdays = one_or_more("weekdays", &weekday);

constexpr Key known_keys[] = {
    {"from", Must::must, &date, "2025-01-01"},
    {"to", Must::must, &date, "2025-12-31"},
};
constexpr Shape known = mapping("known", known_keys);

constexpr Key on_key{"on", Must::one_of, &date, "2025-01-01"};
constexpr Key from_key{"from", Must::one_of, &date, "2025-01-25", "to"};
constexpr Key to_key{"to", Must::may, &date, "2025-02-02", "from"};
constexpr Key decided_key{"decided", Must::may, &date, "2024-11-26"};
constexpr Key replaces_key{"replaces", Must::may, &text, "tet_2027_draft", "decided"};
constexpr Key verified_key{"verified", Must::may, &flag, "true"};

constexpr std::string_view holiday_words[] = {"tet", "hung_kings"};
constexpr Shape holiday = words("holiday", holiday_words);
constexpr Key day_off_keys[] = {
    on_key,
    from_key,
    to_key,
    {"holiday", Must::may, &holiday, "tet"},
    {"instead_of", Must::may, &date, "2025-04-07"},
    title_key,
    cite_must,
    decided_key,
    replaces_key,
    verified_key,
};
constexpr Shape day_off = mapping("day_off", day_off_keys);
constexpr Shape days_off = map_of("days_off", &id, &day_off);

constexpr Key working_day_keys[] = {
    on_key, from_key, to_key, title_key, cite_must, decided_key, replaces_key, verified_key,
};
constexpr Shape working_day = mapping("working_day", working_day_keys);
constexpr Shape working_days = map_of("working_days", &id, &working_day);

constexpr Key teaching_mode_keys[] = {
    on_key,      from_key,     to_key,       {"mode", Must::must, &mode, "online"}, title_key, cite_must,
    decided_key, replaces_key, verified_key,
};
constexpr Shape teaching_mode = mapping("teaching_mode", teaching_mode_keys);
constexpr Shape teaching_modes = map_of("teaching_modes", &id, &teaching_mode);

constexpr Key semester_keys[] = {
    {"from", Must::must, &date, "2024-09-05"},
    {"to", Must::must, &date, "2025-01-17"},
    {"middle", Must::may, &date, "2024-11-09"},
};
constexpr Shape semester = mapping("semester", semester_keys);
constexpr Key semesters_keys[] = {
    {"1", Must::may, &semester, "{from: 2024-09-05, to: 2025-01-17}"},
    {"2", Must::may, &semester, "{from: 2025-01-20, to: 2025-05-24}"},
};
constexpr Shape semesters = mapping("semesters", semesters_keys);

constexpr Shape school_year_id = pattern("school_year_id", "^[0-9]{4}-[0-9]{4}$", "2024-2025");
constexpr Key school_year_keys[] = {
    {"first_week", Must::must, &week, "2024-W37"},
    {"last_week", Must::must, &week, "2025-W21"},
    {"except", Must::may, &weeks_or_none, "[2025-W05]"},
    {"off_curriculum", Must::may, &weeks_or_none, "[2025-W20]"},
    {"first_day", Must::may, &date, "2024-08-29"},
    {"last_day", Must::may, &date, "2025-05-31"},
    {"semesters", Must::may, &semesters,
     "{1: {from: 2024-09-05, to: 2025-01-17}, 2: {from: 2025-01-20, to: 2025-05-24}}"},
    cite_must,
    decided_key,
    replaces_key,
    verified_key,
};
constexpr Shape school_year = mapping("school_year", school_year_keys);
constexpr Shape school_years = map_of("school_years", &school_year_id, &school_year);

constexpr Key calendar_keys[] = {
    {"calendar", Must::must, &id, "vn.hai-phong"},
    {"title", Must::may, &title, "{vi: Lịch năm học tại Hải Phòng, en: School calendar of Hải Phòng}"},
    {"under", Must::may, &id, "vn"},
    {"rest_days", Must::may, &weekdays, "[saturday, sunday]"},
    {"known", Must::may, &known, "{from: 2025-01-01, to: 2025-12-31}"},
    {"days_off", Must::may, &days_off,
     "{tet_2025: {from: 2025-01-25, to: 2025-02-02, holiday: tet, title: Tết Nguyên đán, cite: Thông báo}}"},
    {"working_days", Must::may, &working_days, "{swap_2025_04_26: {on: 2025-04-26, cite: Công văn}}"},
    {"teaching_modes", Must::may, &teaching_modes,
     "{storm_2024: {from: 2024-09-09, to: 2024-09-13, mode: online, cite: Công văn}}"},
    {"school_years", Must::may, &school_years,
     "{2024-2025: {first_week: 2024-W37, last_week: 2025-W21, cite: Quyết định}}"},
};
constexpr Shape root = mapping("calendar", calendar_keys);

}  // namespace

const Shape& calendar() { return root; }

}  // namespace quyche::rules::schema
