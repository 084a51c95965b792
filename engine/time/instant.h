// A point in time, in milliseconds since 1970-01-01T00:00Z, and the zone that turns it into days.
//
// Text form: RFC 3339 in UTC with milliseconds, 2024-10-04T17:00:00.000Z. Exactly one text an instant.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/time/date.h"

namespace quyche {

// Distance of local time from UTC. Fixed: Vietnam has been at +07:00 since 1975 and has no summer time.
// Text form: +07:00.
struct ZoneOffset {
  int minutes = 0;
  [[nodiscard]] static std::optional<ZoneOffset> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  auto operator<=>(const ZoneOffset&) const = default;
};

class Instant {
 public:
  constexpr Instant() = default;
  [[nodiscard]] static constexpr Instant from_ms(std::int64_t ms_since_1970) {
    return Instant(ms_since_1970);
  }
  // Any RFC 3339 time with an offset and up to millisecond precision, from 1900 to 2199. No leap seconds.
  [[nodiscard]] static std::optional<Instant> parse(std::string_view text);
  // 00:00 local time of `date`; 24:00 of a day is start_of(day + 1).
  [[nodiscard]] static Instant start_of(Date date, ZoneOffset zone);

  [[nodiscard]] std::string text() const;
  void append_text(std::string& out) const;
  static constexpr std::size_t text_bytes = 24;  // every text of that length that parses is the value's own
  [[nodiscard]] std::string text(
      ZoneOffset zone) const;  // local, with the offset, for people: no milliseconds
  [[nodiscard]] Date date(ZoneOffset zone) const;
  [[nodiscard]] constexpr std::int64_t ms() const { return ms_; }
  [[nodiscard]] constexpr Instant plus_ms(std::int64_t ms) const { return Instant(ms_ + ms); }
  auto operator<=>(const Instant&) const = default;

 private:
  constexpr explicit Instant(std::int64_t ms) : ms_(ms) {}
  std::int64_t ms_ = 0;
};

inline constexpr std::int64_t ms_per_minute = 60'000;
inline constexpr std::int64_t ms_per_day = 86'400'000;

}  // namespace quyche
