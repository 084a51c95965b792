#include "adapters/cli/named_file.h"

#include <limits>

#include "rules/source/source.h"

namespace quyche::cli {

bool policy_can_be_read(Context& context, const std::string& path) {
  const auto source = rules::load_source(path, std::numeric_limits<std::size_t>::max());
  if (source || source.error().code != "Q501") return true;
  context.fault({"Q501", path + ": " + source.error().detail});
  return false;
}

}  // namespace quyche::cli
