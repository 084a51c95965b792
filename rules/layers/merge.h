// Laying one regulation's tree over another's. Associative: merging a chain from above or from below gives
// the same tree, and the order of keys within a file does not matter to what a key holds.
#pragma once

#include <string>
#include <vector>

#include "rules/yaml/node.h"

namespace quyche::rules {

// A value that a lower layer put in place of an upper one's.
struct Replaced {
  std::string path;  // documents.lesson_plan.deadlines.three_days_ahead.due
  Span by;
  Span was;
  std::string was_text;  // in one line
};

struct Merged {
  yaml::Node tree;  // each node's span says which file it comes from
  std::vector<Replaced> replaced;
};

// Mappings merge key by key, the upper's keys first. Scalars and lists of the lower replace the upper's, and
// so do titles as a whole. Three exceptions:
// - `documents.*.needs.*` are additions to the workflow's needs: the lower's are added to the upper's;
// - a document's `open` and `delegated` list slots for the layer below: a slot that the lower layer fills is
//   no longer listed, unless the lower layer lists it itself.
// - a deadline that gets a new `due` loses the upper's `reading` and `title`.
// The keys of own_keys are the lower's alone.
[[nodiscard]] Merged merge_layers(const yaml::Node& upper, const yaml::Node& lower);

}  // namespace quyche::rules
