// The only coordinator. Given a batch of commands it decides them one by one against the working set, hands
// what follows to the store as one transaction, and only then answers.
//
// An office belongs to one thread at a time; the queue and the threads around it belong to adapters
// (adapters/runtime/pipeline.h). Deciding and writing are apart: while one batch is written on one thread the
// next can be decided on another.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/command/command.h"
#include "engine/decide/decide.h"
#include "engine/office/prepared.h"
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

struct OfficeOptions {
  std::size_t documents_cached_max = limits::documents_cached_max;
  std::size_t school_events_per_snapshot = limits::school_events_per_snapshot;
  // From so many events on a batch takes no more commands and ticks.
  std::size_t batch_events_max = limits::batch_events_max;
  // The policies of the store when they are known already; null: they are read.
  const PolicyBook* policies = nullptr;
  // Of the store, for offices that are used by one thread at a time, all of them; it outlives the office.
  // Null: the office has one of its own.
  StoreReader* reader = nullptr;
};

class Office {
 public:
  // Opens the school from its snapshot and what came after; a school of an older store, or one brought in
  // from outside, is folded once and gets its index of documents and a snapshot. Fails with Q505, Q506, Q522
  // or the store's own errors. A school that has no events yet is not open; the first command must open it.
  // `store` and `hooks` outlive the office.
  [[nodiscard]] static Outcome<std::unique_ptr<Office>> open(Store& store, Hooks& hooks,
                                                             const SchoolId& school,
                                                             const OfficeOptions& options = {});

  // Makes a policy known; it is stored with the next batch.
  void add_policy(std::shared_ptr<const Policy> policy);

  // The simple whole: decides the requests in order, each at its own `now`, after whatever fell due before
  // it, and writes, in as many batches as it takes; at most limits::batch_commands_max. On success every
  // reply is durable. On an error nothing was acknowledged (what fell due, and some of the requests, may have
  // been written before it), and the office has stopped: every later call gives the same error.
  [[nodiscard]] Outcome<std::vector<Reply>> submit(std::span<const Request> requests);
  // Lets time pass without a command: fires everything due until `now`, durably.
  [[nodiscard]] Outcome<void> pass_time(Instant now);
  // Leaves a snapshot behind when the school has changed since the last, so that the next opening is quick.
  [[nodiscard]] Outcome<void> close();

  // The same in steps. decide() and let_pass() add to the batch that is open, take() closes it. Batches are
  // to be written in the order of their numbers, each followed by committed(), or once by failed(). Several
  // may be on the way; a key that was answered in one of them is answered the same again.
  //
  // Gives how many of the requests were decided: fewer than all when the batch is full, be it of what fell
  // due before the next one. Then it is to be closed, and the rest to be given again.
  [[nodiscard]] Outcome<std::size_t> decide(std::span<const Request> requests);
  // Whether everything fired that is due until `now`; false when the batch is full, as above.
  [[nodiscard]] Outcome<bool> let_pass(Instant now);
  [[nodiscard]] bool full() const { return open_.events.size() >= options_.batch_events_max; }
  [[nodiscard]] Prepared take();
  // Does of encode() what can be done before the batch is closed.
  void encode_ahead() { encode(open_); }
  void committed(std::uint64_t number);
  void failed(const Error& error);
  // How many requests the open batch has, and events.
  [[nodiscard]] std::size_t waiting() const { return open_.replies.size(); }
  [[nodiscard]] std::size_t events_waiting() const { return open_.events.size(); }

  // When time itself will act next.
  [[nodiscard]] std::optional<Instant> next_moment();
  [[nodiscard]] World world() const { return {policies_, state_}; }
  [[nodiscard]] const SchoolState& school() const { return state_; }
  [[nodiscard]] const SchoolId& id() const { return school_; }
  [[nodiscard]] const std::optional<Error>& stopped() const { return stopped_; }

 private:
  // An answer that is decided and not known to be durable.
  struct InFlight {
    Digest fingerprint;
    ReplyOutcome outcome;
    PersonId person;
  };

  Office(Store& store, Hooks& hooks, SchoolId school, const OfficeOptions& options)
      : store_(store), hooks_(hooks), school_(std::move(school)), options_(options) {}
  [[nodiscard]] Outcome<void> load();
  [[nodiscard]] Outcome<void> index_school();
  [[nodiscard]] Outcome<std::optional<Reply>> handle(const Request& request);
  [[nodiscard]] Outcome<std::optional<Reply>> answered_before(const Request& request);
  [[nodiscard]] Outcome<Reply> stored_reply(const StoredAnswer& stored);
  [[nodiscard]] Reply decide_one(const Request& request);
  void remember(const Request& request, const Reply& reply);
  void apply(std::vector<Event> events);
  [[nodiscard]] bool fire_due(Instant now, bool until_full);
  [[nodiscard]] Outcome<std::vector<Reply>> write();
  // The error that has stopped the office, or that a document could not be loaded.
  [[nodiscard]] Outcome<void> sound();
  [[nodiscard]] Outcome<void> gather_erased();

  Store& store_;
  Hooks& hooks_;
  SchoolId school_;
  OfficeOptions options_;
  PolicyBook policies_;
  std::unique_ptr<StoreReader> own_reader_;
  StoreReader* reader_ = nullptr;  // outlives state_, which loads documents with it
  SchoolState state_;
  Prepared open_;
  std::size_t gathered_ = 0;         // events of the open batch that were looked at for erasures
  std::vector<DocumentId> touched_;  // in the open batch; some more than once
  std::uint64_t events_since_snapshot_ = 0;
  bool snapshot_wanted_ = false;
  std::unordered_map<CommandKey, InFlight> in_flight_;
  std::deque<std::pair<std::uint64_t, CommandKey>> in_flight_order_;  // by batch number
  std::optional<Error> stopped_;
  // The next duty to close takes a walk over the calendar; it changes only with the state's duty_epoch.
  std::optional<Instant> next_duty_;
  std::optional<std::uint64_t> next_duty_epoch_;
};

}  // namespace quyche
