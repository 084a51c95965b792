// An office as simple as it can be: everything in memory, one command after another, no store. What the real
// one does is compared with it.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/event/codec.h"
#include "engine/office/office.h"
#include "engine/school/evolve.h"

namespace quyche::test {

class PlainOffice {
 public:
  PlainOffice(std::shared_ptr<const Policy> policy, Hooks& hooks) : hooks_(hooks) {
    policies_.add(policy_id(*policy), policy);
  }
  // The answer.
  std::string submit(const Request& request) {
    const CommandKey& key = request.command.key;
    if (const auto at = answers_.find(key); at != answers_.end()) return at->second;
    if (request.now >= state_.last_at) fire(request.now);
    const auto decided = decide(world(), request.command, request.now, hooks_);
    ReplyOutcome outcome;
    if (decided) {
      apply(*decided);
      Accepted done{decided->front().seq, decided->back().seq, {}, {}, 0};
      if (const DocumentId* id = document_of(decided->front().body)) {
        const Document& document = *state_.document(*id);
        done.document = *id;
        done.state = document.state;
        done.version = document.version;
      }
      outcome = done;
      fire(request.now);
    } else {
      outcome = decided.error();
    }
    const std::string answer = answer_json(key, outcome);
    const bool clock = !decided && decided.error().unmet.front().code == "Q403";
    if (!clock) answers_.emplace(key, answer);
    return answer;
  }
  [[nodiscard]] World world() const { return {policies_, state_}; }
  [[nodiscard]] const SchoolState& school() const { return state_; }
  [[nodiscard]] const std::vector<std::string>& events() const { return events_; }

 private:
  void apply(const std::vector<Event>& events) {
    for (const Event& event : events) {
      evolve(state_, event);
      events_.push_back(encode_event(event));
    }
  }
  void fire(Instant now) {
    if (!state_.open()) return;
    for (auto next = next_due(world()); next && *next <= now; next = next_due(world()))
      apply(*decide(world(), Command{{}, {}, std::nullopt, Tick{}}, now, hooks_));
  }

  Hooks& hooks_;
  PolicyBook policies_;
  SchoolState state_;
  std::vector<std::string> events_;
  std::map<CommandKey, std::string> answers_;
};

}  // namespace quyche::test
