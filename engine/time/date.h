// A day of the Gregorian calendar, without time of day or zone. Text form: 2024-09-05.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quyche {

// Monday is 1, as in ISO 8601. (Vietnamese counts Monday as thứ Hai, "the second"; Sunday is Chủ nhật.)
enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

class Date {
 public:
  constexpr Date() = default;  // 1970-01-01
  // Nothing when there is no such day, or the year is outside 1900..2199.
  [[nodiscard]] static std::optional<Date> from_civil(int year, int month, int day);
  [[nodiscard]] static constexpr Date from_days(std::int32_t days_since_1970) {
    return Date(days_since_1970);
  }
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);

  [[nodiscard]] std::string text() const;
  void append_text(std::string& out) const;
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;  // 1..12
  [[nodiscard]] int day() const;    // 1..31
  [[nodiscard]] Weekday weekday() const;
  [[nodiscard]] constexpr std::int32_t days_since_1970() const { return days_; }
  [[nodiscard]] constexpr Date plus_days(int days) const { return Date(days_ + days); }
  auto operator<=>(const Date&) const = default;

 private:
  constexpr explicit Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

// A day that comes every year. Text form: --09-05 (month, then day; XML Schema gMonthDay), so that day and
// month cannot be confused.
struct MonthDay {
  int month = 1;
  int day = 1;
  [[nodiscard]] static std::optional<MonthDay> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  // In `year`; 29 February falls on 28 February in a common year.
  [[nodiscard]] Date in(int year) const;
  auto operator<=>(const MonthDay&) const = default;
};

}  // namespace quyche
