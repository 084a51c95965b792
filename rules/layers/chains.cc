#include <algorithm>

#include "engine/base/limits.h"
#include "rules/layers/library.h"

namespace quyche::rules {
namespace {

std::string level_words(Level level) { return std::string(names_of(level)[static_cast<std::size_t>(level)]); }

class Climb {
 public:
  Climb(Library& library, Findings& findings) : library_(library), findings_(findings) {}

  std::vector<Chain> from(const LayerPtr& layer) {
    if (layer->under.empty()) return {{layer->effective, {layer}}};
    if (!may_climb(*layer)) return {};
    below_.push_back(layer);
    std::vector<Chain> chains;
    const std::size_t errors = findings_.errors();
    const std::vector<LayerPtr> above = library_.versions(layer->under, folder_of(layer->path()), findings_);
    if (findings_.errors() != errors)
      ++failed_;  // said of the file above
    else if (above.empty())
      report("Q363", *layer, {layer->under.value});
    for (const LayerPtr& version : above) {
      if (!both(version->effective, layer->effective)) continue;
      if (version->level > layer->level)
        report("Q337", *layer, {layer->under.value, level_words(version->level), level_words(layer->level)});
      for (const Chain& chain : from(version)) {
        const auto period = both(chain.period, layer->effective);
        if (!period) continue;
        chains.push_back({*period, chain.layers});
        chains.back().layers.push_back(layer);
      }
    }
    below_.pop_back();
    if (!above.empty() && failed_ == 0) check_covered(*layer, chains);
    return failed_ == 0 ? chains : std::vector<Chain>();
  }

 private:
  void report(const char* code, const Layer& at, std::vector<std::string> args) {
    ++failed_;
    findings_.add({code, Severity::error, at.span_of("under"), std::move(args), "under", "", ""});
  }

  bool may_climb(const Layer& layer) {
    const bool circle =
        layer.under == layer.id || std::any_of(below_.begin(), below_.end(), [&](const LayerPtr& b) {
          return b->id == layer.under || b->id == layer.id;
        });
    if (circle) {
      report("Q364", layer, {layer.id.value, layer.under.value});
      return false;
    }
    if (below_.size() + 1 >= limits::layers_max) {
      report("Q365", layer, {std::to_string(limits::layers_max)});
      return false;
    }
    return true;
  }

  // Chains follow each other without overlap and reach from the layer's first to its last day.
  void check_covered(const Layer& layer, std::vector<Chain>& chains) {
    std::stable_sort(chains.begin(), chains.end(),
                     [](const Chain& a, const Chain& b) { return a.period.from < b.period.from; });
    Date next = layer.effective.from;
    bool endless = false;
    for (const Chain& chain : chains) {
      if (endless || chain.period.from < next)
        return report("Q366", layer, {layer.under.value, chain.period.from.text()});
      if (chain.period.from > next)
        return report("Q367", layer,
                      {layer.under.value, next.text(), chain.period.from.plus_days(-1).text()});
      endless = !chain.period.to;
      if (!endless) next = chain.period.to->plus_days(1);
    }
    if (endless) return;
    if (!layer.effective.to) return report("Q368", layer, {layer.under.value, next.text()});
    if (next <= *layer.effective.to)
      report("Q367", layer, {layer.under.value, next.text(), layer.effective.to->text()});
  }

  Library& library_;
  Findings& findings_;
  std::vector<LayerPtr> below_;
  int failed_ = 0;
};

}  // namespace

std::vector<Chain> chains_of(const LayerPtr& leaf, Library& library, Findings& findings) {
  return Climb(library, findings).from(leaf);
}

}  // namespace quyche::rules
