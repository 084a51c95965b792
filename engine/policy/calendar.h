// A calendar: what the days of a place are. Days off, teaching weeks, semesters and ways of teaching, each
// with the decision it comes from. Spans are lists in order of their first day and do not overlap: which
// decision counts where several speak of one day was settled when the calendar was read (rules/calendar).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/policy/text.h"
#include "engine/time/date.h"
#include "engine/time/week.h"

namespace quyche {

// What a span of days says: off, or a working day though its weekday is one of rest (a swapped Saturday).
enum class DayKind { off, working };
constexpr auto names_of(DayKind) { return std::to_array<std::string_view>({"off", "working"}); }
struct DaySpan {
  std::string id;
  Date first;
  Date last;
  DayKind kind = DayKind::off;
  Title title;
  std::string cite;
  bool verified = true;
  bool operator==(const DaySpan&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io.required("first", self.first);
    io.required("last", self.last);
    io("kind", self.kind);
    io("title", self.title);
    io("cite", self.cite);
    io.required("verified", self.verified);
  }
};

// How a school teaches.
enum class Mode { in_person, online };
constexpr auto names_of(Mode) { return std::to_array<std::string_view>({"in_person", "online"}); }
// Days with another mode than in person.
struct ModeSpan {
  Date first;
  Date last;
  Mode mode = Mode::online;
  std::string cite;
  bool operator==(const ModeSpan&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("first", self.first);
    io.required("last", self.last);
    io.required("mode", self.mode);
    io("cite", self.cite);
  }
};

struct Semester {
  Date first;
  Date last;
  std::optional<Date> middle;  // absent: halfway, rounded down
  [[nodiscard]] Date middle_day() const;
  bool operator==(const Semester&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("first", self.first);
    io.required("last", self.last);
    io("middle", self.middle);
  }
};

// The teaching weeks of one school year, as decided for a place, and its dates where they are known.
struct TeachingYear {
  Week first;
  Week last;
  std::vector<Week> except;  // without teaching
  // Weeks with teaching that the curriculum does not count (review, examinations).
  std::vector<Week> off_curriculum;
  std::optional<Date> first_day;  // of the school year: staff are back, `đầu năm học`
  std::optional<Date> last_day;   // `cuối năm học`
  std::vector<Semester> semesters;
  std::string cite;  // the decision it comes from
  bool verified = true;
  [[nodiscard]] bool teaches(Week week) const;
  // 1 for the first week with teaching; nothing for a week without. In school or in curriculum numbering.
  [[nodiscard]] std::optional<int> school_number(Week week) const;
  [[nodiscard]] std::optional<int> curriculum_number(Week week) const;
  bool operator==(const TeachingYear&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("first", self.first);
    io.required("last", self.last);
    io("except", self.except);
    io("off_curriculum", self.off_curriculum);
    io("first_day", self.first_day);
    io("last_day", self.last_day);
    io("semesters", self.semesters);
    io("cite", self.cite);
    io.required("verified", self.verified);
  }
};

struct Calendar {
  CalendarId id;
  Title title;
  std::vector<int> rest_days;  // weekly, 1 Monday .. 7 Sunday
  std::map<SchoolYear, TeachingYear> school_years;
  std::vector<DaySpan> days;
  std::vector<ModeSpan> modes;
  // Within these days the days off are known; outside only weekly rest is.
  std::optional<Date> known_from;
  std::optional<Date> known_to;

  [[nodiscard]] bool day_off(Date day) const;
  [[nodiscard]] const DaySpan* span_at(Date day) const;  // null on ordinary days
  [[nodiscard]] bool known(Date day) const;
  [[nodiscard]] Mode mode_on(Date day) const;
  [[nodiscard]] const TeachingYear* year(SchoolYear year) const;
  // Whether there is teaching in `week`. A week of no known school year counts as one with teaching.
  [[nodiscard]] bool teaches(Week week) const;
  bool operator==(const Calendar&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io("rest_days", self.rest_days);
    io("school_years", self.school_years);
    io("days", self.days);
    io("modes", self.modes);
    io("known_from", self.known_from);
    io("known_to", self.known_to);
  }
};

}  // namespace quyche
