// Text that leaves the sandbox: messages and fault details.
#pragma once

#include <string>
#include <string_view>

namespace quyche::rules::hooks {

// Valid UTF-8 without control characters.
[[nodiscard]] bool is_plain_text(std::string_view text);
// `text` with what is no plain text replaced ('?' for bytes that are no UTF-8, a blank for control
// characters), cut to hook_message_bytes_max at a character's end.
[[nodiscard]] std::string plain_text(std::string_view text);
// The name of a script as it stands in messages: plain, and as short as Lua keeps it (the end of a path is
// kept).
[[nodiscard]] std::string chunk_name(std::string_view name);

}  // namespace quyche::rules::hooks
