// A week from Monday to Sunday, named as in ISO 8601: 2024-W41. And a school year, named 2024-2025.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "engine/time/date.h"

namespace quyche {

class Week {
 public:
  constexpr Week() : monday_(Date::from_days(-3)) {}  // the week of 1970-01-01
  [[nodiscard]] static Week of(Date date);
  // 2024-W41, or any date in the week.
  [[nodiscard]] static std::optional<Week> parse(std::string_view text);

  [[nodiscard]] std::string text() const;
  [[nodiscard]] Date monday() const { return monday_; }
  [[nodiscard]] Date day(Weekday weekday) const { return monday_.plus_days(static_cast<int>(weekday) - 1); }
  [[nodiscard]] Week plus_weeks(int weeks) const { return Week(monday_.plus_days(7 * weeks)); }
  auto operator<=>(const Week&) const = default;

 private:
  constexpr explicit Week(Date monday) : monday_(monday) {}
  Date monday_;
};

// From the policy's school_year_starts in `first_year` to the day before it in the next year.
struct SchoolYear {
  int first_year = 1970;
  [[nodiscard]] static std::optional<SchoolYear> parse(std::string_view text);
  [[nodiscard]] static SchoolYear of(Date date, MonthDay starts);
  [[nodiscard]] std::string text() const;
  // The one occurrence of `day` inside this school year.
  [[nodiscard]] Date occurrence(MonthDay day, MonthDay starts) const;
  auto operator<=>(const SchoolYear&) const = default;
};

}  // namespace quyche
