// The fields that a phrase may be measured from, found by any of their names. Internal to rules/phrase.
#pragma once

#include <vector>

#include "rules/phrase/phrase.h"
#include "rules/phrase/values.h"

namespace quyche::rules::phrase {

class Names {
 public:
  explicit Names(const std::vector<Anchored>& fields);
  // The longest name that the words from `at` on spell, `khi`, `ngày` or `the` before it included where the
  // name itself does not begin so.
  [[nodiscard]] Piece<FieldId> field(const Words& words, std::size_t at) const;

 private:
  struct Name {
    FieldId field;
    Words words;
  };
  std::vector<Name> names_;
};

}  // namespace quyche::rules::phrase
