// What comes too late for what waits for it: a state that can be reached only after its deadline has closed,
// a document whose own deadline comes after that of the one that needs it.
#include <algorithm>

#include "rules/analysis/analysis.h"
#include "rules/analysis/days.h"

namespace quyche::rules::analysis {
namespace {

constexpr Instant beginning = Instant::from_ms(INT64_MIN / 2);

// How the states of one type are come to, laid out once so that it can be walked for each of a thousand days.
class Ways {
 public:
  Ways(const Analysis& analysis, const DocumentType& type, const Deadline& judged) {
    for (const State& state : type.workflow.states) states_.push_back(state.id);
    for (const Action& action : type.workflow.actions)
      if (analysis.reached.at(type.id).contains(action.to) && analysis.takeable(type, action)) add(action);
    for (const Deadline& deadline : type.deadlines)
      if (&deadline != &judged) others_.push_back(&deadline);
  }

  // When each state can be come to at the earliest; nothing where it cannot.
  using Arrivals = std::vector<std::optional<Instant>>;
  [[nodiscard]] Arrivals arrivals(const DueAnchors& anchors) const {
    const std::vector<Instant> expected = expectations(anchors);
    std::vector<Hours> hours;
    for (const Way& way : ways_) hours.push_back(hours_of(way, anchors));
    Arrivals at(states_.size());
    at.front() = beginning;
    for (bool grew = true; grew;) {
      grew = false;
      for (std::size_t i = 0; i < ways_.size(); ++i) {
        const auto start = earliest(ways_[i], at);
        if (!start || std::max(*start, hours[i].opens) >= hours[i].closes) continue;
        const Instant when = std::max({*start, hours[i].opens, expected[ways_[i].to]});
        std::optional<Instant>& found = at[ways_[i].to];
        if (found && *found <= when) continue;
        found = when;
        grew = true;
      }
    }
    return at;
  }
  [[nodiscard]] std::size_t index(const StateId& id) const {
    return static_cast<std::size_t>(std::find(states_.begin(), states_.end(), id) - states_.begin());
  }

 private:
  struct Way {
    std::vector<std::size_t> from;
    std::size_t to = 0;
    std::vector<const TimeWindow*> windows;
  };
  struct Hours {
    Instant opens = beginning;
    Instant closes = Instant::from_ms(INT64_MAX);
  };

  void add(const Action& action) {
    Way way;
    for (const StateId& from : action.from) way.from.push_back(index(from));
    way.to = index(action.to);
    for (const Requirement& need : action.needs)
      if (const auto* window = std::get_if<TimeWindow>(&need.what)) way.windows.push_back(window);
    ways_.push_back(std::move(way));
  }
  static Hours hours_of(const Way& way, const DueAnchors& anchors) {
    Hours hours;
    for (const TimeWindow* window : way.windows) {
      if (window->opens)
        if (const auto opens = due_window(*window->opens, anchors))
          hours.opens = std::max(hours.opens, Instant::start_of(opens->last_day, anchors.zone));
      if (window->closes)
        if (const auto closes = due_window(*window->closes, anchors))
          hours.closes = std::min(hours.closes, closes->closes);
    }
    return hours;
  }
  static std::optional<Instant> earliest(const Way& way, const Arrivals& at) {
    std::optional<Instant> first;
    for (const std::size_t from : way.from)
      if (at[from] && (!first || *at[from] < *first)) first = at[from];
    return first;
  }
  // Another deadline that opens later than at once says when its states are expected.
  [[nodiscard]] std::vector<Instant> expectations(const DueAnchors& anchors) const {
    std::vector<Instant> expected(states_.size(), beginning);
    for (const Deadline* deadline : others_) {
      const auto window = due_window(deadline->due, anchors);
      if (!window || !window->opens) continue;
      for (const StateId& state : deadline->counts)
        expected[index(state)] = std::max(expected[index(state)], *window->opens);
    }
    return expected;
  }

  std::vector<StateId> states_;
  std::vector<Way> ways_;
  std::vector<const Deadline*> others_;
};

// The lines of a type that say from when something may be: without one nothing can come too late.
std::vector<const Due*> opening_lines(const DocumentType& type, const Deadline& judged) {
  std::vector<const Due*> lines;
  for (const Action& action : type.workflow.actions) {
    for (const Requirement& need : action.needs) {
      const auto* window = std::get_if<TimeWindow>(&need.what);
      if (window == nullptr) continue;
      if (window->opens) lines.push_back(&*window->opens);
      if (window->closes) lines.push_back(&*window->closes);
    }
  }
  for (const Deadline& deadline : type.deadlines) {
    const bool opens =
        std::any_of(deadline.due.terms.begin(), deadline.due.terms.end(),
                    [](const DueTerm& term) { return term.since || term.comparator == Comparator::on; });
    if (&deadline != &judged && opens) lines.push_back(&deadline.due);
  }
  return lines;
}

struct TooLate {
  Date day;
  StateId state;
  std::optional<Instant> earliest;
  Instant closes;
};

std::optional<TooLate> too_late(const Ways& ways, const Deadline& deadline, Date day,
                                const DueAnchors& anchors) {
  const auto window = due_window(deadline.due, anchors);
  if (!window) return std::nullopt;
  const Ways::Arrivals at = ways.arrivals(anchors);
  for (const StateId& state : deadline.counts) {
    const std::optional<Instant>& found = at[ways.index(state)];
    if (!found || *found >= window->closes) return TooLate{day, state, found, window->closes};
  }
  return std::nullopt;
}

void check_in_time(const Analysis& analysis, const DocumentType& type, const Deadline& deadline) {
  std::vector<const Due*> lines = opening_lines(type, deadline);
  const States& reached = analysis.reached.at(type.id);
  const bool all_reached = std::all_of(deadline.counts.begin(), deadline.counts.end(),
                                       [&](const StateId& state) { return reached.contains(state); });
  if (lines.empty() || !all_reached) return;
  lines.push_back(&deadline.due);
  std::set<FieldId> fields;
  for (const Due* line : lines) fields.merge(fields_of(*line));
  if (fields.size() > 1) return;  // dates that nobody knows together
  const FieldId field = fields.empty() ? FieldId() : *fields.begin();
  const Ways ways(analysis, type, deadline);
  std::optional<TooLate> example;
  bool always = true;
  each_day(analysis.policy, type, field, [&](Date day, const DueAnchors& anchors) {
    const auto found = too_late(ways, deadline, day, anchors);
    if (!found) always = false;
    if (found && !example) example = found;
    return always || !example;
  });
  if (!example || (!always && !every_day_counts(type, lines))) return;
  const ZoneOffset zone = analysis.policy.zone;
  analysis.report(
      always ? Severity::error : Severity::warning, "Q387", analysis.places.deadline(type, deadline, "due"),
      {day_text(example->day, field, analysis.policy.school_year_starts), example->state.value,
       example->earliest ? time_text(*example->earliest, zone) : "–", closing_text(example->closes, zone)},
      deadline.cite);
}

// Whether no document gets to a state that the deadline counts but through `action`'s kind of need.
bool needed(const Analysis& analysis, const DocumentType& type, const Deadline& deadline,
            const DocumentIn& need) {
  const States without = closure(type.workflow, {type.workflow.states.front().id}, [&](const Action& action) {
    return std::none_of(action.needs.begin(), action.needs.end(), [&](const Requirement& one) {
      const auto* other = std::get_if<DocumentIn>(&one.what);
      return other != nullptr && *other == need;
    });
  });
  const States& reached = analysis.reached.at(type.id);
  return std::any_of(deadline.counts.begin(), deadline.counts.end(), [&](const StateId& state) {
    return reached.contains(state) && !without.contains(state);
  });
}

// The closing of a deadline for the period that `day` dates; nothing when it is measured from anything else.
std::optional<Instant> closing(const DocumentType& type, const Deadline& deadline, DueAnchors anchors,
                               Date day) {
  if (type.duty && !type.duty->dated_by.empty())
    anchors.dates.insert_or_assign(type.duty->dated_by, AnchorDate(day));
  const auto window = due_window(deadline.due, anchors);
  return window ? std::optional(window->closes) : std::nullopt;
}

// The first of the other type's deadlines that asks for one of the wanted states.
std::optional<Instant> other_closing(const DocumentType& other, const DocumentIn& need,
                                     const DueAnchors& anchors, Date day) {
  std::optional<Instant> first;
  for (const Deadline& deadline : other.deadlines) {
    const bool asks = std::any_of(deadline.counts.begin(), deadline.counts.end(), [&](const StateId& state) {
      return std::find(need.in.begin(), need.in.end(), state) != need.in.end();
    });
    const auto closes = asks ? closing(other, deadline, anchors, day) : std::nullopt;
    if (closes && (!first || *closes < *first)) first = closes;
  }
  return first;
}

void check_dependency(const Analysis& analysis, const DocumentType& type, const Deadline& deadline,
                      const DocumentIn& need, const Spot& spot) {
  const DocumentType* other = analysis.policy.document(need.type);
  if (other == nullptr || other->deadlines.empty() || !needed(analysis, type, deadline, need)) return;
  const bool dated = type.duty && !type.duty->dated_by.empty() && !fields_of(deadline.due).empty();
  each_day(analysis.policy, type, dated ? type.duty->dated_by : FieldId(),
           [&](Date day, const DueAnchors& anchors) {
             const auto own = closing(type, deadline, anchors, day);
             const auto theirs = other_closing(*other, need, anchors, day);
             if (!own || !theirs || *theirs <= *own) return true;
             const ZoneOffset zone = analysis.policy.zone;
             analysis.report(
                 Severity::warning, "Q388", spot,
                 {other->id.value, closing_text(*theirs, zone), deadline.id.value, closing_text(*own, zone)},
                 deadline.cite);
             return false;
           });
}

}  // namespace

void check_chains(Analysis& analysis) {
  for (const DocumentType& type : analysis.policy.documents) {
    for (const Deadline& deadline : type.deadlines) {
      check_in_time(analysis, type, deadline);
      for (const Action& action : type.workflow.actions)
        for (std::size_t i = 0; i < action.needs.size(); ++i)
          if (const auto* need = std::get_if<DocumentIn>(&action.needs[i].what))
            check_dependency(analysis, type, deadline, *need, analysis.places.need(type, action, i));
    }
  }
}

}  // namespace quyche::rules::analysis
