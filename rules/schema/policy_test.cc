// Policy tests: who there is, what the calendar says, and the cases.
#include "rules/schema/test_values.h"

namespace quyche::rules::schema {
namespace {

constexpr Shape assignments = list_of("assignments", &assignment);
constexpr const Shape* roles_forms[] = {&assignment, &assignments};
constexpr Shape roles = either("held_roles", roles_forms);
constexpr Key person_keys[] = {
    {"roles", Must::must, &roles, "[teacher@to-1]"},
    {"name", Must::may, &text, "Giáo viên An"},
};
constexpr Shape person_in_full = mapping("person", person_keys);
constexpr const Shape* person_forms[] = {&assignment, &assignments, &person_in_full};
constexpr Shape person = either("person_forms", person_forms);
constexpr Shape people = map_of("people", &id, &person);

constexpr Key days_keys[] = {{"from", Must::must, &date, "2024-09-09"},
                             {"to", Must::must, &date, "2024-09-13"}};
constexpr Shape days_from_to = mapping("days", days_keys);
constexpr const Shape* days_forms[] = {&date, &days_from_to};
constexpr Shape days = either("days_forms", days_forms);
constexpr Shape day_list = list_of("day_list", &days);
constexpr Key calendar_keys[] = {
    {"days_off", Must::may, &day_list, "[2024-10-10]"},
    {"working_days", Must::may, &day_list, "[2024-10-12]"},
    {"online", Must::may, &day_list, "[{from: 2024-09-09, to: 2024-09-13}]"},
    {"in_person", Must::may, &day_list, "[2024-09-10]"},
    {"weeks_off", Must::may, &weeks, "[2024-W41]"},
};
constexpr Shape given_calendar = mapping("given_calendar", calendar_keys);
constexpr Key given_keys[] = {
    {"as_of", Must::may, &time_of_day, "2024-08-26T07:00"},
    {"mode", Must::may, &mode, "online"},
    {"calendar", Must::may, &given_calendar, "{days_off: [2024-10-10]}"},
    {"people", Must::may, &people, "{gv-an: teacher@to-1}"},
};
constexpr Shape given = mapping("given", given_keys);

constexpr Key case_keys[] = {
    title_key,
    covers_key,
    {"people", Must::may, &people, "{gv-an: teacher@to-1}"},
    {"given", Must::may, &given, "{as_of: 2024-08-26T07:00}"},
    {"when", Must::may, &steps,
     "[{at: 2024-10-02T08:00, by: gv-an, create: lesson_plan, as: khbd}, {by: gv-an, do: submit, to: khbd}]"},
    {"then", Must::may, &expectations, "[{document: khbd, state: submitted, cite: Điều 2}]"},
};
constexpr Shape one_case = mapping("case", case_keys);
constexpr Shape cases = map_of("cases", &id, &one_case, 1);

constexpr Key tests_keys[] = {
    {"tests", Must::must, &id, "vn.hai-phong.duong-kinh.primary-records"},
    {"people", Must::may, &people, "{gv-an: teacher@to-1}"},
    {"given", Must::may, &given, "{as_of: 2024-08-26T07:00}"},
    {"cases", Must::must, &cases},
};
constexpr Shape root = mapping("tests", tests_keys);

}  // namespace

const Shape& policy_test() { return root; }

}  // namespace quyche::rules::schema
