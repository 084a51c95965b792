#include "adapters/runtime/school_desk.h"

#include <utility>

#include "adapters/runtime/clock.h"
#include "engine/json/read.h"

namespace quyche::runtime {

SharedDesk::SharedDesk(Store& store, std::unique_ptr<StoreReader> reader)
    : store_(store), reader_(std::move(reader)), hooks_([this](const Digest& commitment) {
        return text_of_ == nullptr ? std::nullopt : (*text_of_)(commitment);
      }) {}

Outcome<std::unique_ptr<SharedDesk>> SharedDesk::open(Store& store) {
  auto reader = store.reader();
  if (!reader) return tl::unexpected(reader.error());
  std::unique_ptr<SharedDesk> shared(new SharedDesk(store, std::move(*reader)));
  const auto stored = shared->reader_->policies();
  if (!stored) return tl::unexpected(stored.error());
  for (const StoredPolicy& one : *stored) {
    auto read = read_canonical_policy(one.canonical);
    if (!read) return tl::unexpected(read.error());
    if (sha256(one.canonical) != one.id) return fail("Q506", "id " + one.id.text() + " is not its SHA-256");
    const auto policy = std::make_shared<const Policy>(std::move(*read));
    shared->policies_.add(one.id, policy);
    shared->hooks_.add_scripts(*policy);
  }
  return shared;
}

void SharedDesk::add_policy(const std::shared_ptr<const Policy>& policy) {
  policies_.add(policy_id(*policy), policy);
  hooks_.add_scripts(*policy);
}

Result<HookVerdict, HookFault> SharedDesk::run(const HookCall& call, const TextOf& text_of) {
  text_of_ = &text_of;
  auto verdict = hooks_.run(call);
  text_of_ = nullptr;
  return verdict;
}

Outcome<std::unique_ptr<SchoolDesk>> SchoolDesk::open(SharedDesk& shared, StoreReader& reader,
                                                      const SchoolId& school, const OfficeOptions& options) {
  std::unique_ptr<SchoolDesk> desk(new SchoolDesk(shared, reader, school));
  OfficeOptions of_the_directory = options;
  of_the_directory.policies = &shared.policies();
  of_the_directory.reader = &shared.reader();
  auto office = Office::open(shared.store(), *desk, school, of_the_directory);
  if (!office) return tl::unexpected(office.error());
  desk->office_ = std::move(*office);
  if (auto learned = desk->learn_people(); !learned) return tl::unexpected(learned.error());
  return desk;
}

Result<HookVerdict, HookFault> SchoolDesk::run(const HookCall& call) {
  return shared_.run(call, [this](const Digest& commitment) { return text_of(commitment); });
}

std::optional<std::string> SchoolDesk::text_of(const Digest& commitment) {
  {
    const std::scoped_lock lock(mutex_);
    if (const auto at = pending_texts_.find(commitment); at != pending_texts_.end()) return at->second;
  }
  const auto entry = shared_.reader().vault(school_, commitment);
  if (!entry || !*entry) return std::nullopt;
  return (*entry)->text;
}

// An account that somebody has, or that reads like a person's id, would name two people. Only here is it
// known: the engine sees a commitment. A key that was answered before gets its answer again.
std::optional<std::string> SchoolDesk::account_taken(const Command& command) {
  const auto* admit = std::get_if<AdmitPerson>(&command.body);
  const auto identity =
      admit == nullptr ? json::Value() : json::read(admit->identity.text).value_or(json::Value());
  const json::Value* account = identity.find("account");
  if (account == nullptr || account->string() == nullptr || !people_.find(*account->string()))
    return std::nullopt;
  const auto answered = reader_.answer(school_, command.key);
  return answered && *answered ? std::nullopt : std::optional(*account->string());
}

Result<Request, Refusal> SchoolDesk::request(ReadCommand command, std::vector<VaultEntry> sealed) {
  const auto refused = [](const char* code, std::vector<Title> args) {
    return tl::unexpected(Refusal{{{code, std::move(args), {}, {}, {}}}});
  };
  const bool given = office_->school().clock == ClockSource::given;
  if (given != command.at.has_value()) return refused(given ? "Q455" : "Q456", {});
  if (const auto taken = account_taken(command.command)) return refused("Q428", {Title(*taken)});
  {
    const std::scoped_lock lock(mutex_);
    for (VaultEntry& entry : sealed) {
      entry.person = command.command.as;
      pending_texts_[entry.commitment] = entry.text;
    }
  }
  return Request{std::move(command.command), command.fingerprint, given ? *command.at : system_now(),
                 std::move(sealed)};
}

void SchoolDesk::forget(const std::vector<Digest>& commitments) {
  const std::scoped_lock lock(mutex_);
  for (const Digest& one : commitments) pending_texts_.erase(one);
}

void SchoolDesk::add_policy(const std::shared_ptr<const Policy>& policy) {
  shared_.add_policy(policy);
  office_->add_policy(policy);
}

Outcome<void> SchoolDesk::learn_people() {
  auto people = people::Directory::load(reader_, office_->school());
  if (!people) return tl::unexpected(people.error());
  people_ = std::move(*people);
  return {};
}

}  // namespace quyche::runtime
