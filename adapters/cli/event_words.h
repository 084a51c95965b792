// One event in a sentence.
#pragma once

#include <string>

#include "adapters/cli/context.h"
#include "adapters/cli/read_school.h"
#include "engine/event/event.h"

namespace quyche::cli {

// What happened, e.g. "Kiểm tra: Đã nộp → Đã kiểm tra". Titles come from the policy that the event names.
[[nodiscard]] std::string event_words(const Context& context, const ReadSchool& read, const Event& event);

}  // namespace quyche::cli
