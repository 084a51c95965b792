#include "adapters/archive/tree_files.h"

#include <algorithm>

#include "engine/ledger/tree.h"

namespace quyche::archive {

Digest root_of(std::span<const Digest> leaves) {
  ledger::Frontier tree;
  for (const Digest& leaf : leaves) tree.append(leaf);
  return tree.root();
}

std::vector<Digest> next_tile_level(std::span<const Digest> nodes) {
  std::vector<Digest> above;
  for (; nodes.size() >= tile_width; nodes = nodes.subspan(tile_width))
    above.push_back(root_of(nodes.first(tile_width)));
  return above;
}

std::string tile_bytes(std::span<const Digest> hashes) {
  std::string bytes;
  for (const Digest& hash : hashes) bytes.append(hash.bytes.begin(), hash.bytes.end());
  return bytes;
}

std::vector<Digest> tile_hashes(std::string_view bytes, std::size_t width) {
  std::vector<Digest> hashes;
  constexpr std::size_t hash_bytes = std::tuple_size_v<decltype(Digest::bytes)>;
  if (bytes.size() != width * hash_bytes) return hashes;
  hashes.resize(width);
  for (std::size_t i = 0; i < width; ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * hash_bytes), hash_bytes,
                hashes[i].bytes.begin());
  return hashes;
}

}  // namespace quyche::archive
