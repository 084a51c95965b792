// Reading a school for people to look at, beside whoever writes.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/people/directory.h"
#include "engine/base/result.h"
#include "engine/decide/decide.h"
#include "engine/office/load.h"
#include "engine/ports/store.h"
#include "engine/school/in_force.h"

namespace quyche::cli {

struct ReadSchool {
  std::unique_ptr<StoreReader> reader;
  LoadedSchool school;
  people::Directory people;

  [[nodiscard]] World world() const { return {school.policies, school.state}; }
  // The policy in force at the newest event.
  [[nodiscard]] PolicyInForce in_force() const;
  // A document could not be loaded: what was shown of the school is not to be trusted.
  [[nodiscard]] const std::optional<Error>& fault() const { return school.state.documents.fault(); }
  // The policy that a document follows, or the one in force.
  [[nodiscard]] const Policy& policy_of(const Document* document) const;
};

// The school in `dir` as it stood at `until`, or as it stands: then documents are loaded when they are asked
// for, and a failure to load one is found by fault(). `asked` names the school when the directory holds
// several. The timers of a school as it stands are there only when they are asked for.
enum class Timers { none, all };
[[nodiscard]] Outcome<ReadSchool> read_school(const std::string& dir, std::optional<Instant> until,
                                              const std::string& asked = {}, Timers timers = Timers::none);

}  // namespace quyche::cli
