// Who the opaque person ids are: accounts and names, read from the vault. Outside the log, so a person can be
// erased.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/ports/store.h"
#include "engine/school/school_state.h"

namespace quyche::people {

struct Identity {
  std::string account;
  std::string name;
};

class Directory {
 public:
  // Of everyone in `school`. People whose vault entry has been erased are known by their id only.
  [[nodiscard]] static Outcome<Directory> load(StoreReader& reader, const SchoolState& school);
  // Of one more person; nothing happens when the vault has no entry.
  [[nodiscard]] Outcome<void> add(StoreReader& reader, const SchoolId& school, const Person& person);

  // By account name or by person id.
  [[nodiscard]] std::optional<PersonId> find(std::string_view account_or_id) const;
  // The name; the id where there is none.
  [[nodiscard]] std::string name(const PersonId& person) const;
  [[nodiscard]] std::string account(const PersonId& person) const;

 private:
  std::map<PersonId, Identity> identities_;
  std::map<std::string, PersonId, std::less<>> accounts_;
};

}  // namespace quyche::people
