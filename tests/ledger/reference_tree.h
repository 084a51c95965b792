// RFC 6962 section 2.1 word for word, as recursive definitions over a list of leaf hashes. The oracle of
// engine/ledger/tree.h; slow, and made bearable by remembering the hashes of ranges.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/ledger/tree.h"

namespace quyche::test {

class ReferenceTree {
 public:
  explicit ReferenceTree(std::vector<Digest> leaves) : leaves_(std::move(leaves)) {}
  [[nodiscard]] const std::vector<Digest>& leaves() const { return leaves_; }
  // MTH(D[begin:end])
  [[nodiscard]] Digest mth(std::size_t begin, std::size_t end);
  // PATH(m, D[begin:end]), m counted from `begin`
  [[nodiscard]] std::vector<Digest> path(std::size_t m, std::size_t begin, std::size_t end);
  // PROOF(m, D[0:n])
  [[nodiscard]] std::vector<Digest> proof(std::size_t m, std::size_t n) { return subproof(m, 0, n, true); }

 private:
  [[nodiscard]] std::vector<Digest> subproof(std::size_t m, std::size_t begin, std::size_t end, bool b);

  std::vector<Digest> leaves_;
  std::map<std::pair<std::size_t, std::size_t>, Digest> known_;
};

}  // namespace quyche::test
