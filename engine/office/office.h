// The only coordinator. Given a batch of commands it decides them one by one against the working set, hands
// what follows to the store as one transaction, and only then answers. Single-threaded: the queue and the
// threads around it belong to adapters.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/command/command.h"
#include "engine/decide/decide.h"
#include "engine/ports/hooks.h"
#include "engine/ports/store.h"

namespace quyche {

struct Request {
  Command command;
  Digest fingerprint;  // of the command as its caller sent it
  Instant now;
  std::vector<VaultEntry>
      sealed;  // the texts behind the command's commitments; kept when an event holds them
};

// What was done: which events, and where the document stands.
struct Accepted {
  std::uint64_t first_seq = 0;
  std::uint64_t last_seq = 0;
  DocumentId document;  // empty when the command is about none
  StateId state;
  std::uint64_t version = 0;
};

struct Reply {
  std::variant<Accepted, Refusal> outcome;
  bool repeated = false;  // the answer to an earlier command with the same key
  std::string answer;     // canonical JSON, the same bytes each time the key comes
};

class Office {
 public:
  // Loads the school: its policies and the fold of all its events. Fails with Q505, Q506 or the store's own
  // errors. A school that has no events yet is not open; the first command must open it. `store` and `hooks`
  // outlive the office.
  [[nodiscard]] static Outcome<std::unique_ptr<Office>> open(Store& store, Hooks& hooks,
                                                             const SchoolId& school);

  // Makes a policy known; it is stored with the next batch.
  void add_policy(std::shared_ptr<const Policy> policy);

  // Decides the requests in order, each at its own `now`, after whatever fell due before it; at most
  // limits::batch_commands_max. On success every reply is durable. On an error nothing of the batch happened,
  // nothing was acknowledged, and the office has stopped: every later call gives the same error.
  [[nodiscard]] Outcome<std::vector<Reply>> submit(std::span<const Request> requests);

  // Lets time pass without a command: fires everything due until `now`, durably.
  [[nodiscard]] Outcome<void> pass_time(Instant now);

  [[nodiscard]] World world() const { return {policies_, state_}; }
  [[nodiscard]] const SchoolState& school() const { return state_; }

 private:
  Office(Store& store, Hooks& hooks, SchoolId school)
      : store_(store), hooks_(hooks), school_(std::move(school)) {}
  [[nodiscard]] Outcome<void> load();
  [[nodiscard]] Outcome<Reply> handle(const Request& request);
  [[nodiscard]] Outcome<std::optional<Reply>> answered_before(const Request& request);
  [[nodiscard]] Reply decide_and_apply(const Request& request);
  void apply(const std::vector<Event>& events);
  void erase(const PersonId& person);
  void fire_due(Instant now);
  [[nodiscard]] std::optional<Instant> next_due_cached();
  [[nodiscard]] Outcome<void> commit();

  Store& store_;
  Hooks& hooks_;
  SchoolId school_;
  PolicyBook policies_;
  SchoolState state_;
  std::unique_ptr<StoreReader> reader_;
  Batch batch_;  // what the next commit writes
  std::map<CommandKey, std::size_t> batch_answers_;
  std::map<DocumentId, bool> touched_;
  std::optional<Error> stopped_;
  // The next duty to close takes a walk over the calendar; it changes only with the state's duty_epoch.
  std::optional<Instant> next_duty_;
  std::optional<std::uint64_t> next_duty_epoch_;
};

// The canonical JSON of an answer (docs/commands.md).
[[nodiscard]] std::string answer_json(const CommandKey& key, const std::variant<Accepted, Refusal>& outcome);

}  // namespace quyche
