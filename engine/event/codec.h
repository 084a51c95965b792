// Events as bytes: canonical JSON (RFC 8785), one object an event. docs/events.md is the written format.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/event/event.h"

namespace quyche {

// The version of the stored form. Stored bytes never change; a new meaning is a new version, read by
// upcasting.
inline constexpr int event_version = 1;

[[nodiscard]] std::string encode_event(const Event& event);

// Strict: accepts exactly the bytes that encode_event can write. Fails with Q505 and the place.
[[nodiscard]] Outcome<Event> decode_event(std::string_view bytes);

// The same into a default event, without saying why not: false, and `event` is of no use.
[[nodiscard]] bool read_event(std::string_view bytes, Event& event);

}  // namespace quyche
