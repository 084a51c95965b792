#include "rules/diagnostics/load_text.h"

namespace quyche::rules {

SourcePtr load_text(const std::string& path, std::size_t bytes_max, Findings& findings) {
  auto source = load_source(path, bytes_max);
  if (source) return *source;
  findings.add({source.error().code,
                Severity::error,
                {std::make_shared<Source>(path, ""), 0, 0},
                {path, source.error().detail, std::to_string(bytes_max)},
                "",
                "",
                ""});
  return nullptr;
}

}  // namespace quyche::rules
