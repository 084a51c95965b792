#include "adapters/archive/check_tree.h"

#include <algorithm>
#include <filesystem>
#include <span>

#include "adapters/archive/files.h"
#include "adapters/archive/tree_files.h"

namespace quyche::archive {
namespace {

std::optional<std::string> tile_in(const std::string& folder, const Tile& tile) {
  return read_file((std::filesystem::path(folder) / tile_file(tile)).string());
}

}  // namespace

TreeCheck::TreeCheck(std::string folder, std::optional<ledger::Checkpoint> signed_root,
                     std::set<std::uint64_t> sizes)
    : folder_(std::move(folder)), signed_(std::move(signed_root)), sizes_(std::move(sizes)) {
  remember_root();
}

void TreeCheck::leaf(const Digest& hash) {
  tile_.push_back(hash);
  events_.append(hash);
  remember_root();
  if (tile_.size() == tile_width) take_tile();
}

void TreeCheck::remember_root() {
  if (sizes_.contains(events_.size())) roots_.emplace(events_.size(), events_.root());
}

std::optional<Digest> TreeCheck::root_at(std::uint64_t size) const {
  const auto at = roots_.find(size);
  return at == roots_.end() ? std::nullopt : std::optional(at->second);
}

void TreeCheck::take_tile() {
  const Tile tile{0, tiles_, tile_.size()};
  const auto bytes = tile_in(folder_, tile);
  const std::vector<Digest> hashes = tile_hashes(bytes.value_or(""), tile.width);
  whole_ = whole_ && !hashes.empty();
  // What the leaves are when the tiles are right. They say nothing about events that were never signed.
  const std::uint64_t first = tiles_ * tile_width;
  std::vector<Digest> by_tiles = tile_;
  for (std::size_t i = 0; i < hashes.size() && signed_ && first + i < signed_->size; ++i) {
    by_tiles[i] = hashes[i];
    of_tiles_.append(hashes[i]);
    if (hashes[i] != tile_[i] && !first_difference_) first_difference_ = first + i + 1;
  }
  if (!bytes) missing_.push_back(tile);
  if (bytes && *bytes != tile_bytes(tile_)) wrong_by_events_.push_back(tile);
  if (bytes && *bytes != tile_bytes(by_tiles)) wrong_by_tiles_.push_back(tile);
  if (tile.width == tile_width) {
    nodes_of_events_.push_back(root_of(tile_));
    nodes_of_tiles_.push_back(by_tiles == tile_ ? nodes_of_events_.back() : root_of(by_tiles));
  }
  ++tiles_;
  tile_.clear();
}

void TreeCheck::finish() {
  if (!tile_.empty()) take_tile();
  const bool tiles_are_right =
      signed_ && signed_->size <= size() && whole_ && of_tiles_.root() == signed_->root;
  if (tiles_are_right) event_changed = first_difference_;
  for (const Tile& tile : missing_) wrong_tiles.emplace(tile_file(tile), "missing");
  for (const Tile& tile : tiles_are_right ? wrong_by_tiles_ : wrong_by_events_)
    wrong_tiles.emplace(tile_file(tile), "tile");
  check_upper_tiles(std::move(tiles_are_right ? nodes_of_tiles_ : nodes_of_events_));
}

void TreeCheck::check_upper_tiles(std::vector<Digest> nodes) {
  int level = 1;
  for (const Tile& tile : tiles_of(size())) {
    if (tile.level == 0) continue;
    if (tile.level > level) nodes = next_tile_level(nodes);
    level = tile.level;
    const auto bytes = tile_in(folder_, tile);
    const auto hashes =
        std::span(nodes).subspan(static_cast<std::size_t>(tile.index) * tile_width, tile.width);
    if (!bytes)
      wrong_tiles.emplace(tile_file(tile), "missing");
    else if (*bytes != tile_bytes(hashes))
      wrong_tiles.emplace(tile_file(tile), "tile");
  }
}

}  // namespace quyche::archive
