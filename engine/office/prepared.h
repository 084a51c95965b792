// What was decided and is not written yet: one transaction, and the replies that wait for it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/command/command.h"
#include "engine/decide/refusal.h"
#include "engine/event/event.h"
#include "engine/ports/store.h"

namespace quyche {

// What was done: which events, and where the document stands.
struct Accepted {
  std::uint64_t first_seq = 0;
  std::uint64_t last_seq = 0;
  DocumentId document;  // empty when the command is about none
  StateId state;
  std::uint64_t version = 0;
};

using ReplyOutcome = std::variant<Accepted, Refusal>;

struct Reply {
  CommandKey key;
  ReplyOutcome outcome;   // of a refusal that is repeated: without what it says, which `answer` has
  bool repeated = false;  // the answer to an earlier command with the same key
  std::string answer;     // canonical JSON, the same bytes each time the key comes
};

// The texts that came with a command, and the events it led to.
struct SealedTexts {
  std::size_t first_event = 0;  // place in Prepared::events
  std::size_t last_event = 0;   // the one after
  std::vector<VaultEntry> entries;
};

struct Prepared {
  std::uint64_t number = 0;   // of the batch, growing
  Batch batch;                // whole after encode()
  std::vector<Event> events;  // until then its events,
  std::vector<SealedTexts> sealed;
  std::vector<Reply> replies;                // one a request, in order
  std::vector<std::size_t> reply_of_answer;  // for each of batch.answers
  // How much encode() has done.
  std::size_t events_done = 0;
  std::size_t replies_done = 0;
  std::size_t answers_done = 0;
  std::size_t sealed_done = 0;

  // Whether there is anything to write.
  [[nodiscard]] bool writes() const;
};

// Pure: writes the events as bytes, finds the texts that they hold commitments to, words the answers. Apart
// from deciding, so that another thread can do it. May be called again when more was added.
void encode(Prepared& prepared);

// The canonical JSON of an answer (docs/commands.md).
[[nodiscard]] std::string answer_json(const CommandKey& key, const ReplyOutcome& outcome);

}  // namespace quyche
