#include "adapters/runtime/school_desk.h"

#include "adapters/runtime/clock.h"
#include "engine/json/read.h"

namespace quyche::runtime {

Outcome<SharedPolicies> shared_policies(StoreReader& reader) {
  SharedPolicies shared;
  const auto stored = reader.policies();
  if (!stored) return tl::unexpected(stored.error());
  for (const StoredPolicy& one : *stored) {
    auto read = read_canonical_policy(one.canonical);
    if (!read) return tl::unexpected(read.error());
    if (sha256(one.canonical) != one.id) return fail("Q506", "id " + one.id.text() + " is not its SHA-256");
    const auto policy = std::make_shared<const Policy>(std::move(*read));
    shared.book.add(one.id, policy);
    shared.all.push_back(policy);
  }
  return shared;
}

Outcome<std::unique_ptr<SchoolDesk>> SchoolDesk::open(Store& store, StoreReader& reader,
                                                      const SchoolId& school,
                                                      const SharedPolicies& policies) {
  std::unique_ptr<SchoolDesk> desk(new SchoolDesk(reader, school));
  SchoolDesk* const self = desk.get();
  desk->hooks_ = std::make_unique<rules::hooks::LuaHooks>(
      [self](const Digest& digest) { return self->text_of(digest); });
  for (const auto& policy : policies.all) desk->hooks_->add_scripts(*policy);
  OfficeOptions options;
  options.policies = &policies.book;
  auto office = Office::open(store, *desk->hooks_, school, options);
  if (!office) return tl::unexpected(office.error());
  desk->office_ = std::move(*office);
  if (auto learned = desk->learn_people(); !learned) return tl::unexpected(learned.error());
  return desk;
}

std::optional<std::string> SchoolDesk::text_of(const Digest& commitment) {
  if (const auto at = pending_texts_.find(commitment); at != pending_texts_.end()) return at->second;
  const auto entry = reader_.vault(school_, commitment);
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
  for (VaultEntry& entry : sealed) {
    entry.person = command.command.as;
    pending_texts_[entry.commitment] = entry.text;
  }
  return Request{std::move(command.command), command.fingerprint, given ? *command.at : system_now(),
                 std::move(sealed)};
}

Outcome<std::vector<Reply>> SchoolDesk::submit(const std::vector<Request>& requests) {
  auto replies = office_->submit(requests);
  pending_texts_.clear();
  return replies;
}

void SchoolDesk::add_policy(const std::shared_ptr<const Policy>& policy) {
  hooks_->add_scripts(*policy);
  office_->add_policy(policy);
}

Outcome<void> SchoolDesk::learn_people() {
  auto people = people::Directory::load(reader_, office_->school());
  if (!people) return tl::unexpected(people.error());
  people_ = std::move(*people);
  return {};
}

}  // namespace quyche::runtime
