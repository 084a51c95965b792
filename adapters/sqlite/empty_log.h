// Leaving nothing of what was erased beside the data file.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"

namespace quyche::sqlite {

// Copies the write-ahead log of a data directory into its file and cuts it to nothing, so that no older page
// stays in it; removes what a making of the file that was cut short left in the directory. False: a reader
// that holds on to an older state did not let go within limits::busy_wait_ms_max, and older pages stay. Holds
// the writer's lock meanwhile (Q507); fails as open_sqlite_store does.
[[nodiscard]] Outcome<bool> empty_log(const std::string& dir);

// Directories beside `dir` that an init, an import or a backup to this name left when it was cut short. They
// may hold the same names and texts.
[[nodiscard]] std::vector<std::string> cut_short_beside(const std::string& dir);

}  // namespace quyche::sqlite
