#include "engine/replay/audit.h"

#include <algorithm>
#include <cstring>

#include "engine/base/limits.h"
#include "engine/base/overload.h"
#include "engine/digest/sha256.h"
#include "engine/ledger/commitments.h"
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
    case Wrong::key: return "Q564";
    case Wrong::text: return "Q565";
    case Wrong::altered: return "Q566";
    case Wrong::unreadable: return "Q567";
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

void Audit::finish_unreadable(std::string why) {
  cut_ = true;
  finish();
  report({Wrong::unreadable, counts_.events + 1, {}, {}, {}, std::move(why)});
}

void Audit::judge(const Group& group) {
  const Event& first = group.events.front();
  const bool nobody = asked_by_nobody(first);
  const DocumentId* document = existing_document(group);
  const bool lost = document != nullptr && lost_.contains(*document);
  std::size_t folded = 0;
  judge_key(first);
  if (!lost) {
    if (!group.command || nobody) {
      if (!headless(group.events)) report({Wrong::groundless, first.seq, first, {}, {}, {}});
    } else if (is_moment(first)) {
      folded = came_late(group) ? pass(first) : judge_time(group);
    } else {
      judge_command(group, *group.command);
    }
  }
  for (const Event& event : group.events) judge_texts(event);
  for (; folded < group.events.size(); ++folded) fold(group.events[folded]);
}

// People, units, roles, delegations and policies are changed by somebody. Quyche itself does so in one run of
// events, all at one instant, while it opens the school, and when a policy takes over on its first day.
bool Audit::asked_by_nobody(const Event& first) {
  const bool opening = std::visit(Overload{
                                      [](const SchoolOpened&) { return true; },
                                      [](const KeyAdopted&) { return true; },
                                      [](const PolicyAdopted&) { return true; },
                                      [](const UnitAdded&) { return true; },
                                      [](const PersonAdmitted&) { return true; },
                                      [](const RoleAssigned&) { return true; },
                                      [](const auto&) { return false; },
                                  },
                                  first.body);
  opening_ = opening_ && opening;
  const bool now = !state_.open() || first.at == state_.opened_at;
  if ((opening_ && now) || !first.by.empty() || document_of(first.body) != nullptr) return false;
  const bool alone = std::visit(Overload{
                                    [](const SchoolOpened&) { return true; },  // refused: it is open
                                    [](const KeyAdopted&) { return true; },
                                    [](const PersonErased&) { return true; },
                                    [](const DutyClosed&) { return true; },
                                    [](const auto&) { return false; },
                                },
                                first.body);
  return !alone && !is_moment(first);
}

void Audit::judge_key(const Event& first) {
  if (first.command.empty()) return;
  const Digest whole = sha256(first.command.value);
  Print print{};
  std::memcpy(print.data(), whole.bytes.data(), sizeof(print));
  if (!given_.insert(print).second) report({Wrong::key, first.seq, first, {}, {}, first.command.value});
}

// That a text was neither blank nor too long is taken from the event; that there was one is not.
void Audit::judge_texts(const Event& event) {
  const auto missing = [&](const std::string& what) {
    report({Wrong::text, event.seq, event, {}, {}, what});
  };
  if (const auto* admitted = std::get_if<PersonAdmitted>(&event.body); admitted && admitted->identity.empty())
    missing("identity");
  ledger::each_commitment(event.body, [&](const Digest& commitment) {
    if (commitment.empty())
      missing("fields");
    else if (altered_ && altered_(commitment))
      report({Wrong::altered, event.seq, event, {}, {}, commitment.text()});
  });
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
  if (at == group.events.size() && (at == expected->size() || cut_)) return;
  AuditFinding finding{Wrong::differs, first.seq + at, {}, {}, {}, {}};
  if (at < group.events.size()) finding.recorded = group.events[at];
  if (at < expected->size()) finding.expected = (*expected)[at];
  report(std::move(finding));
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
