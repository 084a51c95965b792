// Many callers, one writer: commands come from any thread, and while one batch is synced the next is decided.
//
// Batches form by themselves, of what waits, whatever schools it is of: one transaction, one sync. There are
// two roles, and at most one thread has each. The decider decides what waits, a piece at a time; the writer
// puts piece after piece into the open transaction while the next is decided, and commits when nothing waits
// any more and nobody decides: waiting for more would help nobody, going on without it would give half of the
// callers a sync of their own. Whoever is there takes a role: a worker, or a caller of ask() or work()
// itself, the writer also the other one where nobody has it. So one caller at a time pays for no hand-over
// between threads.
//
// What fell due in a school that follows the machine's clock fires without a command, however busy the others
// are.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/office/office.h"
#include "engine/ports/store.h"

namespace quyche::runtime {

struct PipelineOptions {
  std::size_t workers = 2;  // 0: only those in ask() and work() carry out anything
  std::size_t chunk = 16;   // commands decided at a time, and handed to the writer
  std::size_t batch_commands_max = limits::batch_commands_max;
  // What time it is, for schools that follow the machine's clock: their commands get the time at which they
  // are decided, and what falls due fires without one. Called from any thread. Empty: system_now().
  std::function<Instant()> clock = {};
};

// Called once, on any thread, without a lock held. A success is durable; an error (the store's, Q505, Q523)
// says that the command was not acknowledged. Answers of one batch come in the order in which they were
// decided. May submit again; must not close the pipeline.
using Answer = std::function<void(Outcome<Reply>)>;

class Pipeline {
 public:
  class Lane;  // the commands of one school

  // `store` outlives the pipeline and belongs to it: only exclusively() lets others use it.
  explicit Pipeline(Store& store, PipelineOptions options = {});
  ~Pipeline();  // closes
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // From now on the office belongs to the pipeline, until drop() or close(). It outlives that.
  Lane& add(Office& office);
  // Carries out what waits in the lane, then gives its office back.
  void drop(Lane& lane);

  // Any thread. After the first failure of the store or of loading a document everything that waits and
  // everything that comes gets that error; nothing is tried again.
  void submit(Lane& lane, Request request, Answer answer);
  // The same without waking anybody: the caller goes on with work() or wake().
  void submit_later(Lane& lane, Request request, Answer answer);
  void wake();
  // Carries out what waits, on this thread, unless others are at it; at most one batch. Not from an Answer.
  void work();
  // The same, waiting: takes part in the work meanwhile. Not from an Answer. The replies are in order; an
  // error stands for the whole, of which some may have been done.
  [[nodiscard]] Outcome<std::vector<Reply>> ask(Lane& lane, std::vector<Request> requests);
  [[nodiscard]] Outcome<Reply> ask(Lane& lane, Request request);

  // Runs `use` while nothing is decided or written: to read an office, or to have a reader from the store.
  // Not from an Answer.
  void exclusively(const std::function<void()>& use);

  // Takes nothing more (Q523), carries out what waits, ends the workers. Not while another thread is inside
  // drop() or exclusively().
  void close();

  // Why nothing is carried out any more, once that is so.
  [[nodiscard]] std::optional<Error> failure();

 private:
  using Lock = std::unique_lock<std::mutex>;
  struct Item {
    Request request;
    Answer answer;
  };
  // Decided for one lane, and on its way to the writer.
  struct Piece {
    Lane* lane;
    Prepared prepared;
    std::vector<Answer> answers;  // of its requests, in order
  };
  struct Decided {
    std::size_t requests = 0;
    bool all = true;  // also what fell due
    std::optional<Instant> next_moment;
  };
  // The writer's: what is in the transaction.
  struct Transaction {
    std::vector<Piece> pieces;
    std::size_t commands = 0;
    std::size_t events = 0;
    bool any = false;  // something to make durable
    std::optional<Error> error;
    [[nodiscard]] bool full(const PipelineOptions& options) const;
  };

  void serve();
  [[nodiscard]] bool take_part(Lock& lock);
  void decide(Lock& lock);
  void write(Lock& lock);
  void fill(Lock& lock, Transaction& transaction);
  void put(Lock& lock, Transaction& transaction);
  void answer(Lock& lock, Transaction& transaction);
  [[nodiscard]] Outcome<Decided> decide_chunk(Lane& lane, std::vector<Request>& requests, bool time_due);
  void fail_waiting(Lock& lock);
  void fail_these(Lock& lock, std::vector<Answer> answers);
  void enqueue(Lane& lane, Item item);
  void make_ready(Lane& lane);
  void set_moment(Lane& lane, std::optional<Instant> moment);
  void hand_on(bool goes_on);
  void rest(Lock& lock);
  void mark_due();
  [[nodiscard]] bool may_decide() const;
  [[nodiscard]] bool may_write() const;
  [[nodiscard]] std::optional<Error> closed_to_callers() const;

  Store& store_;
  PipelineOptions options_;

  std::mutex mutex_;  // guards all below, and in Lane what is not the office's
  std::list<std::unique_ptr<Lane>> lanes_;
  std::deque<Lane*> ready_;                      // something waits in them
  std::set<std::pair<Instant, Lane*>> moments_;  // when time will act next, where the machine's clock counts
  bool decides_ = false;                         // somebody is the decider
  bool writes_ = false;                          // somebody is the writer
  std::deque<Piece> pieces_;                     // decided, and not with the writer yet
  std::size_t ahead_commands_ = 0;               // in them
  std::size_t ahead_events_ = 0;
  bool writer_waits_ = false;
  bool answers_ = false;     // the writer is answering: what comes of it somebody else may decide
  std::size_t resting_ = 0;  // workers without work
  std::size_t called_ = 0;   // of them, those that were woken and have not got to it yet
  std::optional<Instant> rest_until_;
  std::size_t guests_ = 0;          // threads inside ask()
  std::size_t want_exclusive_ = 0;  // threads that wait for both roles
  bool closing_ = false;
  std::optional<Error> failed_;
  std::condition_variable writer_;  // another piece, or nobody decides
  std::condition_variable work_;    // for resting workers
  std::condition_variable roles_;   // a role is free, a guest has left
  std::vector<std::thread> workers_;
};

}  // namespace quyche::runtime
