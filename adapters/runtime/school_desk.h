// One school of a data directory, opened for commands: its office, hooks and people; and what it shares with
// the other schools of the directory.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
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

// What all schools of a data directory have in common, once: the store's policies, the scripts of their
// hooks, and the reader of whoever decides. Of their offices at most one is used at a time; `store` outlives
// it.
class SharedDesk {
 public:
  // Fails with Q506 or the store's own errors.
  [[nodiscard]] static Outcome<std::unique_ptr<SharedDesk>> open(Store& store);
  SharedDesk(const SharedDesk&) = delete;
  SharedDesk& operator=(const SharedDesk&) = delete;

  void add_policy(const std::shared_ptr<const Policy>& policy);
  [[nodiscard]] const PolicyBook& policies() const { return policies_; }
  [[nodiscard]] Store& store() { return store_; }
  [[nodiscard]] StoreReader& reader() { return *reader_; }
  // Runs a hook of a school, whose texts `text_of` finds.
  using TextOf = std::function<std::optional<std::string>(const Digest&)>;
  [[nodiscard]] Result<HookVerdict, HookFault> run(const HookCall& call, const TextOf& text_of);

 private:
  SharedDesk(Store& store, std::unique_ptr<StoreReader> reader);

  Store& store_;
  std::unique_ptr<StoreReader> reader_;
  PolicyBook policies_;
  const TextOf* text_of_ = nullptr;  // of the school whose hook runs
  rules::hooks::LuaHooks hooks_;
};

// Its office may be used by another thread than the desk: the desk asks it only for what never changes.
// What does more says so.
class SchoolDesk : public Hooks {
 public:
  // `shared` and `reader`, which is the desk's thread's own, outlive the desk. Uses both readers.
  [[nodiscard]] static Outcome<std::unique_ptr<SchoolDesk>> open(SharedDesk& shared, StoreReader& reader,
                                                                 const SchoolId& school,
                                                                 const OfficeOptions& options);
  SchoolDesk(const SchoolDesk&) = delete;
  SchoolDesk& operator=(const SchoolDesk&) = delete;

  // The request that a command as it was read makes, with the texts sealed for it; or why it is none. Whether
  // an account is taken is known of what was answered before this call only.
  [[nodiscard]] Result<Request, Refusal> request(ReadCommand command, std::vector<VaultEntry> sealed);
  // When a request was answered: its texts lie in the vault, or are nobody's business. Any thread.
  void forget(const std::vector<Digest>& commitments);
  // Makes a policy known; it is stored with the next batch. Uses the office.
  void add_policy(const std::shared_ptr<const Policy>& policy);
  // To be called when somebody has come or gone. Uses the office.
  [[nodiscard]] Outcome<void> learn_people();

  [[nodiscard]] Office& office() { return *office_; }
  [[nodiscard]] const people::Directory& people() const { return people_; }

  // For the office, on its thread.
  [[nodiscard]] Result<HookVerdict, HookFault> run(const HookCall& call) override;

 private:
  SchoolDesk(SharedDesk& shared, StoreReader& reader, const SchoolId& school)
      : shared_(shared), reader_(reader), school_(school) {}
  [[nodiscard]] std::optional<std::string> text_of(const Digest& commitment);
  [[nodiscard]] std::optional<std::string> account_taken(const Command& command);

  SharedDesk& shared_;
  StoreReader& reader_;
  SchoolId school_;
  std::unique_ptr<Office> office_;
  people::Directory people_;
  std::mutex mutex_;
  std::map<Digest, std::string> pending_texts_;  // sealed for a request that is not answered yet
};

}  // namespace quyche::runtime
