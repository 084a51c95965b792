// Port: where a data directory keeps its schools. One contract suite (tests/contract) runs against every
// store.
//
// One writer at a time; readers are separate, never block the writer and are never blocked by it. Not thread
// safe: each object belongs to one thread. Texts come back byte for byte as they were given; ids, keys and
// digests sort by their bytes. What the bytes mean is not the store's business: it checks nothing in them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

// What queries ask of a document, so that it need not be folded to be found. The document itself is the fold
// of its events; a row that differs from it is damage (docs/store.md).
struct StoredDocument {
  DocumentId id;
  DocumentTypeId type;
  StateId state;
  PersonId owner;
  UnitId unit;
  std::uint64_t version = 0;
  int school_year = 0;  // its first calendar year
  std::string period;   // of the duty that it settles: a week, a date, or empty
  bool open = false;    // not in a final state
  bool late = false;    // a deadline was missed, or met late
  std::string timers;   // canonical JSON of what time will do to it; empty: nothing
  bool operator==(const StoredDocument&) const = default;
};

// The school without its documents as of an event, so that opening need not fold everything before it.
struct StoredSnapshot {
  std::uint64_t seq = 0;
  std::string json;  // canonical
  bool operator==(const StoredSnapshot&) const = default;
};

// A perfect node of a school's Merkle tree: it covers the events index * 2^level + 1 to (index + 1) *
// 2^level.
struct StoredNode {
  int level = 0;
  std::uint64_t index = 0;
  Digest hash;
  bool operator==(const StoredNode&) const = default;
};

// A checkpoint as it was signed, with the cosignatures that came since.
struct StoredCheckpoint {
  std::uint64_t size = 0;  // events it covers
  std::string note;        // C2SP signed note
  bool operator==(const StoredCheckpoint&) const = default;
};

struct StoredPolicy {
  Digest id;
  std::string canonical;
  bool operator==(const StoredPolicy&) const = default;
};

// What was answered to a command, so that the same key again gives the same answer.
struct StoredAnswer {
  CommandKey key;
  Digest fingerprint;  // SHA-256 of the command as the caller sent it; zero once the person was erased
  std::string answer;  // canonical JSON; empty for what was accepted: its events tell (first_seq, last_seq)
  std::uint64_t first_seq = 0;
  std::uint64_t last_seq = 0;
  PersonId person;  // who asked, for erasure
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

// Everything one transaction writes. A school is there from the first batch that writes anything of it, be
// it only whom to erase.
struct Batch {
  SchoolId school;                  // empty only when there is nothing but policies, which all schools share
  std::vector<StoredEvent> events;  // consecutive; the first follows the school's last, or is 1
  std::vector<StoredDocument> documents;  // each replaces the one with its id; the last of several stays
  std::vector<StoredPolicy> policies;     // one that is stored already with the same bytes is fine
  std::vector<StoredAnswer> answers;
  std::vector<VaultEntry> vault;
  std::optional<StoredSnapshot> snapshot;     // replaces the one before
  std::vector<StoredNode> nodes;              // one that is stored already with the same hash is fine
  std::vector<StoredCheckpoint> checkpoints;  // each replaces the one of its size
  // Whose vault entries go, and with them the fingerprints and refusal texts of their answers. Done before
  // the batch's own vault entries are written.
  std::vector<PersonId> erased;
  // Vault entries that go in the same way, whoever they are said to be of: what the log knows to be the
  // texts of those people. One that is not there is fine.
  std::vector<Digest> erased_texts;
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
  // The same in the cheapest way, for what reads everything: without the documents, and `bytes` is good only
  // until the visit returns. A visit does not call this reader.
  using EventVisit = std::function<void(std::uint64_t seq, std::string_view bytes)>;
  [[nodiscard]] virtual Outcome<void> each_event(const SchoolId& school, std::uint64_t from,
                                                 std::size_t count, const EventVisit& visit) = 0;
  // The same of those that are about the document.
  [[nodiscard]] virtual Outcome<std::vector<StoredEvent>> document_events(const SchoolId& school,
                                                                          const DocumentId& document,
                                                                          std::uint64_t from,
                                                                          std::size_t count) = 0;
  // The same of those that are about no document.
  [[nodiscard]] virtual Outcome<std::vector<StoredEvent>> school_events(const SchoolId& school,
                                                                        std::uint64_t from,
                                                                        std::size_t count) = 0;
  [[nodiscard]] virtual Outcome<std::optional<StoredDocument>> document(const SchoolId& school,
                                                                        const DocumentId& document) = 0;
  // Documents with id > after, by id, `count` of them or all there are when those are fewer.
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> documents(const SchoolId& school,
                                                                       const DocumentId& after,
                                                                       std::size_t count) = 0;
  [[nodiscard]] virtual Outcome<std::uint64_t> document_count(const SchoolId& school) = 0;
  // Those that are open, that are late, that have timers: each by id, found without looking at the others.
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> open_documents(const SchoolId& school) = 0;
  // The open ones in any order, without holding them all. A visit does not call this reader.
  using DocumentVisit = std::function<void(const StoredDocument& document)>;
  [[nodiscard]] virtual Outcome<void> each_open_document(const SchoolId& school, const DocumentVisit& visit) {
    const auto rows = open_documents(school);
    if (!rows) return tl::unexpected(rows.error());
    for (const StoredDocument& row : *rows) visit(row);
    return {};
  }
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> late_documents(const SchoolId& school) = 0;
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> timed_documents(const SchoolId& school) = 0;
  // Those of a type and school year, by id, found without looking at the others; of one period when it is
  // given.
  [[nodiscard]] virtual Outcome<std::vector<StoredDocument>> documents_of(
      const SchoolId& school, const DocumentTypeId& type, int school_year,
      const std::optional<std::string>& period) = 0;
  [[nodiscard]] virtual Outcome<std::optional<StoredSnapshot>> snapshot(const SchoolId& school) = 0;
  // Nodes of a level with index >= from, ascending, at most `count`.
  [[nodiscard]] virtual Outcome<std::vector<StoredNode>> nodes(const SchoolId& school, int level,
                                                               std::uint64_t from, std::size_t count) = 0;
  // The newest checkpoint that covers at most `size` events.
  [[nodiscard]] virtual Outcome<std::optional<StoredCheckpoint>> checkpoint(const SchoolId& school,
                                                                            std::uint64_t size) = 0;
  [[nodiscard]] virtual Outcome<std::vector<StoredPolicy>> policies() = 0;  // by id
  [[nodiscard]] virtual Outcome<std::optional<StoredAnswer>> answer(const SchoolId& school,
                                                                    const CommandKey& key) = 0;
  [[nodiscard]] virtual Outcome<std::optional<VaultEntry>> vault(const SchoolId& school,
                                                                 const Digest& commitment) = 0;
  // Everything about a person in the vault, by commitment.
  [[nodiscard]] virtual Outcome<std::vector<VaultEntry>> vault_of(const SchoolId& school,
                                                                  const PersonId& person) = 0;
  // Entries with commitment > after, or from the first one on, by commitment; `count` of them or all there
  // are when those are fewer.
  [[nodiscard]] virtual Outcome<std::vector<VaultEntry>> vault_entries(const SchoolId& school,
                                                                       const std::optional<Digest>& after,
                                                                       std::size_t count) = 0;
  // What is wrong with the structure that holds the data of all schools: damaged pages, indexes that leave
  // rows out, rows that can be nothing's. One English sentence each that names the table and the key or the
  // index, at most `count`; none: it is sound. Reads everything that is stored.
  [[nodiscard]] virtual Outcome<std::vector<std::string>> structure_problems(std::size_t count) = 0;
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
  [[nodiscard]] Outcome<void> append(const Batch& batch) {
    if (auto written = write(batch); !written) return written;
    return commit();
  }
  // The same in two steps, for batches of one or several schools that are to become durable at once: each is
  // put into the transaction that is open, or begins one; readers see nothing of it, and nothing of it is
  // durable, before commit(). What was written counts as stored for the batches after it. An error of either,
  // also Q511, takes back all that was written since the last commit(). Without anything written commit()
  // does nothing.
  [[nodiscard]] virtual Outcome<void> write(const Batch& batch) = 0;
  [[nodiscard]] virtual Outcome<void> commit() = 0;
  // Takes back what was written since the last commit(), if anything was.
  [[nodiscard]] virtual Outcome<void> rollback() = 0;
  // A reader that sees what was durable when the call was made or later. Valid while the store lives, stopped
  // or not.
  [[nodiscard]] virtual Outcome<std::unique_ptr<StoreReader>> reader() = 0;
};

}  // namespace quyche
