// Policies to begin with, as YAML text with comments: what `quyche new` writes. Pure text; nothing is read or
// written here.
#pragma once

#include <string>
#include <string_view>

#include "engine/policy/policy.h"

namespace quyche::rules::scaffold {

// A whole regulation with one document type, which passes `check` as it is.
[[nodiscard]] std::string regulation(const RegulationId& id, const std::string& title, Lang lang);

// Its policy test, with one case, which passes.
[[nodiscard]] std::string regulation_test(const RegulationId& id, Lang lang);

// A layer under another regulation.
struct Layer {
  RegulationId id;
  std::string title;
  std::string_view level;  // school, district
  const Policy& above;     // merged with what it stands under
  bool fill = false;       // proposals count; else they are comments
};
// It holds a proposal for every slot and every number that the regulation above leaves to it.
[[nodiscard]] std::string layer(const Layer& layer, Lang lang);

}  // namespace quyche::rules::scaffold
