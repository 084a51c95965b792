// RFC 8785 (JSON Canonicalization Scheme): the one byte form of a value. Event bytes, policy ids and
// content digests are all taken over it.
#pragma once

#include <string>
#include <string_view>

#include "engine/json/value.h"

namespace quyche::json {

[[nodiscard]] std::string canonical(const Value& value);
void append_canonical(std::string& out, const Value& value);
void append_string(std::string& out, std::string_view text);  // quoted and escaped

}  // namespace quyche::json
