#include "rules/calendar/lunar.h"

#include <cmath>
#include <numbers>
#include <vector>

namespace quyche::rules {
namespace {

constexpr double zone_days = 7.0 / 24.0;
constexpr double julian_day_of_1970 = 2'440'587.5;  // 1970-01-01T00:00Z
constexpr double new_moon_1900 = 2'415'020.75933;   // that of lunation 0
constexpr double lunation_days = 29.53058868;

double sine(double degrees) { return std::sin(degrees * std::numbers::pi / 180); }

// The day in Vietnam on which Julian day `jd` lies, as days since 1970.
int day_of(double jd) { return static_cast<int>(std::floor(jd + zone_days - julian_day_of_1970)); }
// The Julian day of 00:00 in Vietnam.
double midnight(int day) { return day + julian_day_of_1970 - zone_days; }

// Terrestrial less universal time, in days; `t` in Julian centuries from 1900.
double delta_t(double t) { return -0.000278 + 0.000265 * t + 0.000262 * t * t; }

// The day of new moon number `k` (0 is that of January 1900), Meeus chapter 32 of the first edition.
int new_moon(int k) {
  const double t = k / 1236.85;
  const double t2 = t * t;
  const double t3 = t2 * t;
  const double mean = new_moon_1900 + lunation_days * k + 0.0001178 * t2 - 0.000000155 * t3 +
                      0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
  const double sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
  const double moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
  const double node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
  const double correction = (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun) -
                            0.4068 * sine(moon) + 0.0161 * sine(2 * moon) - 0.0004 * sine(3 * moon) +
                            0.0104 * sine(2 * node) - 0.0051 * sine(sun + moon) - 0.0074 * sine(sun - moon) +
                            0.0004 * sine(2 * node + sun) - 0.0004 * sine(2 * node - sun) -
                            0.0006 * sine(2 * node + moon) + 0.0010 * sine(2 * node - moon) +
                            0.0005 * sine(2 * moon + sun);
  return day_of(mean + correction - delta_t(t));
}

// The last new moon on or before `day`.
int last_new_moon(int day) {
  int k = static_cast<int>(std::floor((midnight(day) - new_moon_1900) / lunation_days)) + 2;
  while (new_moon(k) > day) --k;
  return k;
}

// Which twelfth of the ecliptic the sun is in as `day` begins in Vietnam: 0 from the March equinox, 9 from
// the winter solstice. Meeus chapter 24 of the first edition.
int solar_term(int day) {
  const double t = (midnight(day) - 2'451'545.0) / 36'525;
  const double t2 = t * t;
  const double anomaly = 357.52910 + 35'999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
  const double mean = 280.46645 + 36'000.76983 * t + 0.0003032 * t2;
  const double centre = (1.914600 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
                        (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000290 * sine(3 * anomaly);
  const double longitude = mean + centre;
  return static_cast<int>(std::floor((longitude - 360 * std::floor(longitude / 360)) / 30)) % 12;
}

// Also of the years beside those that a Date can be in.
int december_31(int year) { return 365 * (year - 1969) + year / 4 - year / 100 + year / 400 - 478; }

// The new moon that begins the eleventh month in `year`.
int eleventh_month(int year) {
  const int k = last_new_moon(december_31(year));
  return solar_term(new_moon(k)) >= 9 ? k - 1 : k;  // then the solstice came before that new moon
}

// The months from one eleventh month up to the next, and the day after them.
struct Months {
  std::vector<int> first_days;
  int leap = 0;  // which of them is the leap month; 0: none
};

// Those up to the eleventh month of `year`.
Months months_of(int year) {
  const int from = eleventh_month(year - 1);
  const int to = eleventh_month(year);
  Months out;
  for (int k = from; k <= to; ++k) out.first_days.push_back(new_moon(k));
  for (int i = 1; to - from == 13 && i < 13 && out.leap == 0; ++i)
    if (solar_term(out.first_days[static_cast<std::size_t>(i)]) ==
        solar_term(out.first_days[static_cast<std::size_t>(i) + 1]))
      out.leap = i;
  return out;
}

// The name of month `i` of `months`, its first day.
LunarDate name_of(const Months& months, int i, int year) {
  const bool after_leap = months.leap != 0 && i >= months.leap;
  const int number = (10 + i - (after_leap ? 1 : 0)) % 12 + 1;
  const bool of_year_before = number >= 11 && i <= 2;
  return {of_year_before ? year - 1 : year, number, 1, months.leap != 0 && i == months.leap};
}

}  // namespace

LunarDate lunar_of(Date day) {
  const int wanted = day.days_since_1970();
  const int year = day.year() + (wanted >= new_moon(eleventh_month(day.year())) ? 1 : 0);
  const Months months = months_of(year);
  std::size_t i = 0;
  while (months.first_days[i + 1] <= wanted) ++i;
  LunarDate out = name_of(months, static_cast<int>(i), year);
  out.day = wanted - months.first_days[i] + 1;
  return out;
}

std::optional<Date> solar_of(const LunarDate& lunar) {
  // Months eleven and twelve come before the others in the list that ends in the year after.
  const int year = lunar.month >= 11 ? lunar.year + 1 : lunar.year;
  const Months months = months_of(year);
  for (std::size_t i = 0; i + 1 < months.first_days.size(); ++i) {
    LunarDate name = name_of(months, static_cast<int>(i), year);
    const int length = months.first_days[i + 1] - months.first_days[i];
    name.day = lunar.day;
    if (name == lunar && lunar.day >= 1 && lunar.day <= length)
      return Date::from_days(months.first_days[i] + lunar.day - 1);
  }
  return std::nullopt;
}

}  // namespace quyche::rules
