// Which states a disk may be in after the power went, given what was done to it and synced.
//
// The model: what was synced is there. Of the writes and truncations of a file since its last sync any subset
// may have reached the disk, in any order, the last one torn at a sector of 512 bytes; the file's new length
// may be kept although the bytes are lost (they read as zeros). Of what was done to a folder since its last
// sync any subset is there: a name that was made, changed or removed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/durability/fault_vfs.h"

namespace quyche::durability {

struct CrashState {
  std::map<std::string, std::string> files;  // by path
  std::int64_t acknowledged = 0;             // the newest mark before the power went
  std::string told;                          // where in the record, and what was lost
};

struct Enumeration {
  std::uint64_t seed = 1;
  // Up to this many unsynced writes every subset is tried; of more, `random_subsets` of them.
  std::size_t all_subsets_of = 8;
  int random_subsets = 64;
  std::size_t states_max = 0;  // 0: all
};

// Gives each state once (states that differ in nothing but their story count as one); gives their number.
// `each` may end it by giving false.
std::size_t each_crash_state(const std::vector<DiskEvent>& record, const Enumeration& how,
                             const std::function<bool(CrashState&)>& each);

}  // namespace quyche::durability
