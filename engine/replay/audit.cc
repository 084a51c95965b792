#include "engine/replay/audit.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

// The document that the group's command works on; a new one is not there yet.
const DocumentId* existing_document(const Group& group) {
  const Event& first = group.events.front();
  return std::holds_alternative<Created>(first.body) ? nullptr : document_of(first.body);
}

}  // namespace

std::string_view code_of(Wrong wrong) {
  switch (wrong) {
    case Wrong::refused: return "Q550";
    case Wrong::differs: return "Q551";
    case Wrong::overdue: return "Q552";
    case Wrong::untimely: return "Q553";
    case Wrong::groundless: return "Q554";
    case Wrong::verdict: return "Q555";
  }
  return "Q551";
}

void Audit::add(Event event) {
  ++counts_.events;
  if (const auto group = grouping_.add(std::move(event))) judge(*group);
}

void Audit::finish() {
  if (const auto group = grouping_.finish()) judge(*group);
}

void Audit::judge(const Group& group) {
  const Event& first = group.events.front();
  const DocumentId* document = existing_document(group);
  const bool lost = document != nullptr && lost_.contains(*document);
  if (!lost) {
    const bool adopted = std::holds_alternative<PolicyAdopted>(first.body) && by_itself(first);
    const auto due = adopted ? clockwork_.next(world()) : std::nullopt;
    const bool adopted_by_time = due && moment_at(*due) <= first.at;
    if (!group.command)
      report({Wrong::groundless, first.seq, first, {}, {}, {}});
    else if (std::holds_alternative<Tick>(group.command->body) || adopted_by_time)
      judge_time(group);
    else
      judge_command(group, *group.command);
  }
  for (const Event& event : group.events) fold(event);
}

void Audit::judge_time(const Group& group) {
  ++counts_.moments;
  const Event& first = group.events.front();
  const auto due = clockwork_.next(world());
  if (!due || moment_at(*due) > first.at || first.at < state_.last_at)
    return report({Wrong::untimely, first.seq, first, {}, {}, {}});
  compare(group, decide_moment(world(), *due, first.at));
}

void Audit::judge_command(const Group& group, const Command& command) {
  ++counts_.commands;
  const Event& first = group.events.front();
  note_overdue(first);
  RecordedHooks hooks(hooks_of(first.body), rerun_);
  const Expected expected = decide(world(), command, first.at, hooks);
  counts_.verdicts += hooks_of(first.body).size();
  counts_.verdicts_unknown += hooks.unknown();
  for (const RecordedHooks::Other& other : hooks.others()) {
    const std::string said =
        other.now ? other.now->message : other.now.error().code + " " + other.now.error().detail;
    report({Wrong::verdict, first.seq, first, {}, {}, said});
  }
  compare(group, expected);
}

void Audit::compare(const Group& group, const Expected& expected) {
  const Event& first = group.events.front();
  if (!expected) return report({Wrong::refused, first.seq, first, {}, expected.error(), {}});
  const std::size_t both = std::min(group.events.size(), expected->size());
  std::size_t at = 0;
  while (at < both && group.events[at] == (*expected)[at]) ++at;
  if (at == group.events.size() && at == expected->size()) return;
  AuditFinding finding{Wrong::differs, first.seq + at, {}, {}, {}, {}};
  if (at < group.events.size()) finding.recorded = group.events[at];
  if (at < expected->size()) finding.expected = (*expected)[at];
  report(std::move(finding));
}

// What time should have done before `before`. Each is reported once and then counts as done, without what
// would have followed from it: the history went on without.
void Audit::note_overdue(const Event& before) {
  if (before.at < state_.last_at) return;  // refused for that
  for (auto due = clockwork_.next(world()); due && moment_at(*due) <= before.at;
       due = clockwork_.next(world())) {
    const Event expected = decide_moment(world(), *due, before.at).front();
    report({Wrong::overdue, before.seq, before, expected, {}, {}});
    evolve(state_, expected);
    --state_.last_seq;
  }
}

// What an event names and no stored policy holds. Such an event cannot be folded: nothing could be decided on
// the state after it.
std::optional<std::string> Audit::missing_ground(const Event& event) const {
  const auto without = [&](const PolicyId& policy, const DocumentTypeId& type) -> std::optional<std::string> {
    const Policy* found = policies_.find(policy);
    if (found == nullptr) return policy.text();
    return found->document(type) == nullptr ? std::optional(type.value) : std::nullopt;
  };
  if (const auto* created = std::get_if<Created>(&event.body)) return without(event.policy, created->type);
  if (const auto* changed = std::get_if<PolicyChanged>(&event.body)) {
    const Document* document = state_.document(changed->document);
    return document == nullptr ? std::optional(changed->document.value)
                               : without(event.policy, document->type);
  }
  const auto missing = [&](const PolicyId& policy) {
    return policies_.find(policy) == nullptr ? std::optional(policy.text()) : std::nullopt;
  };
  if (const auto* adopted = std::get_if<PolicyAdopted>(&event.body)) return missing(adopted->policy);
  if (std::holds_alternative<SchoolOpened>(event.body)) return missing(event.policy);
  return std::nullopt;
}

void Audit::fold(const Event& event) {
  const auto missing = missing_ground(event);
  if (!missing) return evolve(state_, event);
  if (reported_ != event.seq) report({Wrong::groundless, event.seq, event, {}, {}, *missing});
  if (const auto* created = std::get_if<Created>(&event.body)) lost_.insert(created->document);
  state_.last_seq = event.seq;
  state_.last_at = event.at;
}

void Audit::report(AuditFinding finding) {
  ++counts_.findings;
  reported_ = finding.seq;
  if (findings_.size() < limits::findings_per_school_max) findings_.push_back(std::move(finding));
}

}  // namespace quyche
