#include "adapters/runtime/checkpoint.h"

#include <algorithm>
#include <optional>

#include "engine/ledger/school_log.h"
#include "engine/ledger/stored_tree.h"

namespace quyche::runtime {
namespace {

using ledger::AdoptedKey;
using ledger::Checkpoint;
using ledger::Frontier;
using ledger::VerifierKey;

constexpr std::size_t events_per_page = 1'024;
constexpr std::size_t nodes_per_batch = 65'536;

// The newest checkpoint as this key holder signed it.
Outcome<Checkpoint> signed_before(const StoredCheckpoint& stored, const std::vector<AdoptedKey>& keys) {
  const VerifierKey* key = nullptr;
  for (const AdoptedKey& adopted : keys)
    if (adopted.since <= stored.size) key = &adopted.key;
  if (key == nullptr)
    return fail("Q537", "a checkpoint of size " + std::to_string(stored.size) + " has no key");
  auto checkpoint = ledger::verified_checkpoint(stored.note, *key, signing::verify);
  if (checkpoint && checkpoint->size != stored.size) return fail("Q531", "it stands under another size");
  return checkpoint;
}

// The keys that have to sign, as the log names them.
Outcome<std::vector<const signing::SigningKey*>> held(const std::vector<VerifierKey>& wanted,
                                                      std::span<const signing::SigningKey> keys) {
  std::vector<const signing::SigningKey*> found;
  for (const VerifierKey& key : wanted) {
    const auto at = std::find_if(keys.begin(), keys.end(),
                                 [&](const signing::SigningKey& one) { return one.key == key; });
    if (at == keys.end()) return fail("Q538", key.text() + " is not in it");
    found.push_back(&*at);
  }
  return found;
}

class Maker {
 public:
  Maker(Store& store, StoreReader& reader, const SchoolId& school)
      : store_(store), reader_(reader), school_(school) {
    batch_.school = school;
  }

  // The tree of the events up to `size`, grown from `previous`. Nodes of the stored levels go into the batch.
  Outcome<Checkpoint> grow(const std::optional<Checkpoint>& previous, std::uint64_t size) {
    Frontier frontier;
    if (previous) {
      auto edge = ledger::StoredTree(reader_, school_).frontier(previous->size);
      if (!edge) return tl::unexpected(edge.error());
      if (edge->root() != previous->root)
        return fail("Q537", "its first " + std::to_string(previous->size) + " events have another root");
      frontier = std::move(*edge);
    }
    const auto keep = [this](ledger::NodeId id, const Digest& hash) {
      if (ledger::is_stored_level(id.level)) batch_.nodes.push_back({id.level, id.index, hash});
    };
    while (frontier.size() < size) {
      const auto page = reader_.events(school_, frontier.size() + 1, events_per_page);
      if (!page) return tl::unexpected(page.error());
      if (page->empty()) return missing(frontier.size() + 1);
      for (const StoredEvent& event : *page) {
        if (frontier.size() == size) break;
        if (event.seq != frontier.size() + 1) return missing(frontier.size() + 1);
        frontier.append(ledger::leaf_hash(event.bytes), keep);
      }
      if (auto written = flush(nodes_per_batch); !written) return tl::unexpected(written.error());
    }
    return Checkpoint{ledger::origin_of(school_), size, frontier.root()};
  }

  Outcome<void> write(const Checkpoint& checkpoint, std::string note) {
    batch_.checkpoints.push_back({checkpoint.size, std::move(note)});
    return flush(0);
  }

 private:
  static tl::unexpected<Error> missing(std::uint64_t seq) {
    return fail("Q514", "event " + std::to_string(seq) + " is missing");
  }

  // Nodes never change, so that those of an attempt that was cut short do no harm.
  Outcome<void> flush(std::size_t more_than) {
    if (batch_.nodes.size() < more_than) return {};
    auto written = store_.append(batch_);
    batch_.nodes.clear();
    return written;
  }

  Store& store_;
  StoreReader& reader_;
  SchoolId school_;
  Batch batch_;
};

}  // namespace

Outcome<MadeCheckpoint> make_checkpoint(Store& store, const SchoolId& school,
                                        std::span<const signing::SigningKey> keys) {
  // A reader of its own: what is signed is what anybody can read back.
  const auto reader = store.reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto size = (*reader)->last_seq(school);
  if (!size) return tl::unexpected(size.error());
  if (*size == 0) return fail("Q503", school.value);
  const auto adopted = ledger::adopted_keys(**reader, school);
  if (!adopted) return tl::unexpected(adopted.error());
  if (adopted->empty()) return fail("Q538", "the log of " + school.value + " names no key yet");
  const auto newest = ledger::newest_checkpoint(**reader, school);
  if (!newest) return tl::unexpected(newest.error());
  std::optional<Checkpoint> previous;
  if (*newest) {
    const auto before = signed_before(**newest, *adopted);
    if (!before) return tl::unexpected(before.error());
    if (before->size > *size)
      return fail("Q537", std::to_string(before->size) + " events were signed, " + std::to_string(*size) +
                              " are there");
    previous = *before;
  }
  const auto signing_keys = held(ledger::signers(*adopted, previous ? previous->size : 0, *size), keys);
  if (!signing_keys) return tl::unexpected(signing_keys.error());
  Maker maker(store, **reader, school);
  const auto checkpoint = maker.grow(previous, *size);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (previous && previous->size == *size) return MadeCheckpoint{*checkpoint, (*newest)->note, false};
  ledger::Note note{ledger::checkpoint_text(*checkpoint), {}};
  for (const signing::SigningKey* key : *signing_keys)
    note.signatures.push_back(signing::note_signature(*key, note.text));
  MadeCheckpoint made{*checkpoint, ledger::write_note(note), true};
  if (auto written = maker.write(*checkpoint, made.note); !written) return tl::unexpected(written.error());
  return made;
}

}  // namespace quyche::runtime
