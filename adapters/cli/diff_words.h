// A difference between two policies in words.
#pragma once

#include <string>

#include "engine/policy/policy.h"
#include "rules/diff/diff.h"

namespace quyche::cli {

struct Policies {
  const Policy& before;
  const Policy& after;
};

// Where: "thời hạn Nộp trước 3 ngày, hạn"; the document type, if any, is left out.
[[nodiscard]] std::string place_words(const rules::Difference& difference, const Policies& policies,
                                      Lang lang);
// What: "trước ngày 05/9 → trước ngày 10/9"; empty when `place_words` says it all.
[[nodiscard]] std::string change_words(const rules::Difference& difference, const Policies& policies,
                                       Lang lang);
// "Ngày thực hiện thứ Hai 07/10/2024: thứ Sáu 04/10/2024 24:00 → thứ Ba 01/10/2024 24:00"
[[nodiscard]] std::string example_words(const rules::DueExample& example, const DocumentType& type,
                                        const Policies& policies, Lang lang);

}  // namespace quyche::cli
