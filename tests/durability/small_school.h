// A small school in a data directory, the commands of some of its days, and what the events of a store say.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/runtime/data_directory.h"
#include "engine/event/event.h"
#include "engine/ports/store.h"

namespace quyche::durability {

inline const SchoolId small_school_id{"vi-du"};

// tests/golden/cli/regulation.yaml, loaded once.
[[nodiscard]] std::shared_ptr<const Policy> small_policy();
// Two teachers, a team lead, a principal, an administrator; times come with the commands.
[[nodiscard]] runtime::NewSchool small_school(ClockSource clock = ClockSource::given);

// One command as a JSON line. `rest` begins with `"do":`.
[[nodiscard]] std::string command(const std::string& key, const std::string& as, const std::string& at,
                                  const std::string& rest);

// Batches as a caller would send them: documents are made, signed off, missed, edited; some are refused.
[[nodiscard]] const std::vector<std::vector<std::string>>& some_days();

// Every event of the school; stops the test when one cannot be read.
[[nodiscard]] std::vector<Event> events_of(StoreReader& reader, const SchoolId& school = small_school_id);
// "seq kind document", one an event.
[[nodiscard]] std::vector<std::string> outline(const std::vector<Event>& events);

// A document as the list of events leaves it, by the plainest of folds.
struct Standing {
  std::string state;
  std::uint64_t version = 0;
  bool operator==(const Standing&) const = default;
};
[[nodiscard]] std::map<std::string, Standing> standings(const std::vector<Event>& events);

}  // namespace quyche::durability
