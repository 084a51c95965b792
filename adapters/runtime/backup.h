// A verified copy of a data directory, made beside a writer or without one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/result.h"
#include "engine/ports/store.h"

namespace quyche::runtime {

struct BackedUpSchool {
  SchoolId school;
  std::uint64_t events = 0;
  std::uint64_t covered = 0;  // of them lie under the newest good checkpoint
  std::uint64_t missing = 0;  // texts, of a school that has none at all: imported without them, or emptied
};

struct BackedUp {
  std::uint64_t bytes = 0;  // of the data file
  std::vector<BackedUpSchool> schools;
};

// Copies the data of `dir` as it is now to the new directory `to`. All or nothing: `to` appears under its
// name only when the copy is durable and was read back as check_copy() does. The keys that sign checkpoints
// are not part of it. Restoring is using `to` as the data directory.
//
// Fails with Q560 when there is something named `to`, Q561 when the copy is not sound, Q508 or Q512 when it
// cannot be written, and with what opening `dir` for reading fails with.
[[nodiscard]] Outcome<BackedUp> back_up(const std::string& dir, const std::string& to);

// What `quyche verify` does, for every school of a store: events, policies, Merkle nodes, checkpoints and
// their signatures, rows, texts and the structure of the file. Fails with Q561 and the first thing that is
// wrong. That a school has no texts at all is told and does not stop it: a school may be imported without
// them.
[[nodiscard]] Outcome<std::vector<BackedUpSchool>> check_copy(StoreReader& reader);

}  // namespace quyche::runtime
