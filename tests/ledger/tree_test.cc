// The Merkle tree against published values, against the RFC's own recursive definitions, and against proofs
// that were changed.
#include "engine/ledger/tree.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/ledger/reference_tree.h"

namespace quyche::ledger {
namespace {

using test::ReferenceTree;

Digest hex(std::string_view text) { return Digest::parse(text).value(); }

// The eight leaves, the roots and the proofs that the reference implementation of Certificate Transparency
// publishes with RFC 6962.
const std::vector<std::string> published_leaves = {
    std::string(),
    std::string("\0", 1),
    "\x10",
    "\x20\x21",
    "\x30\x31",
    "\x40\x41\x42\x43",
    "\x50\x51\x52\x53\x54\x55\x56\x57",
    "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
constexpr std::string_view published_roots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
struct PublishedProof {
  std::uint64_t first;  // leaf, or size of the older tree
  std::uint64_t size;
  std::vector<std::string_view> hashes;
};
const std::vector<PublishedProof> published_paths = {
    {0, 1, {}},
    {0,
     8,
     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {5,
     8,
     {"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
    {2, 3, {"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"}},
    {1,
     5,
     {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}}};
const std::vector<PublishedProof> published_consistencies = {
    {1, 1, {}},
    {1,
     8,
     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {6,
     8,
     {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
    {2,
     5,
     {"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}}};

std::vector<Digest> hashes(const PublishedProof& proof) {
  std::vector<Digest> out;
  for (const std::string_view text : proof.hashes) out.push_back(hex(text));
  return out;
}

// Perfect nodes of a growing tree, as a store keeps them.
struct Nodes {
  Frontier frontier;
  std::map<NodeId, Digest> stored;
  void append(const Digest& leaf) {
    frontier.append(leaf, [this](NodeId id, const Digest& hash) { stored[id] = hash; });
  }
  [[nodiscard]] Digest rehashed(const std::vector<NodeId>& ids) const {
    std::vector<Digest> found;
    for (const NodeId id : ids) found.push_back(stored.at(id));
    return rehash(found);
  }
  [[nodiscard]] std::vector<Digest> proof(const std::vector<ProofStep>& steps) const {
    std::vector<Digest> found;
    for (const ProofStep& step : steps) found.push_back(rehashed(step));
    return found;
  }
};

Nodes published_nodes() {
  Nodes nodes;
  for (const std::string& leaf : published_leaves) nodes.append(leaf_hash(leaf));
  return nodes;
}

TEST(Tree, PublishedRoots) {
  Nodes nodes;
  EXPECT_EQ(empty_root(), hex(published_roots[0]));
  EXPECT_EQ(nodes.frontier.root(), hex(published_roots[0]));
  for (std::size_t size = 1; size <= published_leaves.size(); ++size) {
    nodes.append(leaf_hash(published_leaves[size - 1]));
    EXPECT_EQ(nodes.frontier.root(), hex(published_roots[size])) << size;
    EXPECT_EQ(nodes.rehashed(root_nodes(size)), hex(published_roots[size])) << size;
  }
}

TEST(Tree, PublishedProofs) {
  const Nodes nodes = published_nodes();
  for (const PublishedProof& path : published_paths) {
    const std::vector<Digest> proof = hashes(path);
    EXPECT_EQ(nodes.proof(inclusion_nodes(path.first, path.size)), proof)
        << path.first << " in " << path.size;
    EXPECT_TRUE(verify_inclusion(leaf_hash(published_leaves[path.first]), path.first, path.size, proof,
                                 hex(published_roots[path.size])));
  }
  for (const PublishedProof& old : published_consistencies) {
    const std::vector<Digest> proof = hashes(old);
    EXPECT_EQ(nodes.proof(consistency_nodes(old.first, old.size)), proof) << old.first << " to " << old.size;
    EXPECT_TRUE(verify_consistency(old.first, hex(published_roots[old.first]), old.size,
                                   hex(published_roots[old.size]), proof));
  }
}

constexpr std::size_t size_max = 512;

std::vector<Digest> some_leaves() {
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < size_max; ++i) leaves.push_back(leaf_hash("event " + std::to_string(i)));
  return leaves;
}

// A full rehash at each size, the frontier, and the stored nodes: three ways to one root.
TEST(Tree, RootsOfEverySizeAgreeWithTheRfc) {
  ReferenceTree reference(some_leaves());
  Nodes nodes;
  for (std::size_t size = 0; size <= size_max; ++size) {
    const Digest root = reference.mth(0, size);
    EXPECT_EQ(nodes.frontier.size(), size);
    ASSERT_EQ(nodes.frontier.root(), root) << size;
    ASSERT_EQ(nodes.rehashed(root_nodes(size)), root) << size;
    ASSERT_EQ(Frontier(size, nodes.frontier.nodes()).root(), root) << size;
    if (size < size_max) nodes.append(reference.leaves()[size]);
  }
  // Only perfect nodes, and each of them.
  EXPECT_EQ(nodes.stored.size(), 2 * size_max - 1);
  for (const auto& [id, hash] : nodes.stored)
    ASSERT_EQ(hash, reference.mth(id.index << id.level, (id.index + 1) << id.level));
}

TEST(Tree, ProofsOfEveryPairUpTo512AgreeWithTheRfc) {
  ReferenceTree reference(some_leaves());
  Nodes nodes;
  for (const Digest& leaf : reference.leaves()) nodes.append(leaf);
  for (std::size_t size = 1; size <= size_max; ++size) {
    const Digest root = reference.mth(0, size);
    for (std::size_t leaf = 0; leaf < size; ++leaf) {
      const std::vector<Digest> proof = reference.path(leaf, 0, size);
      ASSERT_EQ(nodes.proof(inclusion_nodes(leaf, size)), proof) << leaf << " in " << size;
      ASSERT_TRUE(verify_inclusion(reference.leaves()[leaf], leaf, size, proof, root))
          << leaf << " in " << size;
    }
    for (std::size_t from = 1; from <= size; ++from) {
      const std::vector<Digest> proof = reference.proof(from, size);
      ASSERT_EQ(nodes.proof(consistency_nodes(from, size)), proof) << from << " to " << size;
      ASSERT_TRUE(verify_consistency(from, reference.mth(0, from), size, root, proof))
          << from << " to " << size;
    }
    EXPECT_TRUE(consistency_nodes(0, size).empty());
    EXPECT_TRUE(verify_consistency(0, empty_root(), size, root, {}));
  }
}

TEST(Tree, AProofOfSomethingElseIsRefused) {
  constexpr std::size_t small = 20;
  ReferenceTree reference(some_leaves());
  for (std::size_t size = 1; size <= small; ++size) {
    const Digest root = reference.mth(0, size);
    for (std::size_t leaf = 0; leaf < size; ++leaf) {
      const std::vector<Digest> proof = reference.path(leaf, 0, size);
      const Digest& hash = reference.leaves()[leaf];
      for (std::size_t other = 0; other <= small; ++other) {
        // Another place, another leaf in this place, another size, the root of another size.
        EXPECT_TRUE(other == leaf || !verify_inclusion(hash, other, size, proof, root));
        EXPECT_TRUE(other == leaf || !verify_inclusion(reference.leaves()[other], leaf, size, proof, root));
        EXPECT_TRUE(other == size || !verify_inclusion(hash, leaf, size, proof, reference.mth(0, other)));
      }
      std::vector<Digest> longer = proof;
      longer.push_back(root);
      EXPECT_FALSE(verify_inclusion(hash, leaf, size, longer, root));
      EXPECT_TRUE(proof.empty() ||
                  !verify_inclusion(hash, leaf, size, std::span(proof).first(proof.size() - 1), root));
    }
    for (std::size_t from = 1; from <= size; ++from) {
      const Digest old_root = reference.mth(0, from);
      const std::vector<Digest> proof = reference.proof(from, size);
      for (std::size_t other = 0; other <= small; ++other) {
        if (other == from) continue;
        EXPECT_FALSE(verify_consistency(other, old_root, size, root, proof)) << other;
        EXPECT_FALSE(verify_consistency(from, reference.mth(0, other), size, root, proof));
        EXPECT_TRUE(other == size ||
                    !verify_consistency(from, old_root, size, reference.mth(0, other), proof));
      }
      std::vector<Digest> longer = proof;
      longer.push_back(root);
      EXPECT_FALSE(verify_consistency(from, old_root, size, root, longer));
      EXPECT_TRUE(proof.empty() ||
                  !verify_consistency(from, old_root, size, root, std::span(proof).first(proof.size() - 1)));
    }
  }
  EXPECT_FALSE(verify_inclusion(reference.leaves()[0], 0, 0, {}, empty_root()));
  EXPECT_FALSE(verify_consistency(3, reference.mth(0, 3), 2, reference.mth(0, 2), {}));
  EXPECT_FALSE(verify_consistency(0, empty_root(), 0, reference.mth(0, 2), {}));
  EXPECT_TRUE(verify_consistency(0, empty_root(), 0, empty_root(), {}));
}

TEST(Tree, EveryChangedByteOfAProofIsRefused) {
  ReferenceTree reference(some_leaves());
  for (const std::size_t size : {5U, 8U, 13U}) {
    const Digest root = reference.mth(0, size);
    const auto changed_everywhere = [](const std::vector<Digest>& proof, auto refused) {
      for (std::size_t i = 0; i < proof.size(); ++i) {
        for (std::size_t byte = 0; byte < 32; ++byte) {
          std::vector<Digest> changed = proof;
          changed[i].bytes[byte] ^= 0x01;
          EXPECT_TRUE(refused(changed));
        }
      }
    };
    for (std::size_t k = 0; k < size; ++k) {
      changed_everywhere(reference.path(k, 0, size), [&](const std::vector<Digest>& proof) {
        return !verify_inclusion(reference.leaves()[k], k, size, proof, root);
      });
      if (k == 0) continue;
      changed_everywhere(reference.proof(k, size), [&](const std::vector<Digest>& proof) {
        return !verify_consistency(k, reference.mth(0, k), size, root, proof);
      });
    }
  }
}

// What a store has to look up stays small, however large the tree.
TEST(Tree, FewNodesAreNeeded) {
  constexpr std::uint64_t large = (std::uint64_t{1} << 40) - 1;
  EXPECT_EQ(root_nodes(large).size(), 40U);
  EXPECT_EQ(root_nodes(std::uint64_t{1} << 40), (std::vector<NodeId>{{40, 0}}));
  EXPECT_EQ(root_nodes(0).size(), 0U);
  const auto steps = inclusion_nodes(large / 3, large);
  EXPECT_LE(steps.size(), 40U);
  std::size_t count = 0;
  for (const ProofStep& step : steps) count += step.size();
  EXPECT_LE(count, 80U);
}

}  // namespace
}  // namespace quyche::ledger
