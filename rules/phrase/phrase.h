// A due line as the regulation writes it, Vietnamese or English, to its meaning. docs/phrases.md has the
// grammar and says what each form means.
//
// words.h cuts the text, grammar.h reads the words into a tree of what was said, meaning.cc makes the due
// line of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/policy/due.h"

namespace quyche::rules::phrase {

// A field that a phrase may be measured from, with every name it goes by.
struct Anchored {
  FieldId field;
  std::vector<std::string> names;
};

// Why a phrase has no meaning.
enum class Why {
  words,       // it follows no form
  no_date,     // it is counted from a date, and neither names one nor is one implied
  too_long,    // a period past limits::period_days_max, or more steps or recurrences than chain_steps_max
  not_in_row,  // days that do not follow one another, or not as many as the number before them says
};

// `offset` is the byte offset, in the phrase as given, of the first word that does not fit; of the last word
// when words are missing.
struct NotUnderstood {
  std::size_t offset = 0;
  std::size_t length = 0;
  Why why = Why::words;
};

inline constexpr std::size_t terms_max = 4;        // of a choice
inline constexpr std::size_t chain_steps_max = 4;  // of a point
inline constexpr std::size_t recurrences_max = 8;

// Letter case, Unicode composition, leading zeros, hằng/hàng, học kì/kỳ, thứ 4/thứ tư and number words do not
// matter. Day and month are in Vietnamese order: 05/9 is 5 September. `implied` is the field that
// `tuần liền trước` or `cuối tháng` is counted from when the phrase names none.
[[nodiscard]] Result<Due, NotUnderstood> parse(std::string_view text, const std::vector<Anchored>& fields,
                                               const std::optional<FieldId>& implied);

// What comes again: `hằng tuần`, `giữa và cuối mỗi học kỳ`, `every friday`.
[[nodiscard]] Result<std::vector<Recurrence>, NotUnderstood> parse_recurrence(std::string_view text);

// "7 ngày trước", "7 days before": whole days, or nothing.
[[nodiscard]] std::optional<int> parse_days_before(std::string_view text);

// Three forms, in the language of `text`, that share the most with it: for the error about a phrase
// that was not understood. `<mốc>` and `<date>` stand for a field's name.
[[nodiscard]] std::vector<std::string> nearest_forms(std::string_view text);

// The message that says why `text` was not understood: its code and what fills its places.
struct Complaint {
  std::string code;
  std::vector<std::string> args;
};
[[nodiscard]] Complaint complaint(const NotUnderstood& wrong, std::string_view text,
                                  const std::vector<Anchored>& fields);

}  // namespace quyche::rules::phrase
