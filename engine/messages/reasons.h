// The reasons that errors carry as their detail are English, one short sentence each; here is how the common
// ones read in Vietnamese.
#pragma once

#include <string>

#include "engine/messages/messages.h"

namespace quyche {

// The reason in `lang`, from the table's entries `why.*` by their English sentence. What does not stand there
// is given back as it is.
[[nodiscard]] std::string reason_in(Lang lang, const std::string& english);

}  // namespace quyche
