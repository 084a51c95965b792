// A calendar of two school years with semesters, days off and a week taught online.
#pragma once

#include "engine/policy/calendar.h"

namespace quyche::test {

[[nodiscard]] inline Calendar school_calendar() {
  const auto day = [](const char* text) { return *Date::parse(text); };
  const auto week = [](const char* text) { return *Week::parse(text); };
  Calendar calendar;
  calendar.id = CalendarId{"test"};
  calendar.rest_days = {6, 7};
  calendar.days = {{"tet_2025", day("2025-01-25"), day("2025-02-02"), DayKind::off, {}, "", true},
                   {"swap_2025", day("2025-04-26"), day("2025-04-26"), DayKind::working, {}, "", true},
                   {"swapped_2025", day("2025-05-02"), day("2025-05-02"), DayKind::off, {}, "", true},
                   {"tet_2026", day("2026-02-14"), day("2026-02-22"), DayKind::off, {}, "", true}};
  calendar.modes = {{day("2024-10-14"), day("2024-10-18"), Mode::online, "storm"}};
  calendar.known_from = day("2024-01-01");
  calendar.known_to = day("2026-12-31");
  TeachingYear one;
  one.first = week("2024-W37");
  one.last = week("2025-W21");
  one.except = {week("2025-W05")};
  one.first_day = day("2024-08-29");
  one.last_day = day("2025-05-31");
  one.semesters = {{day("2024-09-05"), day("2025-01-17"), day("2024-11-09")},
                   {day("2025-01-20"), day("2025-05-24"), {}}};
  calendar.school_years.emplace(SchoolYear{2024}, one);
  TeachingYear two;
  two.first = week("2025-W37");
  two.last = week("2026-W21");
  two.except = {week("2026-W08")};
  two.first_day = day("2025-08-28");
  two.last_day = day("2026-05-31");
  two.semesters = {{day("2025-09-05"), day("2026-01-16"), {}}, {day("2026-01-19"), day("2026-05-23"), {}}};
  calendar.school_years.emplace(SchoolYear{2025}, two);
  return calendar;
}

}  // namespace quyche::test
