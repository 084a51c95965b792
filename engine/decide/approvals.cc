// Several people for one action: all of, any of, at least n of.
#include <algorithm>
#include <functional>

#include "engine/decide/authority.h"
#include "engine/decide/requirements.h"

namespace quyche::deciding {
namespace {

struct Voice {
  PersonId person;
  std::vector<ActorName> capacities;
};

bool speaks_for(const Voice& voice, const ActorName& entry) {
  return std::find(voice.capacities.begin(), voice.capacities.end(), entry) != voice.capacities.end();
}

// Entries left open by the best assignment of one person to one entry (augmenting paths; a handful of
// entries).
std::vector<ActorName> unmatched(const std::vector<ActorName>& entries, const std::vector<Voice>& voices) {
  std::vector<int> entry_of_voice(voices.size(), -1);
  std::vector<bool> visited;
  const std::function<bool(int)> place = [&](int entry) {
    for (std::size_t v = 0; v < voices.size(); ++v) {
      if (visited[v] || !speaks_for(voices[v], entries[static_cast<std::size_t>(entry)])) continue;
      visited[v] = true;
      if (entry_of_voice[v] < 0 || place(entry_of_voice[v])) {
        entry_of_voice[v] = entry;
        return true;
      }
    }
    return false;
  };
  std::vector<ActorName> open;
  for (std::size_t e = 0; e < entries.size(); ++e) {
    visited.assign(voices.size(), false);
    if (!place(static_cast<int>(e))) open.push_back(entries[e]);
  }
  return open;
}

std::vector<ActorName> without_voice(const std::vector<ActorName>& entries,
                                     const std::vector<Voice>& voices) {
  std::vector<ActorName> open;
  for (const ActorName& entry : entries) {
    const bool spoken =
        std::any_of(voices.begin(), voices.end(), [&](const Voice& v) { return speaks_for(v, entry); });
    if (!spoken) open.push_back(entry);
  }
  return open;
}

std::vector<ActorName> capacities_of(const SchoolState& school, const Policy& policy,
                                     const Document& document, const Approvals& rule, const PersonId& actor,
                                     Instant now) {
  std::vector<ActorName> capacities;
  const PersonId owner = acting_owner(school, policy, document, now);
  for (const ActorName& entry : rule.of)
    if (authority(school, policy, actor, {entry}, document.unit, owner, now)) capacities.push_back(entry);
  return capacities;
}

}  // namespace

ApprovalOutcome judge_approvals(const SchoolState& school, const Policy& policy, const Document& document,
                                const ActionId& action, const Approvals& rule, const PersonId& actor,
                                Instant now) {
  ApprovalOutcome outcome;
  outcome.capacities = capacities_of(school, policy, document, rule, actor, now);
  const auto right = authority(school, policy, actor, rule.of, document.unit,
                               acting_owner(school, policy, document, now), now);
  const PersonId actor_voice = right && !right->on_behalf_of.empty() ? right->on_behalf_of : actor;
  std::vector<Voice> voices;
  for (const SignOff& sign_off : document.sign_offs) {
    if (sign_off.action != action) continue;
    // A delegate speaks with the delegator's voice: one authority counts once.
    const PersonId& voice = sign_off.on_behalf_of.empty() ? sign_off.by : sign_off.on_behalf_of;
    if (sign_off.by == actor || voice == actor_voice) outcome.already = true;
    voices.push_back({sign_off.by, sign_off.capacities});
  }
  if (!outcome.already && !outcome.capacities.empty()) voices.push_back({actor, outcome.capacities});
  switch (rule.rule) {
    case ApprovalRule::all_of:
      outcome.waiting = rule.same_person ? without_voice(rule.of, voices) : unmatched(rule.of, voices);
      outcome.complete = outcome.waiting.empty();
      break;
    case ApprovalRule::any_of: outcome.complete = !voices.empty(); break;
    case ApprovalRule::at_least: outcome.complete = static_cast<int>(voices.size()) >= rule.count; break;
  }
  if (!outcome.complete && outcome.waiting.empty()) outcome.waiting = rule.of;
  return outcome;
}

}  // namespace quyche::deciding
