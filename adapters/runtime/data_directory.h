// A data directory opened for commands: the store, and the desks of its schools, each opened when it is asked
// for.
//
// Lines come in by submit() on one thread and are carried out on others (pipeline.h): while one transaction
// is synced the next fills. Their answers come out in the order of the lines. All calls are of one thread.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/people/directory.h"
#include "adapters/runtime/answer_queue.h"
#include "adapters/runtime/clock.h"
#include "adapters/runtime/new_school.h"
#include "adapters/runtime/pipeline.h"
#include "adapters/runtime/school_desk.h"
#include "adapters/runtime/sent_events.h"
#include "adapters/vault/seal.h"
#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/office/office.h"
#include "engine/ports/store.h"

namespace quyche::runtime {

// The school that was asked for, or the only one when `asked` is empty. Q503 when there is none, Q518 when
// there are several and none was named, Q519 when the named one is not among them.
[[nodiscard]] Outcome<SchoolId> which_school(StoreReader& reader, const std::string& asked);

struct DataDirectoryOptions {
  std::string school;  // whose commands are that name none; of a directory with one school it is that one
  std::size_t schools_open_max = limits::schools_open_max;
  PipelineOptions pipeline = {};
};

class DataDirectory {
 public:
  using Answered = runtime::Answered;

  // Fails with Q503, Q505 to Q510, Q514, Q515, Q519, Q522.
  [[nodiscard]] static Outcome<std::unique_ptr<DataDirectory>> open(const std::string& dir,
                                                                    const DataDirectoryOptions& options);
  [[nodiscard]] static Outcome<std::unique_ptr<DataDirectory>> open(const std::string& dir,
                                                                    const std::string& school = {});
  // Carries out what waits and leaves snapshots of the schools that have changed.
  ~DataDirectory();

  // Takes in one command, as a JSON line. What is wrong with it, also that it names no school (Q518) or one
  // that is not there (Q519), is its answer. Returns before it is carried out, unless it changes who is
  // there: the next line may name the account that it brings. Whoever submits looks at full().
  void submit(const std::string& line);
  // Nobody need carry out what was submitted until this is called: on this thread is
  // best when no more is there to be submitted.
  void go_on(bool on_this_thread);
  // Whether what waits has reached its bounds (limits::lines_waiting_max, line_bytes_waiting_max).
  [[nodiscard]] bool full() const;
  // Lines whose answers were not taken yet.
  [[nodiscard]] std::size_t under_way() const { return answers_->size(); }
  // What was answered, in the order of the lines, up to the first that is not answered yet. Everything in it
  // is durable. An error stands for its line and all that follow: none of them was acknowledged.
  [[nodiscard]] std::vector<Outcome<Answered>> take_answers() { return answers_->take(); }
  // Readable when there is something to take.
  [[nodiscard]] int answers_descriptor() const { return answers_->descriptor(); }
  // Why nothing can be carried out any more, also where no line asked for anything.
  [[nodiscard]] std::optional<Error> failure() const;

  // The simple whole: one JSON answer for each line, in order, and nothing is carried out any more when it
  // returns. On an error some of the lines may have been carried out.
  [[nodiscard]] Outcome<std::vector<Answered>> handle(const std::vector<std::string>& lines);

  // Makes a policy known; it is stored with the next command that is carried out.
  void add_policy(const std::shared_ptr<const Policy>& policy);

  // Removes what is held of a person who has left, asked for by `as`, or by whoever keeps the directory when
  // that is empty. Durable when it returns.
  [[nodiscard]] Outcome<Answered> erase(const PersonId& person, const PersonId& as, Instant now);

  // Records that the school's checkpoints are signed by this verifier key from here on; gives the event's
  // seq.
  [[nodiscard]] Outcome<std::uint64_t> adopt_key(const AdoptKey& adoption);

  // Lets time pass in one school without a command. `now` is for schools whose time comes from commands:
  // without it nothing passes there; the others have the machine's. Durable when it returns. Fails with Q519,
  // and Q527 when the school stands at a later time already.
  struct Passed {
    bool has_time = true;      // false: there was none for it
    std::uint64_t events = 0;  // that time brought
    Instant until;             // up to when the school is recorded
    ZoneOffset zone;
  };
  [[nodiscard]] Outcome<Passed> let_time_pass(const SchoolId& school, std::optional<Instant> now);

  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] Outcome<std::vector<SchoolId>> schools() { return reader_->schools(); }
  // What was written of the school since the directory was opened, for who signs it; null: nothing.
  [[nodiscard]] const SentEvents* sent(const SchoolId& school) const { return store_->sent(school); }
  // The schools that commands were for, by id; the one that open() named is always among them.
  [[nodiscard]] std::vector<SchoolId> used() const;
  // Calls `sign` for each of them that got events since it was called for it, or was not called yet. Nothing
  // is decided or written meanwhile. It gets what was written of the school since it was last signed, or
  // null, and says whether all that is there is signed now.
  using Sign = std::function<bool(Store&, const SchoolId&, const SentEvents*)>;
  void each_unsigned(const Sign& sign);
  // Of the school that open() named, which must be one (CHECK). Only while nothing is carried out.
  [[nodiscard]] const Office& office() const { return home().office(); }
  [[nodiscard]] const people::Directory& people() const { return home().people(); }
  // The name; the id where there is none.
  [[nodiscard]] std::string name(const SchoolId& school, const PersonId& person) const;

 private:
  struct Opened {
    SchoolId school;
    std::unique_ptr<SchoolDesk> desk;
    Pipeline::Lane* lane = nullptr;  // null: no line was for it
  };
  using Place = std::list<Opened>::iterator;

  DataDirectory() = default;
  [[nodiscard]] Outcome<Opened*> desk(const SchoolId& school);
  [[nodiscard]] SchoolDesk& home() const;
  [[nodiscard]] std::optional<Unmet> choose(const std::optional<SchoolId>& named);
  [[nodiscard]] Result<Request, Refusal> read(const std::string& text);
  [[nodiscard]] Outcome<std::vector<Reply>> ask(SchoolDesk& desk, const Request& request);
  void send(Opened& opened, AnswerQueue::Place place, Request request);
  void alone(const std::function<void()>& use) const;
  void wait_for(AnswerQueue::Place end);
  void close_one();
  void stop();

  DataDirectoryOptions options_;
  std::unique_ptr<RememberingStore> store_;
  std::unique_ptr<StoreReader> reader_;  // of the thread that calls; the deciders have shared_'s
  std::unique_ptr<SharedDesk> shared_;
  std::unique_ptr<AnswerQueue> answers_;
  std::optional<SchoolId> home_;
  std::string schools_known_;  // for Q518: some ids, when there are several schools
  std::list<Opened> opened_;   // used last at the front
  std::unordered_map<SchoolId, Place> places_;
  struct Used {
    std::uint64_t last_seq = 0;  // when it was closed
    std::optional<std::uint64_t> signed_to;
  };
  std::map<SchoolId, Used> used_;
  std::unique_ptr<Pipeline> pipeline_;  // from the first line on
  std::optional<Error> failure_;        // of one that has ended
  Opened* chosen_ = nullptr;            // the school of the line that is being read
  std::optional<Error> fault_;          // that a line met before it was submitted
  vault::Sealer sealer_;
};

}  // namespace quyche::runtime
