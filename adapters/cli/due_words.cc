#include "adapters/cli/due_words.h"

#include <algorithm>

#include "adapters/cli/words.h"

namespace quyche::cli {
namespace {

std::string say(std::string_view code, Lang lang, std::vector<std::string> args = {}) {
  return render(code, lang, args);
}

template <class E>
std::string name_of(E value) {
  return std::string(names_of(value)[static_cast<std::size_t>(value)]);
}

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

std::string due_words(const Due& due, Lang lang) {
  std::string how;
  const auto add = [&](const char* what, const auto value) {
    if (static_cast<int>(value) == 0) return;  // unstated
    how += (how.empty() ? "" : "; ") + say(what + name_of(value), lang);
  };
  add("reading.", due.reading);
  add("roll.", due.roll);
  add("week_count.", due.week);
  return due.phrase + (how.empty() ? "" : " (" + how + ")");
}

std::string duty_words(const Duty& duty, const Policy& policy, Lang lang) {
  return say("explain.duty", lang,
             {actor_words({duty.each}, policy, lang), duty.cite.article, every_words(duty.every, lang)});
}

std::string reminder_words(const Deadline& deadline, Lang lang) {
  if (deadline.remind_days.empty()) return "";
  std::vector<int> days = deadline.remind_days;
  std::sort(days.rbegin(), days.rend());
  std::string list;
  for (const int day : days) list += (list.empty() ? "" : ", ") + std::to_string(day);
  return say("explain.remind", lang, {list});
}

std::string day_words(Date day, Lang lang) {
  return say("weekday." + std::to_string(static_cast<int>(day.weekday())), lang) + ' ' +
         two_digits(day.day()) + '/' + two_digits(day.month()) + '/' + std::to_string(day.year());
}

std::string opening_words(Instant opens, ZoneOffset zone, Lang lang) {
  return day_words(opens.date(zone), lang) + ' ' + opens.text(zone).substr(11, 5);
}

std::string closing_words(Instant closes, ZoneOffset zone, Lang lang) {
  const Date day = closes.date(zone);
  if (closes != Instant::start_of(day, zone)) return opening_words(closes, zone, lang);
  return day_words(day.plus_days(-1), lang) + " 24:00";
}

std::string slot_words(const std::string& slot, Lang lang) {
  const std::string label = "slot." + slot;
  return find_message(label) == nullptr ? slot : say(label, lang);
}

}  // namespace quyche::cli
