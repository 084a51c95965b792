#include "adapters/people/directory.h"

#include "engine/json/read.h"

namespace quyche::people {

Outcome<Directory> Directory::load(StoreReader& reader, const SchoolState& school) {
  Directory directory;
  for (const auto& [id, person] : school.people)
    if (auto added = directory.add(reader, school.id, person); !added) return tl::unexpected(added.error());
  return directory;
}

Outcome<void> Directory::add(StoreReader& reader, const SchoolId& school, const Person& person) {
  identities_[person.id];
  if (person.identity.empty()) return {};
  const auto entry = reader.vault(school, person.identity);
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry) return {};
  const auto value = json::read((*entry)->text);
  const json::Value* account = value ? value->find("account") : nullptr;
  const json::Value* name = value ? value->find("name") : nullptr;
  if (account == nullptr || account->string() == nullptr || name == nullptr || name->string() == nullptr)
    return fail("Q514", "vault entry of " + person.id.value);
  identities_[person.id] = {*account->string(), *name->string()};
  if (!person.left) accounts_[*account->string()] = person.id;
  return {};
}

std::optional<PersonId> Directory::find(std::string_view account_or_id) const {
  // An id comes first: an account that reads like another person's id must not stand for them.
  const PersonId id{std::string(account_or_id)};
  if (identities_.contains(id)) return id;
  const auto at = accounts_.find(account_or_id);
  return at == accounts_.end() ? std::nullopt : std::optional(at->second);
}

std::string Directory::name(const PersonId& person) const {
  const auto at = identities_.find(person);
  return at == identities_.end() || at->second.name.empty() ? person.value : at->second.name;
}

std::string Directory::account(const PersonId& person) const {
  const auto at = identities_.find(person);
  return at == identities_.end() || at->second.account.empty() ? person.value : at->second.account;
}

}  // namespace quyche::people
