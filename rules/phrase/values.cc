#include "rules/phrase/values.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/base/limits.h"
#include "engine/time/digits.h"

namespace quyche::rules::phrase {
namespace {

using Named = std::pair<std::string_view, int>;

constexpr auto vietnamese = std::to_array<Named>({{"một", 1},
                                                  {"hai", 2},
                                                  {"ba", 3},
                                                  {"bốn", 4},
                                                  {"tư", 4},
                                                  {"năm", 5},
                                                  {"sáu", 6},
                                                  {"bảy", 7},
                                                  {"tám", 8},
                                                  {"chín", 9},
                                                  {"mười", 10}});
constexpr auto english = std::to_array<std::string_view>(
    {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
     "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"});
constexpr auto english_tens = std::to_array<Named>({{"twenty", 20},
                                                    {"thirty", 30},
                                                    {"forty", 40},
                                                    {"fifty", 50},
                                                    {"sixty", 60},
                                                    {"seventy", 70},
                                                    {"eighty", 80},
                                                    {"ninety", 90}});
// What may follow mười and mươi.
constexpr auto after_ten = std::to_array<Named>({{"một", 1},
                                                 {"mốt", 1},
                                                 {"hai", 2},
                                                 {"ba", 3},
                                                 {"bốn", 4},
                                                 {"tư", 4},
                                                 {"lăm", 5},
                                                 {"sáu", 6},
                                                 {"bảy", 7},
                                                 {"tám", 8},
                                                 {"chín", 9}});
constexpr auto weekdays = std::to_array<std::string_view>(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
constexpr auto months =
    std::to_array<std::string_view>({"january", "february", "march", "april", "may", "june", "july", "august",
                                     "september", "october", "november", "december"});
constexpr auto ordinals = std::to_array<Named>({{"second", 2}, {"third", 3}, {"fourth", 4}, {"fifth", 5}});

template <class Table>
int among(const Table& table, std::string_view word) {
  const auto at = std::find_if(table.begin(), table.end(), [&](const auto& n) { return n.first == word; });
  return at == table.end() ? -1 : at->second;
}

template <class Table>
int index_in(const Table& table, std::string_view word) {
  const auto at = std::find(table.begin(), table.end(), word);
  return at == table.end() ? -1 : static_cast<int>(at - table.begin());
}

std::string_view word_at(const Words& words, std::size_t at) {
  return at < words.size() ? std::string_view(words[at].text) : std::string_view();
}

// Digits alone, at most five of them; -1 otherwise.
int digits(std::string_view text) {
  if (text.empty() || text.size() > 5) return -1;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Date> civil(int year, int month, int day) {
  if (year < limits::date_year_min || year > limits::date_year_max) return std::nullopt;
  return Date::from_civil(year, month, day);
}

// Any year's day; 29 February is one.
std::optional<MonthDay> month_day(int day, int month) {
  if (!Date::from_civil(2000, month, day)) return std::nullopt;
  return MonthDay{month, day};
}

// The day, and the year that may follow it: `năm 2025` or `2025`.
Piece<DayNamed> with_year(const Words& words, std::size_t at, MonthDay day, std::size_t length) {
  const std::size_t next = at + length;
  const std::size_t wide = word_at(words, next) == "năm" ? 1 : 0;
  const auto year = calendar_year(words, next + wide);
  if (year.length == 0) return {day, length, length};
  const auto date = civil(year.value, day.month, day.day);
  if (!date) return {{}, 0, length + wide};
  return {*date, length + wide + year.length, 0};
}

// 05/9, 05/9/2025
Piece<DayNamed> slashed(std::string_view text) {
  const std::size_t first = text.find('/');
  const std::size_t second = text.find('/', first + 1);
  const int day = digits(text.substr(0, first));
  const int month = digits(text.substr(first + 1, second == text.npos ? text.npos : second - first - 1));
  if (second == text.npos) {
    const auto found = month_day(day, month);
    return found ? Piece<DayNamed>{*found, 1, 0} : Piece<DayNamed>{};
  }
  const std::string_view year = text.substr(second + 1);
  const auto found = year.size() == 4 ? civil(digits(year), month, day) : std::nullopt;
  return found ? Piece<DayNamed>{*found, 1, 0} : Piece<DayNamed>{};
}

std::optional<TimeOfDay> time_of(int hour, int minute) {
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute != 0)) return std::nullopt;
  return TimeOfDay{hour * 60 + minute};
}

// 17:00, 17h, 17h30, 7g30
std::optional<TimeOfDay> time_in_a_word(std::string_view text) {
  const std::size_t mark = text.find_first_of(":hg");
  if (mark > 2) return std::nullopt;  // npos included
  const std::string_view minutes = text.substr(mark + 1);
  if (minutes.empty() && text[mark] != ':') return time_of(digits(text.substr(0, mark)), 0);
  if (minutes.size() != 2) return std::nullopt;
  return time_of(digits(text.substr(0, mark)), digits(minutes));
}

Piece<TimeOfDay> time(const Words& words, std::size_t at, bool minutes_without_word) {
  if (const auto found = time_in_a_word(word_at(words, at))) return {*found, 1, 0};
  const Piece<int> hour = number(words, at);
  if (hour.length == 0) return {};
  const std::size_t named = hour.length;
  if (word_at(words, at + named) != "giờ") return {{}, 0, hour.value > 0 ? named : 0};
  const auto full = time_of(hour.value, 0);
  if (!full) return {};
  const Piece<int> minute = number(words, at + named + 1);
  if (minute.length > 0) {
    const bool said = word_at(words, at + named + 1 + minute.length) == "phút";
    const auto found = time_of(hour.value, minute.value);
    if (found && (said || minutes_without_word))
      return {*found, named + 1 + minute.length + (said ? 1 : 0), 0};
  }
  return {*full, named + 1, 0};
}

}  // namespace

Piece<int> number(const Words& words, std::size_t at) {
  const std::string_view word = word_at(words, at);
  if (const int value = digits(word); value >= 0) return {value, 1, 0};
  if (const int value = index_in(english, word); value > 0) return {value, 1, 0};
  const std::size_t hyphen = std::min(word.find('-'), word.size());
  if (const int tens = among(english_tens, word.substr(0, hyphen)); tens > 0) {
    const bool joined = hyphen < word.size();
    const int ones = index_in(english, joined ? word.substr(hyphen + 1) : word_at(words, at + 1));
    if (ones < 1 || ones > 9) return joined ? Piece<int>{} : Piece<int>{tens, 1, 0};
    return {tens + ones, joined ? 1U : 2U, 0};
  }
  int value = among(vietnamese, word);
  if (value < 0) return {};
  std::size_t length = 1;
  if (value >= 2 && value <= 9 && word_at(words, at + 1) == "mươi") {
    value *= 10;
    length = 2;
  }
  const int more = value >= 10 ? among(after_ten, word_at(words, at + length)) : -1;
  return more > 0 ? Piece<int>{value + more, length + 1, 0} : Piece<int>{value, length, 0};
}

Piece<int> count(const Words& words, std::size_t at) {
  const Piece<int> found = number(words, at);
  return found.value > 0 ? found : Piece<int>{};
}

Piece<int> month(const Words& words, std::size_t at) {
  const std::string_view word = word_at(words, at);
  if (const int named = index_in(months, word); named >= 0) return {named + 1, 1, 0};
  if (word != "tháng") return {};
  const Piece<int> found = number(words, at + 1);
  if (found.value < 1 || found.value > 12) return {{}, 0, 1};
  return {found.value, 1 + found.length, 0};
}

Piece<int> calendar_year(const Words& words, std::size_t at) {
  const std::string_view word = word_at(words, at);
  const int year = word.size() == 4 ? digits(word) : -1;
  if (year < limits::date_year_min || year > limits::date_year_max) return {};
  return {year, 1, 0};
}

Piece<int> ordinal(const Words& words, std::size_t at) {
  const int found = among(ordinals, word_at(words, at));
  return found > 0 ? Piece<int>{found, 1, 0} : Piece<int>{};
}

Piece<int> weekday(const Words& words, std::size_t at) {
  const std::string_view word = word_at(words, at);
  if (const int named = index_in(weekdays, word); named >= 0) return {named + 1, 1, 0};
  if (word == "chủ") return word_at(words, at + 1) == "nhật" ? Piece<int>{7, 2, 0} : Piece<int>{{}, 0, 1};
  if (word != "thứ") return {};
  const std::string_view counted = word_at(words, at + 1);  // Monday is the second day
  const int value = digits(counted) >= 0 ? digits(counted) : among(vietnamese, counted);
  if (value < 2 || value > 7) return {{}, 0, 1};
  return {value - 1, 2, 0};
}

Piece<DayNamed> day(const Words& words, std::size_t at) {
  const std::string_view word = word_at(words, at);
  if (word.find('/') != word.npos) return slashed(word);
  if (const auto date = Date::parse(word)) {
    if (civil(date->year(), date->month(), date->day())) return {*date, 1, 0};
    return {};
  }
  const Piece<int> first = number(words, at);
  if (first.length > 0) {
    const Piece<int> named = month(words, at + first.length);
    const bool may_be = first.value >= 1 && first.value <= 31;
    if (named.length == 0) return {{}, 0, may_be ? first.length + named.stuck : 0};
    const auto found = month_day(first.value, named.value);
    return found ? with_year(words, at, *found, first.length + named.length) : Piece<DayNamed>{};
  }
  // September 5
  const Piece<int> named = month(words, at);
  if (named.length == 0 || word == "tháng") return {};
  const Piece<int> second = number(words, at + 1);
  if (second.length == 0) return {{}, 0, 1};
  const auto found = month_day(second.value, named.value);
  return found ? with_year(words, at, *found, 1 + second.length) : Piece<DayNamed>{{}, 0, 1};
}

Piece<Date> month_of_year(const Words& words, std::size_t at) {
  if (word_at(words, at) == "tháng") {
    const std::string_view word = word_at(words, at + 1);
    if (const std::size_t slash = word.find('/'); slash != word.npos) {
      const std::string_view year = word.substr(slash + 1);
      const auto found =
          year.size() == 4 ? civil(digits(year), digits(word.substr(0, slash)), 1) : std::nullopt;
      return found ? Piece<Date>{*found, 2, 0} : Piece<Date>{{}, 0, 1};
    }
  }
  const Piece<int> named = month(words, at);
  if (named.length == 0) return {};
  const std::size_t wide = word_at(words, at + named.length) == "năm" ? 1 : 0;
  const Piece<int> year = calendar_year(words, at + named.length + wide);
  const auto found = year.length > 0 ? civil(year.value, named.value, 1) : std::nullopt;
  return found ? Piece<Date>{*found, named.length + wide + year.length, 0} : Piece<Date>{};
}

Piece<Week> week_value(const Words& words, std::size_t at) {
  std::string word(word_at(words, at));
  if (word.size() != 8 || word[5] != 'w') return {};
  word[5] = 'W';
  const auto found = Week::parse(word);
  if (!found || !civil(found->monday().year(), 6, 1)) return {};
  return {*found, 1, 0};
}

Piece<TimeOfDay> time_long(const Words& words, std::size_t at) { return time(words, at, true); }
Piece<TimeOfDay> time_short(const Words& words, std::size_t at) { return time(words, at, false); }

}  // namespace quyche::rules::phrase
