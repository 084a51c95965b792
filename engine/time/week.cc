#include "engine/time/week.h"

namespace quyche {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

// The Monday of week 1: the week that holds 4 January (ISO 8601).
Date first_monday(int iso_year) {
  const Date fourth = *Date::from_civil(iso_year, 1, 4);
  return fourth.plus_days(1 - static_cast<int>(fourth.weekday()));
}

}  // namespace

Week Week::of(Date date) { return Week(date.plus_days(1 - static_cast<int>(date.weekday()))); }

std::optional<Week> Week::parse(std::string_view text) {
  if (const auto date = Date::parse(text)) {
    const Week week = of(*date);
    const int iso_year = week.day(Weekday::thursday).year();
    return iso_year < 1901 || iso_year > 2198 ? std::nullopt : std::optional(week);
  }
  if (text.size() != 8 || text.substr(4, 2) != "-W") return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto week = number(text.substr(6, 2));
  if (!year || !week || *year < 1901 || *year > 2198 || *week < 1) return std::nullopt;
  const Date monday = first_monday(*year).plus_days(7 * (*week - 1));
  if (monday >= first_monday(*year + 1)) return std::nullopt;
  return Week(monday);
}

std::string Week::text() const {
  const int iso_year = monday_.plus_days(3).year();  // the year of the Thursday
  const int week = (monday_.days_since_1970() - first_monday(iso_year).days_since_1970()) / 7 + 1;
  std::string out = std::to_string(iso_year) + "-W";
  if (week < 10) out += '0';
  return out + std::to_string(week);
}

std::optional<SchoolYear> SchoolYear::parse(std::string_view text) {
  if (text.size() != 9 || text[4] != '-') return std::nullopt;
  const auto first = number(text.substr(0, 4));
  const auto second = number(text.substr(5, 4));
  if (!first || !second || *second != *first + 1 || *first < 1901 || *first > 2197) return std::nullopt;
  return SchoolYear{*first};
}

SchoolYear SchoolYear::of(Date date, MonthDay starts) {
  return SchoolYear{date >= starts.in(date.year()) ? date.year() : date.year() - 1};
}

std::string SchoolYear::text() const {
  return std::to_string(first_year) + "-" + std::to_string(first_year + 1);
}

Date SchoolYear::occurrence(MonthDay day, MonthDay starts) const {
  return day.in(day < starts ? first_year + 1 : first_year);
}

}  // namespace quyche
