// The lines of vault.jsonl: names and texts with the salts behind their commitments.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/ports/store.h"

namespace quyche::archive {

// {"commitment","document"?,"person"?,"salt","text"}, canonical, the salt in hexadecimal digits.
[[nodiscard]] std::string vault_line(const VaultEntry& entry);
// Nothing for a line that vault_line does not write.
[[nodiscard]] std::optional<VaultEntry> read_vault_line(std::string_view line);
// Whether the text is what the commitment stands for.
[[nodiscard]] bool opens(const VaultEntry& entry);

}  // namespace quyche::archive
