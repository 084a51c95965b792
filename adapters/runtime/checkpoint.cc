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

// What the store holds: how many events, and its newest checkpoint.
struct There {
  std::uint64_t size = 0;
  std::optional<Checkpoint> previous;
  std::string note;                  // of it
  std::vector<VerifierKey> signers;  // of the next one
};

Outcome<There> last_there(StoreReader& reader, const SchoolId& school) {
  There there;
  const auto size = reader.last_seq(school);
  if (!size) return tl::unexpected(size.error());
  if (*size == 0) return fail("Q503", school.value);
  there.size = *size;
  const auto adopted = ledger::adopted_keys(reader, school);
  if (!adopted) return tl::unexpected(adopted.error());
  if (adopted->empty()) return fail("Q538", "the log of " + school.value + " names no key yet");
  const auto newest = ledger::newest_checkpoint(reader, school);
  if (!newest) return tl::unexpected(newest.error());
  if (*newest) {
    const auto before = signed_before(**newest, *adopted);
    if (!before) return tl::unexpected(before.error());
    there.previous = *before;
    there.note = (*newest)->note;
  }
  there.signers = ledger::signers(*adopted, there.previous ? there.previous->size : 0, there.size);
  return there;
}

// Each once.
Outcome<std::vector<signing::LastSigned>> last_signed(const Signer& signer,
                                                      const std::vector<VerifierKey>& keys) {
  std::vector<signing::LastSigned> all;
  if (signer.signed_file == nullptr) return all;
  for (const VerifierKey& key : keys) {
    const auto last = signer.signed_file->last(key);
    if (!last) return tl::unexpected(last.error());
    if (*last && std::find(all.begin(), all.end(), **last) == all.end()) all.push_back(**last);
  }
  return all;
}

std::string were_signed(std::uint64_t size, std::uint64_t there) {
  return std::to_string(size) + " events were signed, " + std::to_string(there) + " are there";
}

std::string another_root(std::uint64_t size) {
  return "its first " + std::to_string(size) + " events have another root";
}

// Whether the log's first events have the root that was signed, by their own bytes.
Outcome<bool> continues(StoreReader& reader, const SchoolId& school, std::uint64_t size,
                        const signing::LastSigned& last) {
  if (last.size > size) return false;
  Frontier frontier;
  bool whole = true;
  while (whole && frontier.size() < last.size) {
    const std::uint64_t from = frontier.size() + 1;
    const auto read =
        reader.each_event(school, from, events_per_page, [&](std::uint64_t seq, std::string_view bytes) {
          whole = whole && (frontier.size() == last.size || seq == frontier.size() + 1);
          if (whole && frontier.size() < last.size) frontier.append(ledger::leaf_hash(bytes));
        });
    if (!read) return tl::unexpected(read.error());
    whole = whole && frontier.size() >= from;
  }
  return whole && frontier.root() == last.root;
}

class Maker {
 public:
  Maker(Store& store, StoreReader& reader, const SchoolId& school)
      : store_(store), reader_(reader), school_(school) {
    batch_.school = school;
  }

  // What was signed last is of the first events here: proved by the tree below the checkpoint that it is not
  // behind, else when the tree has grown so far.
  Outcome<void> must_have(const std::optional<Checkpoint>& previous, const signing::LastSigned& last) {
    if (!previous || last.size > previous->size) {
      must_have_.push_back(last);
      return {};
    }
    const auto proof =
        ledger::StoredTree(reader_, school_).hashes(ledger::consistency_nodes(last.size, previous->size));
    if (!proof) return tl::unexpected(proof.error());
    if (ledger::verify_consistency(last.size, last.root, previous->size, previous->root, *proof)) return {};
    return fail("Q537", another_root(last.size));
  }

  // The tree of the events up to `size`, grown from `previous`. Nodes of the stored levels go into the batch.
  Outcome<Checkpoint> grow(const std::optional<Checkpoint>& previous, std::uint64_t size) {
    Frontier frontier;
    if (previous) {
      auto edge = ledger::StoredTree(reader_, school_).frontier(previous->size);
      if (!edge) return tl::unexpected(edge.error());
      if (edge->root() != previous->root) return fail("Q537", another_root(previous->size));
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
        for (const signing::LastSigned& last : must_have_)
          if (last.size == frontier.size() && last.root != frontier.root())
            return fail("Q537", another_root(last.size));
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
  std::vector<signing::LastSigned> must_have_;  // behind the newest checkpoint
};

}  // namespace

Outcome<std::optional<signing::LastSigned>> given_up(StoreReader& reader, const SchoolId& school,
                                                     const Signer& signer) {
  const auto there = last_there(reader, school);
  if (!there) return tl::unexpected(there.error());
  const auto lasts = last_signed(signer, there->signers);
  if (!lasts) return tl::unexpected(lasts.error());
  std::optional<signing::LastSigned> greatest;
  for (const signing::LastSigned& last : *lasts) {
    const auto continued = continues(reader, school, there->size, last);
    if (!continued) return tl::unexpected(continued.error());
    if (!*continued && (!greatest || greatest->size < last.size)) greatest = last;
  }
  return greatest;
}

Outcome<MadeCheckpoint> make_checkpoint(Store& store, const SchoolId& school, const Signer& signer) {
  std::optional<signing::SignedFile::Hold> hold;
  if (signer.signed_file != nullptr) {
    auto held = signer.signed_file->hold();
    if (!held) return tl::unexpected(held.error());
    hold.emplace(std::move(*held));
  }
  // A reader of its own: what is signed is what anybody can read back.
  const auto reader = store.reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto there = last_there(**reader, school);
  if (!there) return tl::unexpected(there.error());
  const std::optional<Checkpoint>& previous = there->previous;
  if (previous && previous->size > there->size) return fail("Q537", were_signed(previous->size, there->size));
  const auto signing_keys = held(there->signers, signer.keys);
  if (!signing_keys) return tl::unexpected(signing_keys.error());
  if (signer.sent != nullptr)
    if (auto same = check_sent(**reader, school, *signer.sent); !same) return tl::unexpected(same.error());
  Maker maker(store, **reader, school);
  auto lasts = last_signed(signer, there->signers);
  if (!lasts) return tl::unexpected(lasts.error());
  if (signer.accept_restore) lasts->clear();
  for (const signing::LastSigned& last : *lasts) {
    if (last.size > there->size) return fail("Q537", were_signed(last.size, there->size));
    if (auto on = maker.must_have(previous, last); !on) return tl::unexpected(on.error());
  }
  const auto checkpoint = maker.grow(previous, there->size);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  // Noted before it is stored: a signature that anybody may hold is never forgotten.
  if (signer.signed_file != nullptr)
    for (const VerifierKey& key : there->signers)
      if (auto noted = signer.signed_file->put(key, {checkpoint->size, checkpoint->root}); !noted)
        return tl::unexpected(noted.error());
  if (previous && previous->size == there->size) return MadeCheckpoint{*checkpoint, there->note, false};
  ledger::Note note{ledger::checkpoint_text(*checkpoint), {}};
  for (const signing::SigningKey* key : *signing_keys)
    note.signatures.push_back(signing::note_signature(*key, note.text));
  MadeCheckpoint made{*checkpoint, ledger::write_note(note), true};
  if (auto written = maker.write(*checkpoint, made.note); !written) return tl::unexpected(written.error());
  return made;
}

}  // namespace quyche::runtime
