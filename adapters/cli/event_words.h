// One event in a sentence.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adapters/cli/context.h"
#include "engine/decide/decide.h"
#include "engine/event/event.h"

namespace quyche::cli {

// What the words are taken from: a school at or after the event, names of people, texts behind commitments.
struct EventSource {
  World world;
  std::function<std::string(const PersonId&)> name;
  std::function<std::optional<std::string>(const Digest&)> text;
};

// What happened, e.g. "Kiểm tra: Đã nộp → Đã kiểm tra". Titles come from the policy that the event names.
[[nodiscard]] std::string event_words(const Context& context, const EventSource& source, const Event& event);

}  // namespace quyche::cli
