// A data directory opened for commands: the store, and the desks of its schools, each opened when it is asked
// for.
//
// Belongs to one thread.
#pragma once

#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/people/directory.h"
#include "adapters/runtime/clock.h"
#include "adapters/runtime/new_school.h"
#include "adapters/runtime/school_desk.h"
#include "adapters/vault/seal.h"
#include "engine/base/result.h"
#include "engine/office/office.h"
#include "engine/ports/store.h"

namespace quyche::runtime {

// The school that was asked for, or the only one when `asked` is empty. Q503 when there is none, Q518 when
// there are several and none was named, Q519 when the named one is not among them.
[[nodiscard]] Outcome<SchoolId> which_school(StoreReader& reader, const std::string& asked);

class DataDirectory {
 public:
  // `school` is whose commands are that name none; of a directory with one school it is that one. Fails with
  // Q503, Q505 to Q510, Q514, Q519, Q522.
  [[nodiscard]] static Outcome<std::unique_ptr<DataDirectory>> open(const std::string& dir,
                                                                    const std::string& school = {});
  // Leaves snapshots of the schools that have changed.
  ~DataDirectory();

  // One JSON answer for each JSON command, in order. Durable when it returns; on an error nothing was
  // acknowledged. At most limits::batch_commands_max lines. What is wrong with a line, also that it names no
  // school (Q518) or one that is not there (Q519), is its own answer.
  struct Answered {
    std::string json;
    bool ok = false;
    Refusal refusal;  // when it is not ok and was decided just now
    SchoolId school;  // empty when the line could not be read so far
  };
  [[nodiscard]] Outcome<std::vector<Answered>> handle(const std::vector<std::string>& lines);

  // Makes a policy known; it is stored with the next command that is carried out.
  void add_policy(const std::shared_ptr<const Policy>& policy);

  // Removes what is held of a person who has left, asked for by `as`, or by whoever keeps the directory when
  // that is empty. Durable when it returns.
  [[nodiscard]] Outcome<Answered> erase(const PersonId& person, const PersonId& as, Instant now);

  // Records that the school's checkpoints are signed by this verifier key from here on; gives the event's
  // seq. `lost`: the key before was lost and does not hand over.
  [[nodiscard]] Outcome<std::uint64_t> adopt_key(const std::string& verifier_key, bool lost = false);

  [[nodiscard]] Store& store() { return *store_; }
  // The schools that commands were for, by id; the one that open() named is always among them.
  [[nodiscard]] std::vector<SchoolId> used() const;
  // Of the school that open() named, which must be one (CHECK).
  [[nodiscard]] const Office& office() const { return home().office(); }
  [[nodiscard]] const people::Directory& people() const { return home().people(); }
  // The name; the id where there is none.
  [[nodiscard]] std::string name(const SchoolId& school, const PersonId& person) const;

 private:
  // What waits to be decided for one school.
  struct Waiting {
    std::vector<Request> requests;
    std::vector<std::size_t> lines;
  };
  struct Opened {
    SchoolId school;
    std::unique_ptr<SchoolDesk> desk;
    Waiting waiting;
  };

  DataDirectory() = default;
  [[nodiscard]] Outcome<Opened*> desk(const SchoolId& school);
  [[nodiscard]] SchoolDesk& home() const;
  [[nodiscard]] std::optional<Unmet> choose(const std::optional<SchoolId>& named);
  [[nodiscard]] Result<Request, Refusal> read(const std::string& text);
  [[nodiscard]] Outcome<void> decide(Opened& opened, std::vector<Answered>& answers);
  void close_some();

  std::unique_ptr<Store> store_;
  std::unique_ptr<StoreReader> reader_;  // of all desks
  std::optional<SharedPolicies> policies_;
  std::optional<SchoolId> home_;
  std::string schools_known_;  // for Q518: some ids, when there are several schools
  std::list<Opened> opened_;   // used last at the front
  std::set<SchoolId> used_;
  Opened* chosen_ = nullptr;    // the school of the line that is being read
  std::optional<Error> fault_;  // that a line met while its school was opened
  vault::Sealer sealer_;
};

}  // namespace quyche::runtime
