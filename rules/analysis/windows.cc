// Lines that close before they open.
#include <algorithm>
#include <functional>

#include "rules/analysis/analysis.h"
#include "rules/analysis/days.h"

namespace quyche::rules::analysis {
namespace {

struct Bounds {
  Instant opens;
  Instant closes;
};
using BoundsAt = std::function<std::optional<Bounds>(const DueAnchors&)>;

// Where a line of `dues` stands, and for which type.
struct Line {
  const DocumentType& type;
  std::vector<const Due*> dues;
  Spot spot;
  const Clause& clause;
};

// Tries each day; reports the first on which `bounds` holds no time: an error when it is so on every day.
void check_bounds(const Analysis& analysis, const Line& line, const BoundsAt& bounds) {
  std::set<FieldId> fields;
  for (const Due* due : line.dues) fields.merge(fields_of(*due));
  if (fields.size() > 1) return;  // dates that nobody knows together
  const FieldId field = fields.empty() ? FieldId() : *fields.begin();
  std::optional<std::pair<Date, Bounds>> example;
  bool always = true;
  each_day(analysis.policy, line.type, field, [&](Date day, const DueAnchors& anchors) {
    const auto found = bounds(anchors);
    if (!found) return true;
    if (found->opens < found->closes)
      always = false;
    else if (!example)
      example = {day, *found};
    return always || !example;  // an example and a counterexample are all there is to know
  });
  if (!example || (!always && !every_day_counts(line.type, line.dues))) return;
  const auto& [day, empty] = *example;
  const ZoneOffset zone = analysis.policy.zone;
  analysis.report(always ? Severity::error : Severity::warning, "Q386", line.spot,
                  {day_text(day, field, analysis.policy.school_year_starts), closing_text(empty.closes, zone),
                   time_text(empty.opens, zone)},
                  line.clause);
}

void check_deadline(const Analysis& analysis, const Line& line) {
  const Due& due = *line.dues.front();
  if (std::none_of(due.terms.begin(), due.terms.end(),
                   [](const DueTerm& term) { return term.since.has_value(); }))
    return;
  check_bounds(analysis, line, [&](const DueAnchors& anchors) -> std::optional<Bounds> {
    const auto window = due_window(due, anchors);
    if (!window || !window->opens) return std::nullopt;
    return Bounds{*window->opens, window->closes};
  });
}

void check_window(const Analysis& analysis, const Line& line) {
  check_bounds(analysis, line, [&](const DueAnchors& anchors) -> std::optional<Bounds> {
    const auto opens = due_window(*line.dues.front(), anchors);
    const auto closes = due_window(*line.dues.back(), anchors);
    if (!opens || !closes) return std::nullopt;
    return Bounds{Instant::start_of(opens->last_day, analysis.policy.zone), closes->closes};
  });
}

void check_type(const Analysis& analysis, const DocumentType& type) {
  for (const Deadline& deadline : type.deadlines)
    check_deadline(analysis,
                   {type, {&deadline.due}, analysis.places.deadline(type, deadline, "due"), deadline.cite});
  for (const Action& action : type.workflow.actions) {
    for (std::size_t i = 0; i < action.needs.size(); ++i) {
      const auto* window = std::get_if<TimeWindow>(&action.needs[i].what);
      if (window == nullptr || !window->opens || !window->closes) continue;
      check_window(analysis, {type,
                              {&*window->opens, &*window->closes},
                              analysis.places.need(type, action, i),
                              action.needs[i].cite});
    }
  }
}

}  // namespace

void check_windows(Analysis& analysis) {
  for (const DocumentType& type : analysis.policy.documents) check_type(analysis, type);
}

}  // namespace quyche::rules::analysis
