// The Vietnamese lunar calendar: months begin on the day of the new moon in Vietnam (UTC+7), the eleventh
// month holds the winter solstice, and in a year of thirteen months the first one without a principal solar
// term is the leap month. New moons and the sun's longitude follow Jean Meeus, Astronomical Algorithms. Used
// to judge what a calendar file says of Tết and Giỗ Tổ, never to make up days off.
#pragma once

#include <compare>
#include <optional>

#include "engine/time/date.h"

namespace quyche::rules {

struct LunarDate {
  int year = 1970;  // named after the solar year it begins in
  int month = 1;    // 1..12
  int day = 1;      // 1..30
  bool leap = false;
  auto operator<=>(const LunarDate&) const = default;
};

// Both are right for 1900 to 2199; days whose new moon falls within a minute of midnight are as good as the
// series.
[[nodiscard]] LunarDate lunar_of(Date day);
// Nothing when that year has no such month or that month no such day.
[[nodiscard]] std::optional<Date> solar_of(const LunarDate& lunar);

}  // namespace quyche::rules
