// Effects that never come to an end, and effects that undo each other.
#include <algorithm>
#include <functional>

#include "engine/base/overload.h"
#include "rules/analysis/analysis.h"

namespace quyche::rules::analysis {
namespace {

// Documents of type `from` open one of type `to`.
struct Opens {
  DocumentTypeId from;
  DocumentTypeId to;
  Spot spot;
  Clause clause;
};

// Calls visit(effects, place of the effect at an index, clause) for every list of effects of a type.
void each_list(const Analysis& analysis, const DocumentType& type,
               const std::function<void(const std::vector<Effect>&, const std::function<Spot(std::size_t)>&,
                                        const Clause&)>& visit) {
  for (const Action& action : type.workflow.actions)
    visit(
        action.does, [&](std::size_t i) { return analysis.places.effect(type, action, i); }, action.cite);
  for (const Deadline& deadline : type.deadlines)
    visit(
        deadline.when_missed, [&](std::size_t i) { return analysis.places.missed_effect(type, deadline, i); },
        deadline.cite);
}

std::vector<Opens> all_openings(const Analysis& analysis) {
  std::vector<Opens> out;
  for (const DocumentType& type : analysis.policy.documents) {
    each_list(analysis, type, [&](const auto& effects, const auto& spot, const Clause& clause) {
      for (std::size_t i = 0; i < effects.size(); ++i)
        if (const auto* open = std::get_if<OpenDocument>(&effects[i]))
          out.push_back({type.id, open->type, spot(i), clause});
    });
  }
  return out;
}

using Path = std::vector<DocumentTypeId>;

// The shortest way along `openings`, or nothing.
Path way(const std::vector<Opens>& openings, const DocumentTypeId& from, const DocumentTypeId& to) {
  std::vector<Path> paths{{from}};
  std::set<DocumentTypeId> seen{from};
  for (std::size_t next = 0; next < paths.size(); ++next) {
    const Path path = paths[next];
    if (path.back() == to) return path;
    for (const Opens& opens : openings) {
      if (opens.from != path.back() || !seen.insert(opens.to).second) continue;
      paths.push_back(path);
      paths.back().push_back(opens.to);
    }
  }
  return {};
}

std::string arrows(const DocumentTypeId& first, const Path& path) {
  std::string out = first.value;
  for (const DocumentTypeId& id : path) out += " → " + id.value;
  return out;
}

// Each ring is reported once, at the first of its openings.
void check_rings(const Analysis& analysis) {
  const std::vector<Opens> openings = all_openings(analysis);
  std::set<DocumentTypeId> reported;
  for (const Opens& opens : openings) {
    if (reported.contains(opens.from)) continue;
    const Path back = way(openings, opens.to, opens.from);
    if (back.empty()) continue;
    reported.insert(back.begin(), back.end());
    analysis.report(Severity::warning, "Q389", opens.spot, {arrows(opens.from, back)}, opens.clause);
  }
}

// What an effect does to the lock of its subject.
enum class Key { nothing, locks, unlocks };
struct Turn {
  Key key = Key::nothing;
  Subject subject = Subject::self;
};
Turn turn(const Effect& effect) {
  return std::visit(Overload{[](const Lock& e) {
                               return Turn{Key::locks, e.subject};
                             },
                             [](const Unlock& e) {
                               return Turn{Key::unlocks, e.subject};
                             },
                             [](const UnlockOnce& e) {
                               return Turn{Key::unlocks, e.subject};
                             },
                             [](const auto&) { return Turn{}; }},
                    effect);
}
std::string kind_of(const Effect& effect) {
  return std::visit([](const auto& e) { return std::string(e.kind); }, effect);
}

void check_undone(const Analysis& analysis, const std::vector<Effect>& effects,
                  const std::function<Spot(std::size_t)>& spot, const Clause& clause) {
  for (std::size_t i = 1; i < effects.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before) {
      const Turn one = turn(effects[before]);
      const Turn two = turn(effects[i]);
      const bool both = one.key != Key::nothing && two.key != Key::nothing;
      if (!both || one.key == two.key || one.subject != two.subject) continue;
      // A lock leaves room for one edit that comes after it.
      if (std::holds_alternative<UnlockOnce>(effects[i])) continue;
      analysis.report(Severity::warning, "Q390", spot(i), {kind_of(effects[before]), kind_of(effects[i])},
                      clause);
    }
  }
}

}  // namespace

void check_loops(Analysis& analysis) {
  check_rings(analysis);
  for (const DocumentType& type : analysis.policy.documents)
    each_list(analysis, type, [&](const auto& effects, const auto& spot, const Clause& clause) {
      check_undone(analysis, effects, spot, clause);
    });
}

}  // namespace quyche::rules::analysis
