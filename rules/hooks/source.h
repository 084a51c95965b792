// The text of a script before Lua compiles it.
//
// Two things that Lua's steps do not see are dealt with here, because only the text shows them:
// - A numeric `for` turns bounds that are strings into numbers on every entry, and a long string takes long.
// Each
//   bound is compiled as `(bound)+0`, which a string does not survive (strings have no arithmetic here) and a
//   number does not notice. Lines stay as they are.
// - The character zero makes comparing strings slow; neither the text nor an escape in it may make one.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace quyche::rules::hooks {

struct SourceError {
  int line = 0;
  std::string what;
};

struct Source {
  std::string text;  // what to compile
  bool balanced =
      false;  // false: Lua will refuse the script, and only the script's own text has the right message
};

[[nodiscard]] Result<Source, SourceError> prepare_source(std::string_view script);

}  // namespace quyche::rules::hooks
