#include "rules/calendar/load.h"

#include <algorithm>
#include <filesystem>
#include <functional>

#include "engine/base/limits.h"
#include "rules/calendar/files.h"
#include "rules/calendar/resolve.h"
#include "rules/diagnostics/load_text.h"
#include "rules/yaml/reader.h"

namespace quyche::rules {
namespace {

using Trees = std::vector<CalendarTree>;
// The files of a calendar, parsed, in order of their names; looked for from a folder on. Nothing, and
// reported, when one cannot be read.
using FindTrees = std::function<std::optional<Trees>(const std::string& id, const std::string& folder)>;

// All or nothing: a calendar without one of its files would be another calendar.
std::optional<Trees> parse_all(const std::vector<SourcePtr>& sources, Findings& findings) {
  Trees trees;
  for (const SourcePtr& source : sources)
    if (auto root = yaml::read(source, findings)) trees.push_back({source, std::move(*root)});
  return trees.size() == sources.size() ? std::optional(std::move(trees)) : std::nullopt;
}

std::optional<Trees> load_all(const std::vector<std::string>& paths, Findings& findings) {
  std::vector<SourcePtr> sources;
  for (const std::string& path : paths)
    if (SourcePtr source = load_text(path, limits::policy_bytes_max, findings))
      sources.push_back(std::move(source));
  auto trees = parse_all(sources, findings);
  return sources.size() == paths.size() ? std::move(trees) : std::nullopt;
}

std::string names_in(const CalendarChain& chain, const std::string& last) {
  std::string out;
  for (const CalendarText& text : chain) out += text.id.value + " → ";
  return out + last;
}

// Reads the calendars above the chain's last one, as far as there are any.
void climb(CalendarChain& chain, std::string folder, const FindTrees& find, Findings& findings) {
  while (chain.back().under) {
    const auto [above, at] = *chain.back().under;
    const Place place{findings, at.path, ""};
    const auto is_above = [&, id = above](const CalendarText& text) { return text.id == id; };
    if (std::any_of(chain.begin(), chain.end(), is_above))
      return place.report(Severity::error, "Q354", at.span, {above.value, names_in(chain, above.value)});
    const std::size_t errors = findings.errors();
    const auto trees = find(above.value, folder);
    if (trees && !trees->empty()) {
      folder = folder_of_file(trees->front().source->name());
      chain.push_back(read_text(above, *trees, findings));
    }
    if (!trees || trees->empty() || findings.errors() != errors)
      return place.report(Severity::error, "Q333", at.span, {above.value});
  }
}

std::optional<Calendar> build(const CalendarId& id, const Trees& trees, const FindTrees& find,
                              const CalendarOptions& options, Findings& findings) {
  CalendarChain chain{read_text(id, trees, findings)};
  climb(chain, folder_of_file(trees.front().source->name()), find, findings);
  if (findings.has_errors()) return std::nullopt;
  replace(chain, findings);
  if (findings.has_errors()) return std::nullopt;  // who counts when is not known
  check_together(chain, findings);
  if (findings.has_errors()) return std::nullopt;
  return resolve(chain, options);
}

// Each calendar has findings of its own: what was said of its files before must not hide that they are wrong.
// Notes are handed over for the files in question only, not for all that they stand beside and under.
void hand_over(const Findings& inside, const std::vector<std::string>& files, Findings& findings) {
  for (Diagnostic& one : inside.sorted()) {
    const bool in_question = std::find(files.begin(), files.end(), one.span.source->name()) != files.end();
    if (one.severity != Severity::note || in_question) findings.add(std::move(one));
  }
}

FindTrees on_disk(Findings& findings) {
  return [&findings](const std::string& id, const std::string& folder) {
    return load_all(calendar_files(id, folder), findings);
  };
}

// The file alone, unless the calendar that it says it is has it among its files.
std::optional<Calendar> load_one(const std::string& path, const CalendarOptions& options,
                                 Findings& findings) {
  const auto trees = load_all({path}, findings);
  if (!trees) return std::nullopt;
  const std::string of_place = calendar_id_of(path);
  const std::string id = of_place.empty() ? id_in(trees->front().root) : of_place;
  const std::vector<std::string> paths = calendar_files(id, folder_of_file(path));
  const auto same = [&](const std::string& other) {
    std::error_code error;
    return std::filesystem::equivalent(other, path, error);
  };
  const auto found = std::find_if(paths.begin(), paths.end(), same);
  if (!is_id(id) || found == paths.end())
    return build(CalendarId{id}, *trees, on_disk(findings), options, findings);
  const auto all = load_all(paths, findings);
  return all ? build(CalendarId{id}, *all, on_disk(findings), options, findings) : std::nullopt;
}

}  // namespace

std::optional<Calendar> load_calendar(const CalendarId& id, const std::string& folder,
                                      const CalendarOptions& options, Findings& findings) {
  Findings inside;
  std::vector<std::string> paths = calendar_files(id.value, folder);
  // Where it was looked for first is where it is missing.
  if (paths.empty()) paths.push_back(std::filesystem::path(folder) / "calendars" / (id.value + ".yaml"));
  const auto trees = load_all(paths, inside);
  auto calendar = trees ? build(id, *trees, on_disk(inside), options, inside) : std::nullopt;
  hand_over(inside, paths, findings);
  return calendar;
}

std::optional<Calendar> load_calendar_file(const std::string& path, const CalendarOptions& options,
                                           Findings& findings) {
  Findings inside;
  auto calendar = load_one(path, options, inside);
  hand_over(inside, {path}, findings);
  return calendar;
}

std::optional<Calendar> read_calendar(const CalendarId& id, const std::vector<SourcePtr>& sources,
                                      const CalendarOptions& options, Findings& findings) {
  Findings inside;
  std::vector<SourcePtr> in_order = sources;
  std::sort(in_order.begin(), in_order.end(), [](const SourcePtr& a, const SourcePtr& b) {
    return std::pair(a->name(), a->text()) < std::pair(b->name(), b->text());
  });
  std::vector<std::string> names;
  for (const SourcePtr& source : in_order) names.push_back(source->name());
  std::optional<Calendar> calendar;
  if (const auto all = parse_all(in_order, inside)) {
    const FindTrees among = [&](const std::string& wanted, const std::string&) {
      Trees out;
      for (const CalendarTree& tree : *all)
        if (id_in(tree.root) == wanted) out.push_back(tree);
      return std::optional(std::move(out));
    };
    const auto trees = among(id.value, "");
    if (!trees->empty())
      calendar = build(id, *trees, among, options, inside);
    else if (!all->empty())
      Place{inside, "", ""}.error("Q333", all->front().root, {id.value});
  }
  hand_over(inside, names, findings);
  return calendar;
}

}  // namespace quyche::rules
