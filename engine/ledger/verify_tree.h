// The tree of the events that are read, against stored nodes and against what was signed. Part of
// verify_school.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/ledger/findings.h"
#include "engine/ledger/tree.h"
#include "engine/ports/store.h"

namespace quyche::ledger {

// The stored nodes of one level, read ahead, each asked for once and in order.
class StoredLevel {
 public:
  StoredLevel(StoreReader& reader, SchoolId school, int level)
      : reader_(reader), school_(std::move(school)), level_(level) {}
  // Nothing when it is not stored, or its row cannot be. `index` grows from call to call.
  [[nodiscard]] Outcome<std::optional<Digest>> node(std::uint64_t index);

 private:
  StoreReader& reader_;
  SchoolId school_;
  int level_;
  std::vector<StoredNode> page_;
  std::size_t place_ = 0;
  bool ended_ = false;
  std::uint64_t singly_until_ = 0;  // up to there a row cannot be read: one at a time
};

// A checkpoint whose signature is good: the truth about the first `size` events.
struct SignedRoot {
  std::uint64_t size = 0;
  Digest root;
  // From elsewhere: it may be of another history than this store's, signed by the same key.
  bool given = false;
};

// A given root that neither of the two trees has.
struct Dispute {
  SignedRoot root;
  std::uint64_t first = 0;   // the first event that may have been changed
  std::uint64_t proved = 0;  // size of a checkpoint that proves the log here; 0: none does
};

// Follows two trees: of the events as they are read, and, from the first leaf on that differs from its stored
// node, of the leaves as they were stored. A signed root tells which of the two is right: that is how a
// changed event is told from a changed node, and named.
class TreeCheck {
 public:
  // Nodes are expected of the first `noded` events.
  TreeCheck(StoreReader& reader, const SchoolId& school, std::uint64_t noded, Findings& findings);

  // The next event's leaf; nothing: the event is missing.
  [[nodiscard]] Outcome<void> leaf(const std::optional<Digest>& leaf);
  // So many events are missing that nothing can be said of the tree any more; the next is behind `size`.
  void give_up(std::uint64_t size) {
    lost_ = true;
    size_ = size;
  }
  // A signed root of as many events as there were so far. Whether the events up to here are those that were
  // signed, or changed ones that are named. A given root that is not theirs is disputed until a later one
  // tells which of the two is wrong.
  bool judge(const SignedRoot& root);
  [[nodiscard]] const std::vector<Dispute>& disputes() const { return disputes_; }
  // After the last event: nodes that are left.
  [[nodiscard]] Outcome<void> finish();

 private:
  struct Branch {
    Frontier frontier;
    std::vector<NodeId> wrong;  // stored nodes that are not its own, since the last signed root
  };
  [[nodiscard]] Outcome<std::optional<Digest>> stored(NodeId id);
  [[nodiscard]] Outcome<void> grow(Branch& branch, const Digest& leaf);
  void completed(Branch& branch, NodeId id, const Digest& hash);
  void name_nodes(const Branch& branch);
  void differs(const SignedRoot& root);

  StoreReader& reader_;
  SchoolId school_;
  std::uint64_t noded_;
  Findings& findings_;
  std::vector<StoredLevel> levels_;  // 0, 8, 16 ...
  std::vector<std::pair<NodeId, std::optional<Digest>>>
      at_;                       // those asked for at this leaf, by both branches
  std::optional<Error> unread_;  // a node that could not be
  std::uint64_t size_ = 0;
  std::uint64_t proved_ = 0;    // events under the last signed root that agreed
  std::optional<Branch> read_;  // nothing once an event is missing, until a signed root
  std::optional<Branch> kept_;  // nothing while it would be the same
  std::vector<std::uint64_t>
      changed_;        // seq of leaves that differ from their nodes, since the last signed root
  bool lost_ = false;  // neither tree is known any more
  std::vector<Dispute> disputes_;
};

}  // namespace quyche::ledger
