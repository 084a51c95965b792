// What a few words name: numbers, weekdays, days of the year, times of day. Each reader looks at the words
// from `at` on. Internal to rules/phrase.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "engine/time/local_time.h"
#include "engine/time/week.h"
#include "rules/phrase/words.h"

namespace quyche::rules::phrase {

using Words = std::vector<Word>;

template <class T>
struct Piece {
  T value{};
  std::size_t length = 0;  // in words; 0: there is no such thing here
  std::size_t stuck = 0;   // how many of the words fitted before one did not
};

// Digits (at most five) or number words up to ninety-nine: mười lăm, hai mươi mốt, twenty one. After mười and
// mươi, `năm` is a year: fifteen is mười lăm.
[[nodiscard]] Piece<int> number(const Words& words, std::size_t at);
[[nodiscard]] Piece<int> count(const Words& words, std::size_t at);          // a number from 1
[[nodiscard]] Piece<int> month(const Words& words, std::size_t at);          // 5, tháng 5's năm; May
[[nodiscard]] Piece<int> calendar_year(const Words& words, std::size_t at);  // 2024
[[nodiscard]] Piece<int> ordinal(const Words& words, std::size_t at);        // second .. fifth

// thứ Hai .. thứ Bảy, thứ 2 .. thứ 7, Chủ nhật, Monday .. Sunday: 1 .. 7.
[[nodiscard]] Piece<int> weekday(const Words& words, std::size_t at);

// 05/9, 5 tháng 9, 5 September; with a year also 05/9/2025, 2025-09-05, 5 tháng 9 năm 2025.
using DayNamed = std::variant<MonthDay, Date>;
[[nodiscard]] Piece<DayNamed> day(const Words& words, std::size_t at);

// May 2025, tháng 5 năm 2025, tháng 5/2025: its first day.
[[nodiscard]] Piece<Date> month_of_year(const Words& words, std::size_t at);
[[nodiscard]] Piece<Week> week_value(const Words& words, std::size_t at);  // 2024-W41

// 17 giờ, 17h, 17:00; with minutes 17h30, 17:30, 17 giờ 30 phút. In "17 giờ 30 ngày" the 30 may be minutes or
// days: the long reading takes it, the short leaves it.
[[nodiscard]] Piece<TimeOfDay> time_long(const Words& words, std::size_t at);
[[nodiscard]] Piece<TimeOfDay> time_short(const Words& words, std::size_t at);

}  // namespace quyche::rules::phrase
