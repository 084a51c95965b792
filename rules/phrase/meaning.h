// From what a phrase says to what it means. Internal to rules/phrase.
#pragma once

#include "rules/phrase/phrase.h"
#include "rules/phrase/tree.h"

namespace quyche::rules::phrase {

// A phrase's words with what they are measured from.
struct Said {
  const Words& words;
  const Names& names;
  const std::optional<FieldId>& implied;
};

[[nodiscard]] Result<Due, NotUnderstood> due_of(const std::vector<Tree>& parts, const Said& said);
[[nodiscard]] Result<std::vector<Recurrence>, NotUnderstood> recurrences_of(const std::vector<Tree>& parts,
                                                                            const Said& said);

}  // namespace quyche::rules::phrase
