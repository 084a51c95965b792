// Where texts get the commitment that stands for them in the log.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/ports/store.h"

namespace quyche::vault {

// SHA-256(salt || 0x00 || text). The salt is 16 random bytes, so that a short text cannot be guessed from the
// log.
[[nodiscard]] Digest commitment(std::string_view salt, std::string_view text);

// Seals texts with fresh salts and remembers them until the office has decided what is kept. Not thread safe.
class Sealer {
 public:
  Digest seal(std::string_view text, const PersonId& person = {});
  // Everything sealed since the last call.
  [[nodiscard]] std::vector<VaultEntry> take();

 private:
  std::vector<VaultEntry> entries_;
};

}  // namespace quyche::vault
