#include "adapters/vault/read_text.h"

#include "adapters/vault/seal.h"

namespace quyche::vault {

Outcome<ReadText> read_text(StoreReader& reader, const SchoolId& school, const Digest& commitment) {
  auto entry = reader.vault(school, commitment);
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry) return ReadText{};
  if (vault::commitment((*entry)->salt, (*entry)->text) != commitment)
    return ReadText{TextState::altered, {}};
  return ReadText{TextState::there, std::move((*entry)->text)};
}

}  // namespace quyche::vault
