// Port: where a data directory keeps its schools. One contract suite (tests/contract) runs against every
// store.
//
// One writer at a time; readers are separate, never block the writer and are never blocked by it. Not thread
// safe: each object belongs to one thread. Texts come back byte for byte as they were given; ids, keys and
// digests sort by their bytes. What the bytes mean is not the store's business: it checks nothing in them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/result.h"
#include "engine/digest/sha256.h"

namespace quyche {

struct StoredEvent {
  std::uint64_t seq = 0;
  DocumentId document;  // the document it is about; empty: none
  std::string bytes;    // canonical JSON, never changed
  bool operator==(const StoredEvent&) const = default;
};

// The current state of a document, as the fold of its events gives it (docs/store.md).
struct StoredDocument {
  DocumentId id;
  DocumentTypeId type;
  StateId state;
  PersonId owner;
  std::uint64_t version = 0;
  std::string json;
  bool operator==(const StoredDocument&) const = default;
};

struct StoredPolicy {
  Digest id;
  std::string canonical;
  bool operator==(const StoredPolicy&) const = default;
};

// What was answered to a command, so that the same key again gives the same answer.
struct StoredAnswer {
  CommandKey key;
  Digest fingerprint;  // SHA-256 of the command as the caller sent it
  std::string answer;  // canonical JSON
  bool operator==(const StoredAnswer&) const = default;
};

// A text behind a commitment: commitment = SHA-256(salt || 0x00 || text). Erasable; proofs stay valid without
// it.
struct VaultEntry {
  Digest commitment;
  std::string salt;  // 16 random bytes
  std::string text;
  PersonId person;      // whose text or name it is, for erasure
  DocumentId document;  // empty: none
  bool operator==(const VaultEntry&) const = default;
};

// Everything one transaction writes. A school is there from the first batch that writes an event, document,
// answer or vault entry of it.
struct Batch {
  SchoolId school;                  // empty only when there is nothing but policies, which all schools share
  std::vector<StoredEvent> events;  // consecutive; the first follows the school's last, or is 1
  std::vector<StoredDocument> documents;  // each replaces the one with its id; the last of several stays
  std::vector<StoredPolicy> policies;     // one that is stored already with the same bytes is fine
  std::vector<StoredAnswer> answers;
  std::vector<VaultEntry> vault;
};

// Each call sees one state, everything of each batch or nothing; a later call sees the same state or a later
// one. What is not there, or belongs to an unknown school, reads as nothing: 0, empty, nullopt.
class StoreReader {
 public:
  virtual ~StoreReader() = default;
  [[nodiscard]] virtual Outcome<std::vector<SchoolId>> schools() = 0;                 // by id
  [[nodiscard]] virtual Outcome<std::uint64_t> last_seq(const SchoolId& school) = 0;  // 0: none
  // Events with seq >= from, ascending, `count` of them or all there are when those are fewer.
  [[nodiscard]] virtual Outcome<std::vector<StoredEvent>> events(const SchoolId& school, std::uint64_t from,
                                                                 std::size_t count) = 0;
  // The same of those that are about the document.
  [[nodiscard]] virtual Outcome<std::vector<StoredEvent>> document_events(const SchoolId& school,
                                                                          const DocumentId& document,
                                                                          std::uint64_t from,
                                                                          std::size_t count) = 0;
  [[nodiscard]] virtual Outcome<std::optional<StoredDocument>> document(const SchoolId& school,
                                                                        const DocumentId& document) = 0;
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> documents(const SchoolId& school) = 0;  // by id
  [[nodiscard]] virtual Outcome<std::vector<StoredPolicy>> policies() = 0;                           // by id
  [[nodiscard]] virtual Outcome<std::optional<StoredAnswer>> answer(const SchoolId& school,
                                                                    const CommandKey& key) = 0;
  [[nodiscard]] virtual Outcome<std::optional<VaultEntry>> vault(const SchoolId& school,
                                                                 const Digest& commitment) = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  // All of the batch or nothing, durable when it returns; an empty batch does nothing. Refused without
  // writing (Q511) and without harm to the store when the events do not follow the school's last one, when an
  // answer's key or a commitment is there already (in the store or earlier in the batch), when a policy id is
  // there with other bytes, when a document has no id, or when the batch names no school. After the first
  // failed write or sync (Q512) the store is stopped: every later call fails with Q513, nothing is retried.
  // The batch that failed was not acknowledged; once the store is open again it is there whole or not at all.
  // A store may stop behind a batch that it did write and acknowledge, when tidying up after it failed.
  [[nodiscard]] virtual Outcome<void> append(const Batch& batch) = 0;
  // A reader that sees what was durable when the call was made or later. Valid while the store lives, stopped
  // or not.
  [[nodiscard]] virtual Outcome<std::unique_ptr<StoreReader>> reader() = 0;
};

}  // namespace quyche
