#include "rules/layers/library.h"

#include <algorithm>
#include <filesystem>

#include "engine/base/limits.h"
#include "rules/calendar/load.h"
#include "rules/diagnostics/load_text.h"
#include "rules/policy/shape.h"

namespace quyche::rules {
namespace {

namespace fs = std::filesystem;

constexpr int folders_searched_max = 8;

// `<id>.yaml` and `<id>@*.yaml` in one folder, by name.
std::vector<std::string> versions_in(const std::string& folder, const std::string& id) {
  std::vector<std::string> found;
  std::error_code error;
  const auto files = fs::directory_iterator(folder.empty() ? "." : folder, error);
  if (error) return found;
  for (const fs::directory_entry& entry : files) {
    const std::string name = entry.path().filename().string();
    const bool version =
        name.starts_with(id + "@") && name.ends_with(".yaml") && !name.ends_with(".test.yaml");
    const bool named = name == id + ".yaml" || version;
    if (named && entry.is_regular_file(error)) found.push_back(folder + name);
  }
  std::sort(found.begin(), found.end());
  return found;
}

// The folder above, keeping the form in which the user wrote the path.
std::string parent_of(const std::string& folder) {
  if (folder.empty()) return "../";
  const fs::path path = fs::path(folder.substr(0, folder.size() - 1));
  if (path.filename() == ".." || path.filename() == ".") return folder + "../";
  return folder_of(folder.substr(0, folder.size() - 1));
}

std::string key_of(const Chain& chain) {
  std::string key = chain.period.from.text();
  for (const LayerPtr& layer : chain.layers) key += '\n' + layer->path();
  return key;
}

}  // namespace

std::vector<std::string> version_files(std::string folder, const RegulationId& id) {
  for (int i = 0; i < folders_searched_max; ++i) {
    auto found = versions_in(folder, id.value);
    if (!found.empty()) return found;
    std::string above = parent_of(folder);
    if (above == folder || folder == "/") break;
    folder = std::move(above);
  }
  return {};
}

const Library::Read& Library::read(const std::string& path) {
  const auto known = files_.find(path);
  if (known != files_.end()) return known->second;
  Findings inside;
  Read read;
  if (const SourcePtr source = load_text(path, limits::policy_bytes_max, inside))
    read.layer = read_layer(source, inside);
  read.findings = inside.sorted();
  return files_.emplace(path, std::move(read)).first->second;
}

LayerPtr Library::layer(const std::string& path, Findings& findings) {
  const Read& found = read(path);
  for (const Diagnostic& finding : found.findings) findings.add(finding);
  return found.layer;
}

std::vector<LayerPtr> Library::versions(const RegulationId& id, const std::string& folder,
                                        Findings& findings) {
  const auto [at, is_new] = paths_.try_emplace({folder, id.value});
  if (is_new) at->second = version_files(folder, id);
  std::vector<LayerPtr> found;
  for (const std::string& path : at->second) {
    LayerPtr one = layer(path, findings);
    if (one == nullptr || !one->sound) continue;
    if (one->id == id)
      found.push_back(std::move(one));
    else
      findings.add({"Q360",
                    Severity::error,
                    one->span_of("regulation"),
                    {path, one->id.value, id.value},
                    "regulation",
                    "",
                    id.value});
  }
  std::stable_sort(found.begin(), found.end(), [](const LayerPtr& a, const LayerPtr& b) {
    return a->effective.from < b->effective.from;
  });
  return found;
}

std::optional<Calendar> Library::calendar(const CalendarId& id, const std::string& folder,
                                          Findings& findings) {
  const auto [at, is_new] = calendars_.try_emplace({folder, id.value});
  if (is_new) {
    Findings inside;
    at->second.calendar = load_calendar(id, folder, {}, inside);
    at->second.findings = inside.sorted();
  }
  for (const Diagnostic& finding : at->second.findings) findings.add(finding);
  return at->second.calendar;
}

std::shared_ptr<const Resolved> Library::resolved(const Chain& chain) const {
  const auto at = resolved_.find(key_of(chain));
  return at == resolved_.end() ? nullptr : at->second;
}

void Library::keep(const Chain& chain, std::shared_ptr<const Resolved> resolved) {
  resolved_[key_of(chain)] = std::move(resolved);
}

void check_versions(const std::vector<LayerPtr>& versions, Findings& findings) {
  for (std::size_t i = 1; i < versions.size(); ++i) {
    const Layer& before = *versions[i - 1];
    const Layer& after = *versions[i];
    const auto report = [&](const char* code, std::vector<std::string> args) {
      findings.add({code, Severity::error, after.span_of("effective"), std::move(args), "effective", "", ""});
    };
    if (!before.effective.to || *before.effective.to >= after.effective.from)
      report("Q361", {after.id.value, after.effective.from.text(), before.path(),
                      after.effective.from.plus_days(-1).text()});
    else if (before.effective.to->plus_days(1) < after.effective.from)
      report("Q362", {after.id.value, before.effective.to->plus_days(1).text(),
                      after.effective.from.plus_days(-1).text(), before.path()});
  }
}

}  // namespace quyche::rules
