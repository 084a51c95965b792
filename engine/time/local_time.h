// A day with a time of day, without a zone, to the minute. Text form: 2024-10-07T07:30.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "engine/time/instant.h"

namespace quyche {

// Minutes since 00:00; text form 17:00. 24:00 is the end of the day.
struct TimeOfDay {
  int minute = 0;  // 0 .. 1440
  [[nodiscard]] static std::optional<TimeOfDay> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  auto operator<=>(const TimeOfDay&) const = default;
};

struct LocalTime {
  Date day;
  TimeOfDay time;
  // Only times before 24:00.
  [[nodiscard]] static std::optional<LocalTime> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  [[nodiscard]] Instant at(ZoneOffset zone) const {
    return Instant::start_of(day, zone).plus_ms(time.minute * ms_per_minute);
  }
  auto operator<=>(const LocalTime&) const = default;
};

}  // namespace quyche
