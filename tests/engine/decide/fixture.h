// A small school under a policy that uses every kind of requirement and effect, in memory.
//
// Two units: u1 with an (teacher), binh (teacher) and chi (team_lead); u2 with dung (teacher, team_lead).
// em is principal, giang vice principal, ha clerk. Nobody is auditor. It is 2024-10-01, a Tuesday.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/command/command.h"
#include "engine/decide/decide.h"
#include "engine/event/event.h"
#include "engine/policy/policy.h"
#include "engine/school/school_state.h"

namespace quyche::test {

// The policy of fixture.cc, loaded once; a policy that does not load stops the process with its findings.
[[nodiscard]] std::shared_ptr<const Policy> fixture_policy();
[[nodiscard]] std::string fixture_yaml();
[[nodiscard]] std::shared_ptr<const Policy> load_text(const std::string& yaml);

// Gives the verdicts that a test tells it to, and keeps what it was asked.
class StubHooks : public Hooks {
 public:
  Result<HookVerdict, HookFault> run(const HookCall& call) override {
    calls.push_back(call);
    return answer;
  }
  Result<HookVerdict, HookFault> answer = HookVerdict{true, ""};
  std::vector<HookCall> calls;
};

// A time of day in the fixture's zone: at("2024-10-04", "16:30").
[[nodiscard]] Instant at(std::string_view date, std::string_view clock = "08:00");
[[nodiscard]] Digest digest(std::string_view text);
[[nodiscard]] TextInput text(std::string value);
[[nodiscard]] FieldInputs fields(const std::map<std::string, std::string>& texts);
[[nodiscard]] std::vector<std::string> kinds(const std::vector<Event>& events);
[[nodiscard]] std::vector<std::string> codes(const Refusal& refusal);
[[nodiscard]] std::vector<std::string> names(const std::vector<PersonId>& people);
// The bodies of one kind among events.
template <class T>
[[nodiscard]] std::vector<T> all(const std::vector<Event>& events) {
  std::vector<T> found;
  for (const Event& event : events)
    if (const auto* body = std::get_if<T>(&event.body)) found.push_back(*body);
  return found;
}

using Decided = Result<std::vector<Event>, Refusal>;

class School {
 public:
  explicit School(std::shared_ptr<const Policy> policy = fixture_policy(),
                  Instant opened = at("2024-10-01", "07:00"));

  // Decides, and applies what follows. `tries` hands back either outcome; `does` fails the test on a refusal;
  // `refused` fails it on events, and checks that the state stayed as it was.
  Decided tries(const std::string& who, CommandBody body, std::optional<std::uint64_t> version = {});
  std::vector<Event> does(const std::string& who, CommandBody body);
  std::vector<std::string> refused(const std::string& who, CommandBody body);
  Refusal refusal(const std::string& who, CommandBody body);

  // Lets time pass until `until` and gives what time itself did.
  std::vector<Event> wait(Instant until);
  // The clock alone, without the ticks; may go backwards.
  void set_clock(Instant instant) { now_ = instant; }
  [[nodiscard]] Instant now() const { return now_; }

  void add_policy(std::shared_ptr<const Policy> policy);
  // Shortcuts: the new document's id; an action; an attachment.
  DocumentId create(const std::string& who, const std::string& type, FieldInputs inputs = {},
                    std::vector<DocumentId> about = {});
  std::vector<Event> act(const std::string& who, const DocumentId& document, const std::string& action,
                         const std::string& reason = "");
  void attach(const std::string& who, const DocumentId& document, const std::string& slot,
              const std::string& content = "file");
  // A lesson plan of 2024-10-21 by `who`, taken as far as `state`: draft, submitted, checked or approved.
  DocumentId plan(const std::string& who, const std::string& state, const std::string& lesson = "2024-10-21");

  [[nodiscard]] World world() const { return {policies_, state}; }
  [[nodiscard]] const Document& document(const DocumentId& id) const;

  SchoolState state;
  StubHooks hooks;
  std::vector<Event> log;

 private:
  void apply(const std::vector<Event>& events);

  PolicyBook policies_;
  Instant now_;
  int next_key_ = 0;
};

[[nodiscard]] inline Act action(const DocumentId& document, const std::string& name) {
  return Act{document, ActionId{name}, std::nullopt};
}
[[nodiscard]] inline Act action(const DocumentId& document, const std::string& name,
                                const std::string& reason) {
  return Act{document, ActionId{name}, text(reason)};
}
[[nodiscard]] inline Edit edit(const DocumentId& document, const std::map<std::string, std::string>& values) {
  return Edit{document, fields(values)};
}

}  // namespace quyche::test
