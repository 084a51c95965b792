// A copy of the data file as it is at one moment, made beside a writer, which goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "engine/base/result.h"

namespace quyche::sqlite {

// Pages copied so far, and how many there are.
using CopyProgress = std::function<void(std::int64_t done, std::int64_t pages)>;

// Copies the data of `dir` into `copy`, a directory that is there and holds no data file. The copy is what
// was durable when the copying began; it is marked as closed (file_mark.h), has no log, and is synced when
// this returns, its name in the directory included. Only the one read snapshot is held: the writer never
// waits, but its log cannot start anew until the copy is done.
//
// Fails with Q503 (no data in `dir`), Q509, Q510, Q514, Q515, Q520 (of `dir`), Q508 or Q512 (of `copy`);
// what was begun in `copy` is then to be removed by the caller.
[[nodiscard]] Outcome<void> copy_data_file(const std::string& dir, const std::string& copy,
                                           const CopyProgress& progress = {});

}  // namespace quyche::sqlite
