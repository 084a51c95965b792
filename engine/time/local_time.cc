#include "engine/time/local_time.h"

#include "engine/time/digits.h"

namespace quyche {
namespace {

std::string two(int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

std::optional<TimeOfDay> TimeOfDay::parse(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = digits(text, 0, 2);
  const auto minute = digits(text, 3, 2);
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 24 * 60) return std::nullopt;
  return TimeOfDay{*hour * 60 + *minute};
}

std::string TimeOfDay::text() const { return two(minute / 60) + ":" + two(minute % 60); }

std::optional<LocalTime> LocalTime::parse(std::string_view text) {
  const std::size_t t = text.find('T');
  if (t == std::string_view::npos) return std::nullopt;
  const auto day = Date::parse(text.substr(0, t));
  const auto time = TimeOfDay::parse(text.substr(t + 1));
  if (!day || !time || time->minute == 24 * 60) return std::nullopt;
  return LocalTime{*day, *time};
}

std::string LocalTime::text() const { return day.text() + "T" + time.text(); }

}  // namespace quyche
