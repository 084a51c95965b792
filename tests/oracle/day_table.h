// Every day of some years as a row of a table, as a wall calendar has them: the ground on which the oracle
// walks. Made by counting days one after another; shares no arithmetic with engine/time.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/policy/calendar.h"

namespace quyche::oracle {

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
  int weekday = 0;  // 1 Monday .. 7 Sunday
  bool off = false;
  bool teaching_week = true;
  int school_week = 0;      // number among the school year's weeks with teaching; 0: none
  int curriculum_week = 0;  // the same, without those that the curriculum does not count
  Mode mode = Mode::in_person;
};

// 2015-01-05, a Monday, to 2038-12-31: room for every walk that starts between 2022 and 2031.
class DayTable {
 public:
  // Without a calendar no day is off, and every week has teaching.
  explicit DayTable(const Calendar* calendar);

  [[nodiscard]] std::size_t size() const { return days_.size(); }
  [[nodiscard]] const Day& operator[](std::size_t row) const { return days_.at(row); }
  [[nodiscard]] std::size_t row_of(Date date) const;
  [[nodiscard]] Date date(std::size_t row) const;
  [[nodiscard]] std::size_t monday(std::size_t row) const;

 private:
  void number_weeks(const TeachingYear& year);
  void empty_between(const TeachingYear& before, const TeachingYear& after);
  std::vector<Day> days_;
};

}  // namespace quyche::oracle
