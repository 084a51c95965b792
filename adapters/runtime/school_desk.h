// One school of a data directory, opened for commands: its office, hooks and people.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/people/directory.h"
#include "adapters/vault/seal.h"
#include "engine/base/result.h"
#include "engine/command/read_command.h"
#include "engine/office/office.h"
#include "engine/ports/store.h"
#include "rules/hooks/lua_hooks.h"

namespace quyche::runtime {

// The policies of a store, which all its schools share.
struct SharedPolicies {
  PolicyBook book;
  std::vector<std::shared_ptr<const Policy>> all;
};
// Fails with Q506 or the store's own errors.
[[nodiscard]] Outcome<SharedPolicies> shared_policies(StoreReader& reader);

class SchoolDesk {
 public:
  // `store` and `reader` outlive the desk; both are used by its thread only.
  [[nodiscard]] static Outcome<std::unique_ptr<SchoolDesk>> open(Store& store, StoreReader& reader,
                                                                 const SchoolId& school,
                                                                 const SharedPolicies& policies);
  SchoolDesk(const SchoolDesk&) = delete;
  SchoolDesk& operator=(const SchoolDesk&) = delete;

  // The request that a command as it was read makes, with the texts sealed for it; or why it is none.
  [[nodiscard]] Result<Request, Refusal> request(ReadCommand command, std::vector<VaultEntry> sealed);
  // All in one batch. After it nothing that was sealed for a request waits any more.
  [[nodiscard]] Outcome<std::vector<Reply>> submit(const std::vector<Request>& requests);
  // Makes a policy known; it is stored with the next batch.
  void add_policy(const std::shared_ptr<const Policy>& policy);
  // To be called when somebody has come or gone.
  [[nodiscard]] Outcome<void> learn_people();

  [[nodiscard]] Office& office() { return *office_; }
  [[nodiscard]] const people::Directory& people() const { return people_; }

 private:
  SchoolDesk(StoreReader& reader, const SchoolId& school) : reader_(reader), school_(school) {}
  [[nodiscard]] std::optional<std::string> text_of(const Digest& commitment);
  [[nodiscard]] std::optional<std::string> account_taken(const Command& command);

  StoreReader& reader_;
  SchoolId school_;
  std::unique_ptr<rules::hooks::LuaHooks> hooks_;
  std::unique_ptr<Office> office_;
  people::Directory people_;
  std::map<Digest, std::string> pending_texts_;  // sealed for a request, not in the vault yet
};

}  // namespace quyche::runtime
