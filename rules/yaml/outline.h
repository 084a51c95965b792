// A first, linear walk over a text that finds what yaml-cpp must not see and what it explains badly.
//
// yaml-cpp stops at the first error with an English sentence, keeps no end of a scalar, and has inputs it
// reads slowly. The walk knows just enough YAML (indentation, quotes, block scalars, flow collections,
// comments) to report every tab, anchor, alias, tag and directive at its place, to say in a helpful way what
// is wrong with the structure, to bound the nesting, and to remember how long each scalar is as written.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules::yaml {

struct Written {
  std::size_t offset = 0;
  std::size_t length = 0;
};

struct Outline {
  std::size_t begin = 0;            // where `text` begins in the source: after a byte order mark
  std::vector<std::size_t> dashes;  // of list items
  std::vector<Written> scalars;     // by offset
  // The text for yaml-cpp: from `begin` on as long as the source, with tabs, anchors, aliases and tags
  // replaced.
  std::string text;
  bool flawed = false;  // something was reported, so no tree is given out
  bool broken = false;  // reported too: the structure is unclear, reading on would only confuse
};

// The source has passed check_bytes. Time is linear in its size.
[[nodiscard]] Outline outline(const SourcePtr& source, Findings& findings);

}  // namespace quyche::rules::yaml
