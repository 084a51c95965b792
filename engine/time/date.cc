#include "engine/time/date.h"

#include <chrono>

#include "engine/time/digits.h"

namespace quyche {
namespace {

namespace ch = std::chrono;

ch::year_month_day civil(std::int32_t days) { return ch::sys_days(ch::days(days)); }

void append_two(std::string& out, int n) {
  out += static_cast<char>('0' + n / 10);
  out += static_cast<char>('0' + n % 10);
}

}  // namespace

std::optional<Date> Date::from_civil(int year, int month, int day) {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const ch::year_month_day ymd{ch::year(year), ch::month(static_cast<unsigned>(month)),
                               ch::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return Date(static_cast<std::int32_t>(ch::sys_days(ymd).time_since_epoch().count()));
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  return from_civil(*year, *month, *day);
}

std::string Date::text() const {
  std::string out;
  append_text(out);
  return out;
}

void Date::append_text(std::string& out) const {
  const ch::year_month_day day = civil(days_);
  const int year = static_cast<int>(day.year());
  if (year >= 1'000 && year <= 9'999) {
    append_two(out, year / 100);
    append_two(out, year % 100);
  } else {
    out += std::to_string(year);
  }
  out += '-';
  append_two(out, static_cast<int>(static_cast<unsigned>(day.month())));
  out += '-';
  append_two(out, static_cast<int>(static_cast<unsigned>(day.day())));
}

int Date::year() const { return static_cast<int>(civil(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(days_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(days_).day())); }

Weekday Date::weekday() const {
  return static_cast<Weekday>(ch::weekday(ch::sys_days(ch::days(days_))).iso_encoding());
}

std::optional<MonthDay> MonthDay::parse(std::string_view text) {
  if (text.size() != 7 || text.substr(0, 2) != "--" || text[4] != '-') return std::nullopt;
  const auto month = digits(text, 2, 2);
  const auto day = digits(text, 5, 2);
  if (!month || !day || !Date::from_civil(2000, *month, *day)) return std::nullopt;
  return MonthDay{*month, *day};
}

std::string MonthDay::text() const {
  std::string out = "--";
  append_two(out, month);
  out += '-';
  append_two(out, day);
  return out;
}

Date MonthDay::in(int year) const {
  const auto date = Date::from_civil(year, month, day);
  return date ? *date : *Date::from_civil(year, 2, 28);
}

}  // namespace quyche
