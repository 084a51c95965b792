#include "engine/ledger/stored_tree.h"

#include <limits>

#include "engine/base/check.h"

namespace quyche::ledger {

Outcome<Digest> StoredTree::node(NodeId id) {
  if (is_stored_level(id.level)) {
    const auto stored = reader_.nodes(school_, id.level, id.index, 1);
    if (!stored) return tl::unexpected(stored.error());
    if (!stored->empty() && stored->front().index == id.index) return stored->front().hash;
  }
  if (id.level == 0) {
    const auto event = reader_.events(school_, id.index + 1, 1);
    if (!event) return tl::unexpected(event.error());
    if (event->empty() || event->front().seq != id.index + 1)
      return fail("Q514", "event " + std::to_string(id.index + 1) + " is missing");
    return leaf_hash(event->front().bytes);
  }
  // Children of the next stored level below, together when they are all there.
  const int below = (id.level - 1) / stored_levels_apart * stored_levels_apart;
  const std::uint64_t count = std::uint64_t{1} << (id.level - below);
  const std::uint64_t first = id.index * count;
  const auto stored = reader_.nodes(school_, below, first, static_cast<std::size_t>(count));
  if (!stored) return tl::unexpected(stored.error());
  Frontier children;
  for (std::uint64_t i = 0; i < count; ++i) {
    const bool there = stored->size() == count && (*stored)[i].index == first + i;
    const auto child = there ? Outcome<Digest>((*stored)[i].hash) : node({below, first + i});
    if (!child) return child;
    children.append(*child);
  }
  return children.root();
}

Outcome<std::vector<Digest>> StoredTree::hashes(const std::vector<ProofStep>& steps) {
  std::vector<Digest> out;
  for (const ProofStep& step : steps) {
    std::vector<Digest> nodes;
    for (const NodeId id : step) {
      const auto hash = node(id);
      if (!hash) return tl::unexpected(hash.error());
      nodes.push_back(*hash);
    }
    out.push_back(rehash(nodes));
  }
  return out;
}

Outcome<Frontier> StoredTree::frontier(std::uint64_t size) {
  std::vector<Digest> nodes;
  for (const NodeId id : root_nodes(size)) {
    const auto hash = node(id);
    if (!hash) return tl::unexpected(hash.error());
    nodes.push_back(*hash);
  }
  return Frontier(size, std::move(nodes));
}

Outcome<Digest> StoredTree::root(std::uint64_t size) {
  const auto edge = frontier(size);
  return edge ? Outcome<Digest>(edge->root()) : tl::unexpected(edge.error());
}

Outcome<std::optional<StoredCheckpoint>> newest_checkpoint(StoreReader& reader, const SchoolId& school) {
  return reader.checkpoint(school, static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
}

Outcome<Proof> prove(StoreReader& reader, const SchoolId& school, std::uint64_t seq,
                     const StoredCheckpoint& checkpoint) {
  CHECK(seq >= 1 && seq <= checkpoint.size, "the caller chose a checkpoint that covers the event");
  const auto note = parse_note(checkpoint.note);
  if (!note) return tl::unexpected(note.error());
  const auto read = read_checkpoint(note->text);
  if (!read) return tl::unexpected(read.error());
  if (read->size != checkpoint.size) return fail("Q531", "it stands under another size");
  const auto event = reader.events(school, seq, 1);
  if (!event) return tl::unexpected(event.error());
  if (event->empty() || event->front().seq != seq)
    return fail("Q514", "event " + std::to_string(seq) + " is missing");
  StoredTree tree(reader, school);
  auto hashes = tree.hashes(inclusion_nodes(seq - 1, read->size));
  if (!hashes) return tl::unexpected(hashes.error());
  const std::string& bytes = event->front().bytes;
  if (!verify_inclusion(leaf_hash(bytes), seq - 1, read->size, *hashes, read->root))
    return fail("Q534", "event " + std::to_string(seq));
  return Proof{seq - 1, bytes, std::move(*hashes), checkpoint.note};
}

}  // namespace quyche::ledger
