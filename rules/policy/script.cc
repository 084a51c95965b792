#include "engine/base/limits.h"
#include "rules/hooks/sandbox.h"
#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

// A path below the regulation's own folder: no way out of it, nothing absolute.
bool inside_folder(const std::string& path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string::npos) return false;
  std::size_t at = 0;
  while (at <= path.size()) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view step = std::string_view(path).substr(at, end - at);
    if (step.empty() || step == "." || step == "..") return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

std::optional<Digest> lower_script(Lowering& lowering, const Node& node, const Place& place) {
  const auto path = scalar(node, place);
  if (!path) return std::nullopt;
  if (!inside_folder(*path)) {
    place.error("Q213", node, {*path});
    return std::nullopt;
  }
  const auto source = load_source(folder_of(node.span.source->name()) + *path, limits::hook_script_bytes_max);
  if (!source) {
    place.error(source.error().code, node,
                {*path, source.error().detail, std::to_string(limits::hook_script_bytes_max)});
    return std::nullopt;
  }
  hooks::Sandbox sandbox;
  if (const auto compiled = sandbox.compile(*path, (*source)->text()); !compiled) {
    place.error(compiled.error().code, node, {*path, compiled.error().detail});
    return std::nullopt;
  }
  const Digest digest = sha256((*source)->text());
  lowering.policy.scripts[digest] = {*path, std::string((*source)->text())};
  return digest;
}

}  // namespace quyche::rules
