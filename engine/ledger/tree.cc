#include "engine/ledger/tree.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/base/check.h"

namespace quyche::ledger {
namespace {

// The largest power of two smaller than n; n > 1. RFC 6962 calls it k.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

// The perfect nodes of the leaves [begin, end), left to right, where `begin` is a multiple of the largest
// power of two that is not above end - begin: so it is for each range the RFC's definitions come to.
std::vector<NodeId> cover(std::uint64_t begin, std::uint64_t end) {
  std::vector<NodeId> nodes;
  while (begin < end) {
    const int level = static_cast<int>(std::bit_width(end - begin)) - 1;
    nodes.push_back({level, begin >> level});
    begin += std::uint64_t{1} << level;
  }
  return nodes;
}

// SUBPROOF(m, D[begin:end], whole) of RFC 6962 section 2.1.2, from the root down; `from` = begin + m.
void add_subproof(std::uint64_t from, std::uint64_t begin, std::uint64_t end, std::vector<ProofStep>& steps) {
  bool whole = true;
  while (from != end) {
    const std::uint64_t middle = begin + split(end - begin);
    if (from <= middle) {
      steps.push_back(cover(middle, end));
      end = middle;
    } else {
      steps.push_back(cover(begin, middle));
      begin = middle;
      whole = false;
    }
  }
  if (!whole) steps.push_back(cover(begin, end));
}

}  // namespace

Digest empty_root() { return sha256({}); }

Digest leaf_hash(std::string_view bytes) { return sha256(std::string_view("\0", 1), bytes); }

Digest node_hash(const Digest& left, const Digest& right) {
  std::array<char, 65> input;
  input[0] = 1;
  std::copy(left.bytes.begin(), left.bytes.end(), input.begin() + 1);
  std::copy(right.bytes.begin(), right.bytes.end(), input.begin() + 33);
  return sha256({input.data(), input.size()});
}

std::vector<NodeId> root_nodes(std::uint64_t size) { return cover(0, size); }

std::vector<ProofStep> inclusion_nodes(std::uint64_t leaf, std::uint64_t size) {
  CHECK(leaf < size, "a proof is asked for a leaf of the tree");
  std::vector<ProofStep> steps;  // PATH(m, D[n]), from the root down
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end - begin > 1) {
    const std::uint64_t middle = begin + split(end - begin);
    steps.push_back(leaf < middle ? cover(middle, end) : cover(begin, middle));
    (leaf < middle ? end : begin) = middle;
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

std::vector<ProofStep> consistency_nodes(std::uint64_t from, std::uint64_t size) {
  CHECK(from <= size, "a tree only grows");
  std::vector<ProofStep> steps;
  if (from == 0) return steps;
  add_subproof(from, 0, size, steps);
  std::reverse(steps.begin(), steps.end());
  return steps;
}

Digest rehash(std::span<const Digest> nodes) {
  if (nodes.empty()) return empty_root();
  Digest hash = nodes.back();
  for (std::size_t i = nodes.size() - 1; i-- > 0;) hash = node_hash(nodes[i], hash);
  return hash;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> proof, const Digest& root) {
  if (index >= size) return false;
  std::uint64_t node = index;  // fn and sn of the RFC
  std::uint64_t last = size - 1;
  Digest hash = leaf;
  for (const Digest& step : proof) {
    if (last == 0) return false;
    if ((node & 1) != 0 || node == last) {
      hash = node_hash(step, hash);
      while ((node & 1) == 0 && node != 0) node >>= 1, last >>= 1;
    } else {
      hash = node_hash(hash, step);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t from, const Digest& from_root, std::uint64_t size, const Digest& root,
                        std::span<const Digest> proof) {
  if (from > size) return false;
  // Outside the RFC's cases, which begin at 1: nothing to prove, and a proof of nothing.
  if (from == 0) return proof.empty() && from_root == empty_root() && (size != 0 || root == from_root);
  if (from == size) return proof.empty() && from_root == root;
  const bool perfect = std::has_single_bit(from);
  if (!perfect && proof.empty()) return false;
  std::uint64_t node = from - 1;
  std::uint64_t last = size - 1;
  while ((node & 1) != 0) node >>= 1, last >>= 1;
  Digest old_hash = perfect ? from_root : proof.front();
  Digest new_hash = old_hash;
  for (const Digest& step : proof.subspan(perfect ? 0 : 1)) {
    if (last == 0) return false;
    if ((node & 1) != 0 || node == last) {
      old_hash = node_hash(step, old_hash);
      new_hash = node_hash(step, new_hash);
      while ((node & 1) == 0 && node != 0) node >>= 1, last >>= 1;
    } else {
      new_hash = node_hash(new_hash, step);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == from_root && new_hash == root;
}

Frontier::Frontier(std::uint64_t size, std::vector<Digest> nodes) : size_(size), nodes_(std::move(nodes)) {
  CHECK(nodes_.size() == static_cast<std::size_t>(std::popcount(size)), "one perfect node a bit of the size");
}

void Frontier::append_node(int level, const Digest& hash, const Completed& completed) {
  CHECK(size_ % (std::uint64_t{1} << level) == 0, "a perfect node begins at a multiple of its size");
  nodes_.push_back(hash);
  std::uint64_t index = size_ >> level;
  if (completed) completed({level, index}, hash);
  size_ += std::uint64_t{1} << level;
  // Each trailing one bit of the index is a perfect node that this one closes with its right sibling.
  for (; (index & 1) != 0; index >>= 1) {
    const Digest right = nodes_.back();
    nodes_.pop_back();
    nodes_.back() = node_hash(nodes_.back(), right);
    ++level;
    if (completed) completed({level, index >> 1}, nodes_.back());
  }
}

}  // namespace quyche::ledger
