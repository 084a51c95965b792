// The tiles of an archive against its events, compared while the events are read. Part of check_archive.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/archive/format.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/tree.h"

namespace quyche::archive {

// Where events and tiles differ, those are right which lead to the root that was signed. Memory: one tile,
// and two hashes for every 256 events.
class TreeCheck {
 public:
  // `signed_root`: of the newest checkpoint. Roots are remembered at `sizes`.
  TreeCheck(std::string folder, std::optional<ledger::Checkpoint> signed_root, std::set<std::uint64_t> sizes);
  void leaf(const Digest& hash);
  // After the last leaf.
  void finish();

  [[nodiscard]] std::uint64_t size() const { return events_.size(); }
  [[nodiscard]] Digest root() const { return events_.root(); }
  // Of the first `size` events; nothing when it was not asked for, or there are fewer.
  [[nodiscard]] std::optional<Digest> root_at(std::uint64_t size) const;

  // After finish(): the first event that was changed, and what is wrong with which tile.
  std::optional<std::uint64_t> event_changed;
  std::map<std::string, const char*> wrong_tiles;

 private:
  void take_tile();
  void remember_root();
  void check_upper_tiles(std::vector<Digest> nodes);

  std::string folder_;
  std::optional<ledger::Checkpoint> signed_;
  std::set<std::uint64_t> sizes_;
  std::map<std::uint64_t, Digest> roots_;
  ledger::Frontier events_;
  std::vector<Digest> tile_;                       // the leaves of the tile that is being filled
  std::uint64_t tiles_ = 0;                        // before it
  ledger::Frontier of_tiles_;                      // the signed leaves as the tiles have them
  bool whole_ = true;                              // each tile was there
  std::optional<std::uint64_t> first_difference_;  // under the checkpoint, counted from 1
  std::vector<Tile> missing_;
  // Taking the events, or the tiles, for right: tiles that are wrong, and the nodes eight levels up.
  std::vector<Tile> wrong_by_events_, wrong_by_tiles_;
  std::vector<Digest> nodes_of_events_, nodes_of_tiles_;
};

}  // namespace quyche::archive
