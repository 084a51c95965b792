// How a due point was found, in sentences a district officer understands.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/due/steps.h"
#include "engine/messages/messages.h"
#include "engine/policy/calendar.h"

namespace quyche::cli {

struct StepSentence {
  StepKind kind = StepKind::anchor;
  Date day;
  std::string text;
};

// What the steps only name: how a field is called (its id where it is not here), and the titles of days off.
struct StepNames {
  std::map<std::string, std::string> called;
  const Calendar* calendar = nullptr;
};

// One sentence a step; days off in a row for the same reason share one.
[[nodiscard]] std::vector<StepSentence> step_words(const DueSteps& steps, const StepNames& names, Lang lang);

// 07/10/2024 (thứ Hai)
[[nodiscard]] std::string date_words(Date day, Lang lang);
[[nodiscard]] std::string weekday_words(Date day, Lang lang);

}  // namespace quyche::cli
