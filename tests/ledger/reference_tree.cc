#include "tests/ledger/reference_tree.h"

namespace quyche::test {
namespace {

// The largest power of two smaller than n: k < n <= 2k.
std::size_t largest_power_below(std::size_t n) {
  std::size_t k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

std::string text(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

}  // namespace

Digest ReferenceTree::mth(std::size_t begin, std::size_t end) {
  const std::size_t n = end - begin;
  if (n == 0) return sha256("");
  if (n == 1) return leaves_[begin];
  if (const auto at = known_.find({begin, end}); at != known_.end()) return at->second;
  const std::size_t k = largest_power_below(n);
  const Digest hash = sha256("\x01" + text(mth(begin, begin + k)) + text(mth(begin + k, end)));
  known_[{begin, end}] = hash;
  return hash;
}

std::vector<Digest> ReferenceTree::path(std::size_t m, std::size_t begin, std::size_t end) {
  const std::size_t n = end - begin;
  if (n == 1) return {};
  const std::size_t k = largest_power_below(n);
  std::vector<Digest> hashes = m < k ? path(m, begin, begin + k) : path(m - k, begin + k, end);
  hashes.push_back(m < k ? mth(begin + k, end) : mth(begin, begin + k));
  return hashes;
}

std::vector<Digest> ReferenceTree::subproof(std::size_t m, std::size_t begin, std::size_t end, bool b) {
  const std::size_t n = end - begin;
  if (m == n) return b ? std::vector<Digest>{} : std::vector<Digest>{mth(begin, end)};
  const std::size_t k = largest_power_below(n);
  std::vector<Digest> hashes =
      m <= k ? subproof(m, begin, begin + k, b) : subproof(m - k, begin + k, end, false);
  hashes.push_back(m <= k ? mth(begin + k, end) : mth(begin, begin + k));
  return hashes;
}

}  // namespace quyche::test
