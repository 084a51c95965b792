// The Merkle tree of RFC 6962 section 2.1 over a school's events, in three pure pieces: which nodes a
// question needs, rehashing nodes to a root, and checking a proof. No piece reads anything; callers bring the
// hashes.
//
// Of the perfect nodes those of the levels 0, 8, 16 ... are stored: what a hash tile of c2sp.org/tlog-tiles
// holds. Level 0 tells which event was changed; of the levels between, at most 128 hashes make a node again.
//
// A node is perfect: it covers the leaves [index * 2^level, (index + 1) * 2^level), counted from 0, so the
// event with seq n is leaf n - 1. Only perfect nodes are ever stored, as they never change.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/digest/sha256.h"

namespace quyche::ledger {

struct NodeId {
  int level = 0;
  std::uint64_t index = 0;
  auto operator<=>(const NodeId&) const = default;
};

inline constexpr int stored_levels_apart = 8;
[[nodiscard]] constexpr bool is_stored_level(int level) { return level % stored_levels_apart == 0; }

[[nodiscard]] Digest empty_root();                       // SHA-256 of nothing
[[nodiscard]] Digest leaf_hash(std::string_view bytes);  // SHA-256(0x00 || bytes)
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);

// Which nodes. The perfect nodes whose rehash is the root of the first `size` leaves, left to right.
[[nodiscard]] std::vector<NodeId> root_nodes(std::uint64_t size);

// One hash of a proof: the rehash of the perfect nodes that cover its range, left to right.
using ProofStep = std::vector<NodeId>;
// RFC 6962 section 2.1.1, from the leaf up. `leaf` < `size` (CHECK).
[[nodiscard]] std::vector<ProofStep> inclusion_nodes(std::uint64_t leaf, std::uint64_t size);
// RFC 6962 section 2.1.2. `from` <= `size` (CHECK); empty when from is 0 or size.
[[nodiscard]] std::vector<ProofStep> consistency_nodes(std::uint64_t from, std::uint64_t size);

// Rehash. Perfect nodes of falling size, left to right, to one hash; of none the empty root.
[[nodiscard]] Digest rehash(std::span<const Digest> nodes);

// Verify: RFC 9162 sections 2.1.3.2 and 2.1.4.2. False for a proof of another length too.
[[nodiscard]] bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const Digest> proof, const Digest& root);
[[nodiscard]] bool verify_consistency(std::uint64_t from, const Digest& from_root, std::uint64_t size,
                                      const Digest& root, std::span<const Digest> proof);

// A tree that grows at its right edge: the perfect nodes of root_nodes(size()). Gives each perfect node that
// an append completes, so that a caller may store it.
class Frontier {
 public:
  Frontier() = default;
  // From the hashes of root_nodes(size).
  Frontier(std::uint64_t size, std::vector<Digest> nodes);
  using Completed = std::function<void(NodeId, const Digest&)>;
  // The leaf itself is the first node completed.
  void append(const Digest& leaf, const Completed& completed = {}) { append_node(0, leaf, completed); }
  // A whole perfect node behind what there is, whose leaves need not be known. size() is a multiple of
  // 2^level (CHECK).
  void append_node(int level, const Digest& hash, const Completed& completed = {});
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Digest root() const { return rehash(nodes_); }
  [[nodiscard]] const std::vector<Digest>& nodes() const { return nodes_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> nodes_;
};

}  // namespace quyche::ledger
