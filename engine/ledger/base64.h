// Base64 of RFC 4648 section 4, strict: each sequence of bytes has one text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/digest/sha256.h"

namespace quyche::ledger {

[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::string base64(const Digest& digest);
// Nothing for text that base64() does not write: other characters, wrong padding, bits that mean nothing.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
[[nodiscard]] std::optional<Digest> digest_from_base64(std::string_view text);

}  // namespace quyche::ledger
