// Due lines, duties and days in words, as a person of the school reads them.
#pragma once

#include <string>

#include "engine/due/window.h"
#include "engine/policy/policy.h"

namespace quyche::cli {

// The author's phrase, and how it is counted where the policy says so.
[[nodiscard]] std::string due_words(const Due& due, Lang lang);
// "mỗi Giáo viên, mỗi tuần học (Điều 14.2)"
[[nodiscard]] std::string duty_words(const Duty& duty, const Policy& policy, Lang lang);
// "trước hạn 7, 2 ngày"; empty without reminders.
[[nodiscard]] std::string reminder_words(const Deadline& deadline, Lang lang);

[[nodiscard]] std::string day_words(Date day, Lang lang);  // thứ Hai 07/10/2024
// thứ Sáu 04/10/2024 24:00: an end of a day is named as that, not as the start of the next.
[[nodiscard]] std::string closing_words(Instant closes, ZoneOffset zone, Lang lang);
[[nodiscard]] std::string opening_words(Instant opens, ZoneOffset zone, Lang lang);

// `slot` of `delegated` and `open` in words: thời hạn.
[[nodiscard]] std::string slot_words(const std::string& slot, Lang lang);

}  // namespace quyche::cli
