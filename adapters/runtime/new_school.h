// Making a data directory, and adding a school to one.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/people/people_file.h"
#include "engine/base/result.h"
#include "engine/event/event.h"
#include "engine/policy/policy.h"

namespace quyche::runtime {

struct NewSchool {
  SchoolId school;
  std::shared_ptr<const Policy> policy;
  // Adopted at once for the days on which they will hold: what comes when a layer above changes.
  std::vector<std::shared_ptr<const Policy>> later;
  std::vector<people::PersonRow> people;
  std::string key;  // verifier key that signs the school's checkpoints; empty: none yet
  ClockSource clock = ClockSource::system;
  Instant now;
};

// Makes a data directory: `fill` makes it under the name that it is given, and it gets its own when that is
// done. Fails with Q504, Q508, Q512, Q516, or what `fill` fails with; then there is nothing.
[[nodiscard]] Outcome<void> make_data_directory(
    const std::string& dir, const std::function<Outcome<void>(const std::string& partial)>& fill);

// Makes a data directory with a school in it. All or nothing: the directory appears under its name only when
// the school is complete and durable. Fails with Q504, Q507, Q508, Q512, Q516.
[[nodiscard]] Outcome<void> create_data_directory(const std::string& dir, const NewSchool& school);

// Adds a school to a data directory, in one transaction. Fails with Q504 when it is there already, Q503 when
// `dir` is no data directory, Q507, Q512.
[[nodiscard]] Outcome<void> add_school(const std::string& dir, const NewSchool& school);

// Whether `dir` holds a data file, of whatever kind.
[[nodiscard]] bool holds_data(const std::string& dir);

}  // namespace quyche::runtime
