// Letter case for people's words. Text that is not valid UTF-8 is returned as it is.
#pragma once

#include <string>
#include <string_view>

namespace quyche::rules::text {

[[nodiscard]] std::string lower(std::string_view text);  // simple case mapping, as Vietnamese needs

}  // namespace quyche::rules::text
