// A regulation through its layers and versions to the policies in force, one after the other.
#include <algorithm>

#include "rules/layers/advice.h"
#include "rules/policy/load.h"
#include "rules/policy/lowering.h"
#include "rules/tightness/tightness.h"

namespace quyche::rules {
namespace {

// Warnings and notes about the layers above are for those who write them.
void pass_on(const Findings& inside, const Chain& chain, Findings& findings) {
  const auto place = [](const Span& span) {
    return span.source->name() + ":" + std::to_string(span.source->position(span.offset).line);
  };
  for (const Diagnostic& finding : inside.sorted()) {
    const bool above = std::any_of(chain.layers.begin(), chain.layers.end() - 1,
                                   [&](const LayerPtr& l) { return l->source == finding.span.source; });
    if (!above || finding.severity == Severity::error) findings.add(finding);
    // Right by itself and wrong with what this layer says: it is for this layer to mend.
    if (above && finding.severity == Severity::error)
      findings.add({"Q338",
                    Severity::error,
                    chain.leaf().span_of("under"),
                    {chain.leaf().under.value, finding.code, place(finding.span)},
                    "under",
                    "",
                    ""});
  }
}

class Resolving {
 public:
  Resolving(Library& library, Findings& findings) : library_(library), findings_(findings) {}

  // Above first, then this one laid over it, lowered, and held against what is above.
  std::shared_ptr<const Resolved> resolve(const Chain& chain) {
    if (chain.layers.size() == 1) return lowered(chain, {chain.leaf().tree, {}}, nullptr);
    const std::shared_ptr<const Resolved> above = above_of(chain);
    if (above->policy == nullptr) {
      findings_.add({"Q369",
                     Severity::error,
                     chain.leaf().span_of("under"),
                     {chain.leaf().under.value},
                     "under",
                     "",
                     ""});
      return above;
    }
    Merged merged = merge_layers(above->merged.tree, chain.leaf().tree);
    merged.replaced.insert(merged.replaced.begin(), above->merged.replaced.begin(),
                           above->merged.replaced.end());
    return lowered(chain, std::move(merged), above->policy.get());
  }

 private:
  std::shared_ptr<const Resolved> above_of(const Chain& chain) {
    Chain above{chain.period, {chain.layers.begin(), chain.layers.end() - 1}};
    // The same for all that stand under it: its period is its own, not cut to this regulation's.
    above.period = above.layers.front()->effective;
    for (const LayerPtr& layer : above.layers)
      above.period = both(above.period, layer->effective).value_or(chain.period);
    if (auto known = library_.resolved(above)) return known;
    Findings unheard;  // said when the regulation above is checked itself
    Resolving resolving(library_, unheard);
    auto resolved = resolving.resolve(above);
    library_.keep(above, resolved);
    return resolved;
  }

  std::shared_ptr<const Resolved> lowered(const Chain& chain, Merged merged, const Policy* above) {
    Findings inside;
    auto policy = lower_policy(chain, merged.tree, library_, inside);
    if (policy != nullptr) {
      if (above != nullptr) check_tightness(*above, *policy, chain.leaf(), inside);
      check_delegated(above, *policy, chain.leaf(), inside);
      check_against_advice(*policy, chain, inside);
      if (inside.has_errors()) policy = nullptr;
    }
    pass_on(inside, chain, findings_);
    return std::make_shared<const Resolved>(Resolved{std::move(merged), std::move(policy)});
  }

  Library& library_;
  Findings& findings_;
};

// Every chain of one file; empty, and reported, when one cannot be used.
std::vector<std::shared_ptr<const Resolved>> resolve_all(const LayerPtr& leaf, Library& library,
                                                         Findings& findings) {
  std::vector<std::shared_ptr<const Resolved>> out;
  if (leaf == nullptr) return out;
  if (!leaf->sound) {
    // All that can be said is said at once; without its layers above, a regulation makes no sense.
    if (leaf->under.empty()) (void)lower_policy({leaf->effective, {leaf}}, leaf->tree, library, findings);
    return out;
  }
  for (const Chain& chain : chains_of(leaf, library, findings)) {
    auto resolved = Resolving(library, findings).resolve(chain);
    if (resolved->policy == nullptr) return {};
    out.push_back(std::move(resolved));
  }
  return out;
}

std::size_t in_force(const std::vector<std::shared_ptr<const Resolved>>& all, std::optional<Date> on) {
  if (!on) return 0;
  const auto at = std::find_if(all.begin(), all.end(), [&](const auto& resolved) {
    return Period{resolved->policy->effective_from, resolved->policy->effective_to}.holds(*on);
  });
  return static_cast<std::size_t>(at - all.begin());
}

std::shared_ptr<const Resolved> resolve_on(const LayerPtr& leaf, Library& library, Findings& findings,
                                           std::optional<Date> on) {
  auto all = resolve_all(leaf, library, findings);
  const std::size_t at = in_force(all, on);
  if (at < all.size()) return all[at];
  if (!all.empty())
    findings.add({"Q370",
                  Severity::error,
                  leaf->span_of("effective"),
                  {leaf->id.value, on->text()},
                  "effective",
                  "",
                  ""});
  return nullptr;
}

std::shared_ptr<const Policy> policy_of(const std::shared_ptr<const Resolved>& resolved) {
  return resolved == nullptr ? nullptr : resolved->policy;
}

}  // namespace

Policies load_policies(const std::string& path, Findings& findings, Library& library) {
  const std::size_t errors = findings.errors();
  const LayerPtr leaf = library.layer(path, findings);
  if (leaf == nullptr) return {};
  std::vector<LayerPtr> versions{leaf};
  const std::string folder = folder_of(path);
  if (path == folder + leaf->id.value + ".yaml") {
    versions = library.versions(leaf->id, folder, findings);
    check_versions(versions, findings);
  }
  Policies policies;
  for (const LayerPtr& version : versions)
    for (const auto& resolved : resolve_all(version, library, findings)) policies.push_back(resolved->policy);
  return findings.errors() == errors ? policies : Policies();
}

Policies periods_of_file(const std::string& path, Library& library, Findings& findings) {
  Policies policies;
  for (const auto& resolved : resolve_all(library.layer(path, findings), library, findings))
    policies.push_back(resolved->policy);
  return policies;
}

Policies load_policies(const std::string& path, Findings& findings) {
  Library library;
  return load_policies(path, findings, library);
}

std::shared_ptr<const Resolved> resolve_policy(const std::string& path, Findings& findings,
                                               std::optional<Date> on) {
  Library library;
  return resolve_on(library.layer(path, findings), library, findings, on);
}

std::shared_ptr<const Policy> load_policy(const std::string& path, Findings& findings,
                                          std::optional<Date> on) {
  return policy_of(resolve_policy(path, findings, on));
}

std::shared_ptr<const Policy> load_policy(const SourcePtr& source, Findings& findings,
                                          std::optional<Date> on) {
  Library library;
  return policy_of(resolve_on(read_layer(source, findings), library, findings, on));
}

}  // namespace quyche::rules
