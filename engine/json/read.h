// Reads one JSON text (RFC 8259) strictly: valid UTF-8, no duplicate keys, integers only, at most
// limits::json_bytes_max bytes and limits::json_depth_max levels. The one file behind which simdjson stands.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/json/value.h"

namespace quyche::json {

// What is wrong with a text. `where` is a JSON pointer (RFC 6901) as far as it is known, else empty.
struct ReadError {
  std::string what;  // stable English phrase, lower case
  std::string where;
  bool operator==(const ReadError&) const = default;
};

// Thread safe: each thread has its own parser.
[[nodiscard]] Result<Value, ReadError> read(std::string_view text,
                                            std::size_t bytes_max = limits::json_bytes_max);

[[nodiscard]] bool valid_utf8(std::string_view text);

}  // namespace quyche::json
