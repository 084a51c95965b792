// A due line as the regulation writes it, Vietnamese or English, to its meaning. docs/policy.md lists the
// forms.
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

// `offset` is the byte offset, in the phrase as given, of the first word that does not fit.
struct NotUnderstood {
  std::size_t offset = 0;
  std::size_t length = 0;
};

// Letter case, Unicode composition, leading zeros, hằng/hàng, thứ 4/thứ tư and number words do not matter.
// Day and month are in Vietnamese order: 05/9 is 5 September. `implied` is the field that `tuần liền trước`
// is counted from when the phrase names none.
[[nodiscard]] Result<Due, NotUnderstood> parse(std::string_view text, const std::vector<Anchored>& fields,
                                               const std::optional<FieldId>& implied);

// "7 ngày trước", "7 days before": whole days, or nothing.
[[nodiscard]] std::optional<int> parse_days_before(std::string_view text);

}  // namespace quyche::rules::phrase
