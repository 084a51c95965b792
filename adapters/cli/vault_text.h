// Texts of the vault, for people to read.
#pragma once

#include <string>

#include "adapters/cli/context.h"
#include "adapters/cli/read_school.h"

namespace quyche::cli {

struct ShownText {
  std::string words;
  bool own = false;  // the text itself; else they say why it is not shown: erased, not the one of then
};
[[nodiscard]] ShownText shown_text(const Context& context, const ReadSchool& read, const Digest& commitment);

}  // namespace quyche::cli
