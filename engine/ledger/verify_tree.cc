#include "engine/ledger/verify_tree.h"

#include "engine/base/check.h"

namespace quyche::ledger {
namespace {

constexpr std::size_t nodes_per_page = 4'096;
constexpr int levels_max = 56;  // of a tree that a school can have

std::string range(NodeId id) { return range_text((id.index << id.level) + 1, (id.index + 1) << id.level); }

}  // namespace

Outcome<std::optional<Digest>> StoredLevel::node(std::uint64_t index) {
  while (place_ < page_.size() && page_[place_].index < index) ++place_;
  if (place_ == page_.size() && !ended_) {
    const bool singly = index < singly_until_;
    auto page = reader_.nodes(school_, level_, index, singly ? 1 : nodes_per_page);
    if (!page && page.error().code == "Q514") {
      if (!singly) {
        singly_until_ = index + nodes_per_page;
        return node(index);
      }
      return std::optional<Digest>();
    }
    if (!page) return tl::unexpected(page.error());
    page_ = std::move(*page);
    place_ = 0;
    ended_ = !singly && page_.size() < nodes_per_page;
  }
  if (place_ == page_.size() || page_[place_].index != index) return std::optional<Digest>();
  return std::optional(page_[place_].hash);
}

TreeCheck::TreeCheck(StoreReader& reader, const SchoolId& school, std::uint64_t noded, Findings& findings)
    : reader_(reader), school_(school), noded_(noded), findings_(findings), read_(Branch{}) {
  for (int level = 0; level < levels_max; level += stored_levels_apart)
    levels_.emplace_back(reader_, school_, level);
}

Outcome<std::optional<Digest>> TreeCheck::stored(NodeId id) {
  for (const auto& [known, node] : at_)
    if (known == id) return node;
  auto node = levels_[static_cast<std::size_t>(id.level / stored_levels_apart)].node(id.index);
  if (node) at_.emplace_back(id, *node);
  return node;
}

void TreeCheck::completed(Branch& branch, NodeId id, const Digest& hash) {
  if (id.level == 0 || !is_stored_level(id.level) || unread_) return;
  const auto node = stored(id);
  if (!node) {
    unread_ = node.error();
    return;
  }
  const bool expected = (id.index + 1) << id.level <= noded_;
  if (*node ? **node != hash : expected) branch.wrong.push_back(id);
}

Outcome<void> TreeCheck::grow(Branch& branch, const Digest& leaf) {
  // Two words: a third would have the function allocate for each event.
  branch.frontier.append(leaf,
                         [this, at = &branch](NodeId id, const Digest& hash) { completed(*at, id, hash); });
  return unread_ ? tl::unexpected(*unread_) : Outcome<void>();
}

Outcome<void> TreeCheck::leaf(const std::optional<Digest>& leaf) {
  const std::uint64_t index = size_++;
  if (lost_) return {};
  at_.clear();
  const auto node = stored({0, index});
  if (!node) return tl::unexpected(node.error());
  const bool same = leaf && (*node ? **node == *leaf : index >= noded_);
  if (!same && !kept_ && read_) kept_ = read_;
  if (!same && leaf) changed_.push_back(index + 1);
  // A leaf without a node is as it is read; one that is neither read nor stored ends both trees.
  const std::optional<Digest> kept_leaf = *node ? *node : leaf;
  if (kept_ && !kept_leaf) kept_.reset();
  if (!leaf) read_.reset();
  lost_ = !read_ && !kept_;
  if (read_)
    if (auto done = grow(*read_, *leaf); !done) return done;
  if (kept_)
    if (auto done = grow(*kept_, *kept_leaf); !done) return done;
  return {};
}

// The nodes of a branch that a signed root has found right.
void TreeCheck::name_nodes(const Branch& branch) {
  for (const NodeId id : branch.wrong)
    findings_.add(Area::tree, (id.index << id.level) + 1, "verify.node",
                  {std::to_string(id.level) + "/" + std::to_string(id.index), range(id)});
}

bool TreeCheck::judge(const SignedRoot& root) {
  CHECK(root.size == size_, "a signed root is judged where its tree ends");
  if (lost_) return false;
  if (read_ && read_->frontier.root() == root.root) {
    for (const std::uint64_t seq : changed_)
      findings_.add(Area::tree, seq, "verify.node", {"0/" + std::to_string(seq - 1), std::to_string(seq)});
    name_nodes(*read_);
  } else if (kept_ && kept_->frontier.root() == root.root) {
    for (const std::uint64_t seq : changed_)
      findings_.add(Area::log, seq, "verify.event_changed", {std::to_string(seq), std::to_string(root.size)});
    name_nodes(*kept_);
    read_ = std::move(kept_);
  } else {
    differs(root);
    return false;
  }
  for (Dispute& dispute : disputes_)
    if (dispute.proved == 0) dispute.proved = root.size;
  read_->wrong.clear();
  kept_.reset();
  changed_.clear();
  proved_ = root.size;
  return true;
}

void TreeCheck::differs(const SignedRoot& root) {
  // The first event that differs from its node, else only the range is known.
  const std::uint64_t first = changed_.empty() ? proved_ + 1 : changed_.front();
  if (root.given) {
    disputes_.push_back({root, first, proved_ == root.size ? proved_ : 0});
    return;
  }
  findings_.add(Area::log, first, "verify.root", {range_text(first, root.size), std::to_string(root.size)});
  lost_ = true;
}

Outcome<void> TreeCheck::finish() {
  // Behind the last signed root nothing tells a changed event from a changed node.
  for (const std::uint64_t seq : changed_)
    findings_.add(Area::log, seq, "verify.node_or_event", {std::to_string(seq)});
  if (kept_ || read_) name_nodes(kept_ ? *kept_ : *read_);
  for (int level = 0; level < levels_max; ++level) {
    if (!is_stored_level(level)) {
      const auto stray = reader_.nodes(school_, level, 0, 1);
      if (!stray && stray.error().code != "Q514") return tl::unexpected(stray.error());
      if (!stray || !stray->empty())
        findings_.add(Area::tree, 0, "verify.node_stray", {std::to_string(level)});
      continue;
    }
    const auto beyond = reader_.nodes(school_, level, size_ >> level, 1);
    if (!beyond && beyond.error().code == "Q514") {
      findings_.add(Area::tree, 0, "verify.row_damaged", {beyond.error().detail});
      continue;
    }
    if (!beyond) return tl::unexpected(beyond.error());
    if (beyond->empty()) continue;
    const StoredNode& node = beyond->front();
    // A writer beside us may have gone on.
    const auto last = reader_.last_seq(school_);
    if (!last) return tl::unexpected(last.error());
    if ((node.index + 1) << level <= *last) continue;
    findings_.add(Area::log, size_ + 1, "verify.node_beyond",
                  {std::to_string(node.level) + "/" + std::to_string(node.index),
                   range({node.level, node.index}), std::to_string(size_)});
  }
  return {};
}

}  // namespace quyche::ledger
