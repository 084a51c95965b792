// Work on every school of a data directory, several at a time, with a bar that shows how far it is.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "adapters/cli/context.h"
#include "engine/base/id.h"
#include "engine/ports/store.h"

namespace quyche::cli {

// Events that are behind, of all schools together.
using Progress = std::atomic<std::uint64_t>;

// The schools that are asked for: the one named, or all, by id. Q503, Q519.
[[nodiscard]] Outcome<std::vector<SchoolId>> schools_asked(StoreReader& reader, const std::string& dir,
                                                           const std::string& asked);

// Calls work(reader, i, progress) once for each of `schools`, on `jobs` threads (0: as many as the machine
// has), each with a reader of its own. `work` is called by several threads at once, for different schools.
// The first error ends the work: no further school is begun. The bar is drawn on standard error when that is
// a terminal.
using SchoolWork = std::function<Outcome<void>(StoreReader& reader, std::size_t school, Progress& progress)>;
[[nodiscard]] Outcome<void> each_school(Context& context, const std::string& dir,
                                        const std::vector<SchoolId>& schools, unsigned jobs,
                                        const SchoolWork& work);

}  // namespace quyche::cli
