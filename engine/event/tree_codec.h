// The same stored form by way of a tree of JSON values: the obvious way, at a tenth of the speed. It says
// what is wrong and where, which decode_event does not know; tests hold the two against each other.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/event/event.h"

namespace quyche {

[[nodiscard]] std::string encode_event_by_tree(const Event& event);
[[nodiscard]] Outcome<Event> decode_event_by_tree(std::string_view bytes);

}  // namespace quyche
