#include "rules/policy_test/rehearsal.h"

#include <algorithm>
#include <set>

#include "engine/base/check.h"
#include "engine/command/read_command.h"
#include "engine/json/canonical.h"
#include "engine/school/evolve.h"

namespace quyche::rules::policy_test {

Rehearsal::Rehearsal(const Case& one) : hooks_([this](const Digest& digest) { return text(digest); }) {
  add(one.policy);
  for (const auto& policy : one.later) add(policy);
  open(OpenSchool{SchoolId{"test"}, policy_id(*one.policy), ClockSource::given}, one.as_of);
  std::set<UnitId> units;
  for (const GivenPerson& person : one.people)
    for (const Assignment& held : person.roles)
      if (!held.unit.empty() && units.insert(held.unit).second) open(AddUnit{held.unit}, one.as_of);
  for (const GivenPerson& person : one.people) {
    open(AdmitPerson{person.id, {person.name, sha256(person.id.value)}}, one.as_of);
    for (const Assignment& held : person.roles) open(AssignRole{person.id, held.role, held.unit}, one.as_of);
  }
}

void Rehearsal::add(const std::shared_ptr<const Policy>& policy) {
  policies_.add(policy_id(*policy), policy);
  hooks_.add_scripts(*policy);
}

void Rehearsal::open(CommandBody body, Instant at) {
  auto events = submit({{}, {}, std::nullopt, std::move(body)}, at);
  if (!events && !refused_) refused_ = std::move(events.error());
}

std::optional<std::string> Rehearsal::text(const Digest& commitment) const {
  const auto at = texts_.find(commitment);
  return at == texts_.end() ? std::nullopt : std::optional(at->second);
}

Result<Command, Refusal> Rehearsal::read(json::Object members, const PersonId& as) {
  members.insert_or_assign("key", json::Value("step"));
  members.insert_or_assign("as", json::Value(as.value));
  const CommandContext context{
      // A salt of its own for each text, as in the vault: the same text twice has two commitments.
      [this](std::string_view given) {
        const Digest commitment = sha256(std::to_string(++sealed_) + '\0' + std::string(given));
        texts_.emplace(commitment, given);
        return commitment;
      },
      [](std::string_view account) { return std::optional(PersonId{std::string(account)}); }};
  auto command = read_command(json::canonical(members), context);
  if (!command) return tl::unexpected(std::move(command.error()));
  return std::move(command->command);
}

std::vector<Event> Rehearsal::pass_time(Instant now) {
  std::vector<Event> happened;
  if (!state_.open()) return happened;
  while (true) {
    const auto next = next_due(world());
    if (!next || *next > now) return happened;
    const Instant moment = std::max(*next, state_.last_at);
    auto events = decide(world(), {{}, {}, std::nullopt, Tick{}}, moment, hooks_);
    CHECK(events && !events->empty(), "a tick at or after next_due gives events");
    for (const Event& event : *events) evolve(state_, event);
    happened.insert(happened.end(), events->begin(), events->end());
  }
}

Result<std::vector<Event>, Refusal> Rehearsal::submit(const Command& command, Instant now) {
  auto events = decide(world(), command, now, hooks_);
  if (!events) return events;
  for (const Event& event : *events) evolve(state_, event);
  // A document that was created after its deadline is late at once.
  const auto at_once = pass_time(now);
  events->insert(events->end(), at_once.begin(), at_once.end());
  return events;
}

}  // namespace quyche::rules::policy_test
