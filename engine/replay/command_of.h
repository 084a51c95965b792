// From events back to commands. The log does not hold commands; what a command asked for stands in the events
// that answered it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/command/command.h"
#include "engine/event/event.h"

namespace quyche {

// The command that `first` answers, when it is the first event of its command: deciding it on the state
// before gives the recorded events, byte for byte. Nothing for what follows from a command and for what time
// itself does. Texts are known by their commitment only (TextInput::recorded).
[[nodiscard]] std::optional<Command> command_of(const Event& first);

// What an event is to the command or the moment it came with.
enum class EventPart {
  command,      // answers a command; a policy that time itself adopts looks the same (by_itself)
  moment,       // time acted
  consequence,  // follows from the event before
};
[[nodiscard]] EventPart part_of(const EventBody& body);

// Whether nobody asked for it: what time does, and what quyche itself did while it opened the school.
[[nodiscard]] inline bool by_itself(const Event& event) { return event.by.empty() && event.command.empty(); }

// The events of one decision. `command` is Tick for what time did, and nothing when the first event follows
// from none before it.
struct Group {
  std::vector<Event> events;
  std::optional<Command> command;
};

// Cuts a history into groups, one event after the other.
class Grouping {
 public:
  // The group that is complete now that `next` came, if one is.
  [[nodiscard]] std::optional<Group> add(Event next);
  // The last one.
  [[nodiscard]] std::optional<Group> finish();

 private:
  [[nodiscard]] bool belongs(const Event& next) const;
  std::vector<Event> pending_;
};

}  // namespace quyche
