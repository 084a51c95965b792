// Policy in words: requirements, effects and due lines as a person reads them.
#pragma once

#include <string>

#include "engine/due/duty_period.h"
#include "engine/messages/messages.h"
#include "engine/policy/policy.h"

namespace quyche::cli {

[[nodiscard]] std::string words(const Requirement& need, const Policy& policy, const DocumentType& type,
                                Lang lang);
[[nodiscard]] std::string words(const Effect& effect, const Policy& policy, Lang lang);
[[nodiscard]] std::string actor_words(const std::vector<ActorName>& actors, const Policy& policy, Lang lang);
[[nodiscard]] std::string state_words(const Workflow& workflow, const std::vector<StateId>& states,
                                      Lang lang);
// "tuần 2024-W41", "tháng 10/2024": the period of the type's duty.
[[nodiscard]] std::string period_words(const DutyPeriod& period, const Policy& policy,
                                       const DocumentType* type, Lang lang);
// "each school week", "Friday of each week, end of each semester".
[[nodiscard]] std::string every_words(const std::vector<Recurrence>& every, Lang lang);
[[nodiscard]] std::string mode_words(Mode mode, Lang lang);
// The title, or the id where there is none.
template <class Item>
[[nodiscard]] std::string name_of_item(const Item& item, Lang lang) {
  return item.title.in(lang).empty() ? item.id.value : item.title.in(lang);
}

}  // namespace quyche::cli
