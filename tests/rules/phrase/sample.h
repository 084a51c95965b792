// The lesson and the calendar that docs/phrases.md speaks of.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/due/recurrence.h"
#include "engine/due/window.h"
#include "rules/phrase/phrase.h"

namespace quyche::rules::phrase {

inline const FieldId lesson_date{"lesson_date"};

inline Date date_of(const char* text) { return *Date::parse(text); }

inline Calendar sample_calendar() {
  Calendar calendar;
  calendar.id = CalendarId{"vi-du"};
  calendar.rest_days = {6, 7};
  TeachingYear year;
  year.first = *Week::parse("2024-W37");
  year.last = *Week::parse("2025-W21");
  year.except = {*Week::parse("2025-W05")};
  year.first_day = date_of("2024-08-29");
  year.last_day = date_of("2025-05-31");
  year.semesters = {{date_of("2024-09-05"), date_of("2025-01-17"), {}},
                    {date_of("2025-01-20"), date_of("2025-05-24"), {}}};
  calendar.school_years[SchoolYear{2024}] = year;
  DaySpan tet;
  tet.id = "tet_2025";
  tet.first = date_of("2025-01-25");
  tet.last = date_of("2025-02-02");
  calendar.days = {tet};
  calendar.known_from = date_of("2024-08-01");
  calendar.known_to = date_of("2025-07-31");
  return calendar;
}

inline DueAnchors sample_anchors(const Calendar& calendar, const AnchorDate& lesson) {
  DueAnchors anchors;
  anchors.dates.emplace(lesson_date, lesson);
  anchors.school_year = SchoolYear{2024};
  anchors.school_year_starts = {8, 1};
  anchors.zone = ZoneOffset{420};
  anchors.calendar = &calendar;
  return anchors;
}

inline const std::vector<Anchored> lesson_fields = {{lesson_date, {"thực hiện", "lesson_date"}}};

inline std::string text_of_file(const std::string& path) {
  std::ifstream in(std::string(QUYCHE_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace quyche::rules::phrase
