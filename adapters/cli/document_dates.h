// The dates of an imagined document, to show what its due lines come to: those that a person gives, or an
// example.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/context.h"
#include "engine/due/window.h"
#include "engine/policy/policy.h"

namespace quyche::cli {

struct DocumentDates {
  bool given = false;  // else an example: a Monday early in the first school year that the calendar knows
  DueAnchors anchors;  // its calendar is the policy's
};

// `set` holds FIELD=DATE, `school_year` 2024-2025 or nothing: then it is that of the duty's date, else of the
// first date set. Nothing when they cannot be read; that has been said and the exit code is set.
[[nodiscard]] std::optional<DocumentDates> document_dates(Context& context, const Policy& policy,
                                                          const DocumentType& type,
                                                          const std::vector<std::string>& set,
                                                          const std::string& school_year);

// "Ngày thực hiện thứ Hai 07/10/2024, năm học 2024-2025"
[[nodiscard]] std::string dates_words(const Context& context, const DocumentType& type,
                                      const DocumentDates& dates);

}  // namespace quyche::cli
