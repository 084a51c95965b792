// What comes too late for what waits for it: a state that can be reached only after its deadline has closed,
// a document whose own deadline comes after that of the one that needs it.
#include <algorithm>

#include "rules/analysis/analysis.h"
#include "rules/analysis/days.h"

namespace quyche::rules::analysis {
namespace {

using Arrivals = std::map<StateId, Instant>;
constexpr Instant beginning = Instant::from_ms(INT64_MIN / 2);

// When the states of one type can be come to at the earliest, on one set of dates.
class Clock {
 public:
  Clock(const Analysis& analysis, const DocumentType& type, const Deadline& judged, const DueAnchors& anchors)
      : analysis_(analysis), type_(type), anchors_(anchors) {
    // Another deadline that opens later than at once says when its states are expected.
    for (const Deadline& deadline : type.deadlines) {
      if (&deadline == &judged) continue;
      const auto window = due_window(deadline.due, anchors);
      if (!window || !window->opens) continue;
      for (const StateId& state : deadline.counts)
        expected_[state] = std::max(expected_.try_emplace(state, beginning).first->second, *window->opens);
    }
  }

  [[nodiscard]] Arrivals arrivals() const {
    Arrivals at{{type_.workflow.states.front().id, beginning}};
    for (bool grew = true; grew;) {
      grew = false;
      for (const Action& action : type_.workflow.actions) {
        if (!analysis_.reached.at(type_.id).contains(action.to) || !analysis_.takeable(type_, action))
          continue;
        const auto when = taken(action, at);
        if (!when) continue;
        const auto [found, fresh] = at.try_emplace(action.to, *when);
        if (!fresh && found->second <= *when) continue;
        found->second = *when;
        grew = true;
      }
    }
    return at;
  }

 private:
  // The earliest moment at which the action can be taken and its state counts, if there is one.
  [[nodiscard]] std::optional<Instant> taken(const Action& action, const Arrivals& at) const {
    std::optional<Instant> start;
    for (const StateId& from : action.from)
      if (const auto found = at.find(from); found != at.end())
        start = start ? std::min(*start, found->second) : found->second;
    if (!start) return std::nullopt;
    for (const Requirement& need : action.needs) {
      const auto* window = std::get_if<TimeWindow>(&need.what);
      if (window == nullptr || !window->opens) continue;
      if (const auto opens = due_window(*window->opens, anchors_))
        start = std::max(*start, Instant::start_of(opens->last_day, anchors_.zone));
    }
    for (const Requirement& need : action.needs) {
      const auto* window = std::get_if<TimeWindow>(&need.what);
      if (window == nullptr || !window->closes) continue;
      const auto closes = due_window(*window->closes, anchors_);
      if (closes && *start >= closes->closes) return std::nullopt;
    }
    const auto expected = expected_.find(action.to);
    return expected == expected_.end() ? *start : std::max(*start, expected->second);
  }

  const Analysis& analysis_;
  const DocumentType& type_;
  const DueAnchors& anchors_;
  Arrivals expected_;
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

std::optional<TooLate> too_late(const Analysis& analysis, const DocumentType& type, const Deadline& deadline,
                                Date day, const DueAnchors& anchors) {
  const auto window = due_window(deadline.due, anchors);
  if (!window) return std::nullopt;
  const Arrivals at = Clock(analysis, type, deadline, anchors).arrivals();
  for (const StateId& state : deadline.counts) {
    const auto found = at.find(state);
    if (found == at.end()) return TooLate{day, state, std::nullopt, window->closes};
    if (found->second >= window->closes) return TooLate{day, state, found->second, window->closes};
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
  std::optional<TooLate> example;
  bool always = true;
  each_day(analysis.policy, type, field, [&](Date day, const DueAnchors& anchors) {
    const auto found = too_late(analysis, type, deadline, day, anchors);
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
