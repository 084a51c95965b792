#include "engine/time/instant.h"

#include "engine/time/digits.h"

namespace quyche {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

void append_padded(std::string& out, std::int64_t n, int width) {
  const std::string plain = std::to_string(n);
  out.append(static_cast<std::size_t>(width) - plain.size(), '0');
  out += plain;
}

// HH:MM:SS of a millisecond of the day.
void append_clock(std::string& out, std::int64_t ms_of_day) {
  append_padded(out, ms_of_day / 3'600'000, 2);
  out += ':';
  append_padded(out, ms_of_day / 60'000 % 60, 2);
  out += ':';
  append_padded(out, ms_of_day / 1'000 % 60, 2);
}

// ".5" to 500, ".123" to 123; moves `at` past it. Nothing for a dot without 1 to 3 digits.
std::optional<int> milliseconds(std::string_view text, std::size_t& at) {
  if (at >= text.size() || text[at] != '.') return 0;
  ++at;
  int value = 0;
  int count = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
    value = value * 10 + (text[at++] - '0');
    if (++count > 3) return std::nullopt;
  }
  if (count == 0) return std::nullopt;
  return count == 1 ? value * 100 : count == 2 ? value * 10 : value;
}

}  // namespace

std::optional<ZoneOffset> ZoneOffset::parse(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const int total = *hours * 60 + *minutes;
  return ZoneOffset{text[0] == '-' ? -total : total};
}

std::string ZoneOffset::text() const {
  std::string out = minutes < 0 ? "-" : "+";
  const int total = minutes < 0 ? -minutes : minutes;
  append_padded(out, total / 60, 2);
  out += ':';
  append_padded(out, total % 60, 2);
  return out;
}

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
  const auto date = Date::parse(text.substr(0, 10));
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::size_t at = 19;
  const auto ms = milliseconds(text, at);
  if (!ms) return std::nullopt;
  const std::string_view rest = text.substr(at);
  const auto zone = rest == "Z" ? std::optional(ZoneOffset{0}) : ZoneOffset::parse(rest);
  if (!zone) return std::nullopt;
  const std::int64_t of_day = ((*hour * 60 + *minute) * 60 + *second) * std::int64_t{1000} + *ms;
  const Instant instant = start_of(*date, *zone).plus_ms(of_day);
  const Date utc = instant.date(ZoneOffset{0});  // whose text must read back, too
  if (utc.year() < 1900 || utc.year() > 2199) return std::nullopt;
  return instant;
}

Instant Instant::start_of(Date date, ZoneOffset zone) {
  return Instant(date.days_since_1970() * ms_per_day - zone.minutes * ms_per_minute);
}

std::string Instant::text() const {
  std::string out;
  append_text(out);
  return out;
}

void Instant::append_text(std::string& out) const {
  const std::int64_t day = floor_div(ms_, ms_per_day);
  const std::int64_t of_day = ms_ - day * ms_per_day;
  Date::from_days(static_cast<std::int32_t>(day)).append_text(out);
  char clock[] = "T00:00:00.000Z";
  const auto put = [&](std::size_t at, int width, std::int64_t n) {
    for (; width > 0; --width, n /= 10)
      clock[at + static_cast<std::size_t>(width) - 1] += static_cast<char>(n % 10);
  };
  put(1, 2, of_day / 3'600'000);
  put(4, 2, of_day / 60'000 % 60);
  put(7, 2, of_day / 1'000 % 60);
  put(10, 3, of_day % 1'000);
  out.append(clock, sizeof clock - 1);
}

std::string Instant::text(ZoneOffset zone) const {
  const std::int64_t local = ms_ + zone.minutes * ms_per_minute;
  std::string out = date(zone).text();
  out += 'T';
  append_clock(out, local - floor_div(local, ms_per_day) * ms_per_day);
  out += zone.text();
  return out;
}

Date Instant::date(ZoneOffset zone) const {
  return Date::from_days(
      static_cast<std::int32_t>(floor_div(ms_ + zone.minutes * ms_per_minute, ms_per_day)));
}

}  // namespace quyche
