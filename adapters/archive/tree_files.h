// The tree of an archive as hashes in memory: what its tiles hold and what the events say.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/archive/format.h"
#include "engine/digest/sha256.h"

namespace quyche::archive {

// The root of RFC 6962 over these leaf hashes.
[[nodiscard]] Digest root_of(std::span<const Digest> leaves);

// The perfect nodes 8 levels up, each over 256 of these; what is left over has none.
[[nodiscard]] std::vector<Digest> next_tile_level(std::span<const Digest> nodes);

// The hashes as the bytes of a tile, and back; nothing when they are not `width` hashes.
[[nodiscard]] std::string tile_bytes(std::span<const Digest> hashes);
[[nodiscard]] std::vector<Digest> tile_hashes(std::string_view bytes, std::size_t width);

}  // namespace quyche::archive
