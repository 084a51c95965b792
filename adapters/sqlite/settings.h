// The settings a connection must have. Each is set and then read back: SQLite takes an unknown or impossible
// setting without a word, and a store whose settings are not in force is not safe to acknowledge anything
// (Q510).
#pragma once

#include <span>
#include <string>

#include "adapters/sqlite/connection.h"
#include "engine/base/result.h"

namespace quyche::sqlite {

struct Setting {
  const char* name;
  const char* value;     // null: only read
  const char* expected;  // what reading it gives when it is in force
};

enum class Synchronous {
  full,   // what was acknowledged survives a power cut
  normal  // for tests only: the control that does lose it
};
[[nodiscard]] std::span<const Setting> writer_settings(Synchronous synchronous = Synchronous::full);
[[nodiscard]] std::span<const Setting> reader_settings();

[[nodiscard]] Outcome<void> apply_settings(Connection& connection, std::span<const Setting> settings,
                                           const std::string& path);

}  // namespace quyche::sqlite
