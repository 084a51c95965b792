// A school's data directory, opened for writing: the store, the office, hooks, vault and people, wired
// together.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/people/directory.h"
#include "adapters/people/people_file.h"
#include "adapters/runtime/clock.h"
#include "adapters/vault/seal.h"
#include "engine/base/result.h"
#include "engine/office/office.h"
#include "engine/ports/store.h"
#include "rules/hooks/lua_hooks.h"

namespace quyche::runtime {

struct NewSchool {
  SchoolId school;
  std::shared_ptr<const Policy> policy;
  // Adopted at once for the days on which they will hold: what comes when a layer above changes.
  std::vector<std::shared_ptr<const Policy>> later;
  std::vector<people::PersonRow> people;
  std::string key;  // verifier key that signs the school's checkpoints; empty: none yet
  ClockSource clock = ClockSource::system;
  Instant now;
};

// Makes a data directory: `fill` makes it under the name that it is given, and it gets its own when that is
// done. Fails with Q504, Q508, Q512, or what `fill` fails with; then there is nothing.
[[nodiscard]] Outcome<void> make_data_directory(
    const std::string& dir, const std::function<Outcome<void>(const std::string& partial)>& fill);

// Makes a data directory with a school in it. All or nothing: the directory appears under its name only when
// the school is complete and durable. Fails with Q504, Q507, Q508, Q512.
[[nodiscard]] Outcome<void> create_data_directory(const std::string& dir, const NewSchool& school);

// The school that was asked for, or the only one when `asked` is empty. Q503 when there is none, Q518 when
// there are several and none was named, Q519 when the named one is not among them.
[[nodiscard]] Outcome<SchoolId> which_school(StoreReader& reader, const std::string& asked);

class DataDirectory {
 public:
  // Fails with Q503, Q505 to Q510, Q514.
  [[nodiscard]] static Outcome<std::unique_ptr<DataDirectory>> open(const std::string& dir,
                                                                    const std::string& school = {});

  // One JSON answer for each JSON command, in order. Durable when it returns; on an error nothing was
  // acknowledged. At most limits::batch_commands_max lines.
  struct Answered {
    std::string json;
    bool ok = false;
    Refusal refusal;  // when it is not ok and was decided just now
  };
  [[nodiscard]] Outcome<std::vector<Answered>> handle(const std::vector<std::string>& lines);

  // Makes a policy known; it is stored with the next command that is carried out.
  void add_policy(const std::shared_ptr<const Policy>& policy);

  // Removes what is held of a person who has left, asked for by `as`, or by whoever keeps the directory when
  // that is empty. Durable when it returns.
  [[nodiscard]] Outcome<Answered> erase(const PersonId& person, const PersonId& as, Instant now);

  // Records that the school's checkpoints are signed by this verifier key from here on; gives the event's
  // seq.
  [[nodiscard]] Outcome<std::uint64_t> adopt_key(const std::string& verifier_key);

  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] const Office& office() const { return *office_; }
  [[nodiscard]] const people::Directory& people() const { return directory_; }

 private:
  DataDirectory() = default;
  [[nodiscard]] std::optional<std::string> text_of(const Digest& commitment);
  [[nodiscard]] Outcome<void> open_school(const SchoolId& school);
  [[nodiscard]] Outcome<void> learn_people();
  struct Line;
  [[nodiscard]] Line read(const std::string& text);
  [[nodiscard]] std::optional<std::string> account_taken(const Command& command);
  [[nodiscard]] Outcome<void> submit(std::vector<Request>& requests, std::vector<std::size_t>& lines,
                                     std::vector<Answered>& answers);

  std::unique_ptr<Store> store_;
  std::unique_ptr<StoreReader> reader_;
  std::unique_ptr<rules::hooks::LuaHooks> hooks_;
  std::unique_ptr<Office> office_;
  people::Directory directory_;
  vault::Sealer sealer_;
  std::map<Digest, std::string> pending_texts_;  // sealed in this batch, not in the vault yet
};

}  // namespace quyche::runtime
