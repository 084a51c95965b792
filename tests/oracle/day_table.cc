#include "tests/oracle/day_table.h"

#include <algorithm>

namespace quyche::oracle {
namespace {

bool leap(int year) { return year % 4 == 0; }  // true of all years of the table
int month_length(int year, int month) {
  if (month == 2) return leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}
constexpr std::int32_t first_row = 16'440;  // days from 1970-01-01 to 2015-01-05

bool holds(const std::vector<int>& list, int wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}
bool holds(const std::vector<Week>& list, Date monday) {
  return std::any_of(list.begin(), list.end(), [&](const Week& week) { return week.monday() == monday; });
}

}  // namespace

DayTable::DayTable(const Calendar* calendar) {
  int weekday = 1;
  for (int year = 2015; year <= 2038; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int day = 1; day <= month_length(year, month); ++day) {
        if (year == 2015 && month == 1 && day < 5) continue;
        Day row;
        row.year = year;
        row.month = month;
        row.day = day;
        row.weekday = weekday;
        row.off = calendar != nullptr && holds(calendar->rest_days, weekday);
        days_.push_back(row);
        weekday = weekday == 7 ? 1 : weekday + 1;
      }
  if (calendar == nullptr) return;
  for (const DaySpan& span : calendar->days)
    for (std::size_t row = row_of(span.first); row <= row_of(span.last); ++row)
      days_[row].off = span.kind == DayKind::off;
  for (const ModeSpan& span : calendar->modes)
    for (std::size_t row = row_of(span.first); row <= row_of(span.last); ++row) days_[row].mode = span.mode;
  const TeachingYear* before = nullptr;
  int before_year = 0;
  for (const auto& [year, teaching] : calendar->school_years) {
    number_weeks(teaching);
    if (before != nullptr && before_year + 1 == year.first_year) empty_between(*before, teaching);
    before = &teaching;
    before_year = year.first_year;
  }
}

void DayTable::number_weeks(const TeachingYear& year) {
  int school = 0;
  int curriculum = 0;
  const std::size_t end = row_of(year.last.monday()) + 7;
  for (std::size_t row = row_of(year.first.monday()); row < end; row += 7) {
    const bool teaches = !holds(year.except, date(row));
    const bool counted = teaches && !holds(year.off_curriculum, date(row));
    school += teaches ? 1 : 0;
    curriculum += counted ? 1 : 0;
    for (std::size_t day = row; day < row + 7; ++day) {
      days_[day].teaching_week = teaches;
      days_[day].school_week = teaches ? school : 0;
      days_[day].curriculum_week = counted ? curriculum : 0;
    }
  }
}

void DayTable::empty_between(const TeachingYear& before, const TeachingYear& after) {
  for (std::size_t row = row_of(before.last.monday()) + 7; row < row_of(after.first.monday()); ++row)
    days_[row].teaching_week = false;
}

std::size_t DayTable::row_of(Date date) const {
  return static_cast<std::size_t>(date.days_since_1970() - first_row);
}
Date DayTable::date(std::size_t row) const {
  return Date::from_days(first_row + static_cast<std::int32_t>(row));
}
std::size_t DayTable::monday(std::size_t row) const {
  while (days_[row].weekday != 1) --row;
  return row;
}

}  // namespace quyche::oracle
