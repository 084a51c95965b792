// The text behind a commitment, and whether it still is the one that was committed to.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/ports/store.h"

namespace quyche::vault {

enum class TextState {
  there,    // as it was when the event was recorded
  erased,   // no longer in the vault
  altered,  // another text: its SHA-256 is not the commitment
};

struct ReadText {
  TextState state = TextState::erased;
  std::string text;  // only when it is there
};

// Every text that is shown or given to a script is read here. Fails with the store's errors.
[[nodiscard]] Outcome<ReadText> read_text(StoreReader& reader, const SchoolId& school,
                                          const Digest& commitment);

}  // namespace quyche::vault
