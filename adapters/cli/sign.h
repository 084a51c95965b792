// Signing from the command line: the checkpoint at the end of what was done, and keys given as options.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/context.h"
#include "adapters/runtime/sent_events.h"
#include "adapters/signing/key_file.h"
#include "engine/base/id.h"
#include "engine/ledger/note.h"
#include "engine/ports/store.h"

namespace quyche::cli {

// Writes a checkpoint when the key is there; without one says so on `err` and leaves the exit code: what was
// done is durable all the same. Any other failure is a fault.
// Whether all that is there is signed. `sent`: what was written of the school, to be read back as it was;
// null: nothing.
bool sign_what_is_there(Context& context, Store& store, const SchoolId& school, const signing::KeyFile& keys,
                        const runtime::SentEvents* sent);
// The same for one of many schools, with the keys read before: a file of many keys takes its time.
using HeldKeys = Outcome<std::vector<signing::SigningKey>>;
bool sign_what_is_there(Context& context, Store& store, const SchoolId& school, const signing::KeyFile& keys,
                        const HeldKeys& held, const runtime::SentEvents* sent);

// A verifier key given as an option; wrong use when it is none.
[[nodiscard]] std::optional<ledger::VerifierKey> key_option(Context& context, const std::string& text);
// Keys of witnesses (type 0x04).
[[nodiscard]] std::optional<std::vector<ledger::VerifierKey>> witness_options(
    Context& context, const std::vector<std::string>& texts);

// Whether the witness's newest good signature is dated later than now.
[[nodiscard]] bool witnessed_in_the_future(const ledger::Note& note, const ledger::VerifierKey& witness);
// When a good signature of the witness was made, as "2024-10-04T17:00:00.000Z"; nothing when there is none.
[[nodiscard]] std::optional<std::string> witnessed_at(const ledger::Note& note,
                                                      const ledger::VerifierKey& witness);

}  // namespace quyche::cli
