// The regulations that others stand under, found beside them and read once.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/policy/policy.h"
#include "rules/layers/layer.h"
#include "rules/layers/merge.h"

namespace quyche::rules {

// A chain of layers that hold together for some days: the uppermost first, the regulation itself last.
struct Chain {
  Period period;
  std::vector<LayerPtr> layers;
  [[nodiscard]] const Layer& leaf() const { return *layers.back(); }
};

// What a chain comes to.
struct Resolved {
  Merged merged;
  std::shared_ptr<const Policy> policy;  // null: it has errors
};

// The files of regulation `id` as seen from `folder`, by name: `<id>.yaml` and `<id>@*.yaml` in that folder,
// else in the nearest parent folder that has any.
[[nodiscard]] std::vector<std::string> version_files(std::string folder, const RegulationId& id);

// Not safe for use by several threads. Files are read once: make a new one to see them changed.
class Library {
 public:
  // All versions of regulation `id` in version_files, by the first day they are in force. Reports files that
  // cannot be used (each time: findings are kept with the file).
  [[nodiscard]] std::vector<LayerPtr> versions(const RegulationId& id, const std::string& folder,
                                               Findings& findings);
  // The file at `path` as a layer. Null, and reported, when it cannot be used.
  [[nodiscard]] LayerPtr layer(const std::string& path, Findings& findings);

  // The calendar `id` as seen from `folder`, as load_calendar gives it. Nothing, and reported, when it cannot
  // be used.
  [[nodiscard]] std::optional<Calendar> calendar(const CalendarId& id, const std::string& folder,
                                                 Findings& findings);

  // What the chain above a regulation came to, by its files; null when it was not kept.
  [[nodiscard]] std::shared_ptr<const Resolved> resolved(const Chain& chain) const;
  void keep(const Chain& chain, std::shared_ptr<const Resolved> resolved);

 private:
  struct Read {
    LayerPtr layer;
    std::vector<Diagnostic> findings;
  };
  struct ReadCalendar {
    std::optional<Calendar> calendar;
    std::vector<Diagnostic> findings;
  };
  const Read& read(const std::string& path);

  std::map<std::string, Read> files_;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> paths_;  // by folder and id
  std::map<std::pair<std::string, std::string>, ReadCalendar> calendars_;          // by folder and id
  std::map<std::string, std::shared_ptr<const Resolved>> resolved_;
};

// Every chain that `leaf` stands at the end of, by date, together covering the leaf's period. Reports (at the
// leaf) a regulation above that is not found, a circle, more than limits::layers_max layers, days without a
// version of a regulation above, and two versions in force at once. Empty when any of these holds.
[[nodiscard]] std::vector<Chain> chains_of(const LayerPtr& leaf, Library& library, Findings& findings);

// Reports versions of one regulation that are in force on the same day, or that leave days between them
// without any, at the later one.
void check_versions(const std::vector<LayerPtr>& versions, Findings& findings);

}  // namespace quyche::rules
