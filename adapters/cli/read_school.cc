#include "adapters/cli/read_school.h"

#include "adapters/runtime/data_directory.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/check.h"

namespace quyche::cli {

const Policy& ReadSchool::policy_of(const Document* document) const {
  const Policy* policy = document == nullptr ? in_force().policy : school.policies.find(document->policy);
  CHECK(policy != nullptr, "a loaded school's policies are in its book");
  return *policy;
}

PolicyInForce ReadSchool::in_force() const {
  return in_force_at(school.policies, school.state, school.state.last_at);
}

Outcome<ReadSchool> read_school(const std::string& dir, std::optional<Instant> until,
                                const std::string& asked, Timers timers) {
  auto reader = sqlite::open_sqlite_reader(dir);
  if (!reader) return tl::unexpected(reader.error());
  const auto id = runtime::which_school(**reader, asked);
  if (!id) return id.error().code == "Q503" ? fail("Q503", dir) : tl::unexpected(id.error());
  ReadSchool read;
  // As it stands: documents are loaded when asked for. As it stood: folded up to then. A school that was
  // never opened for writing by this version has no snapshot.
  std::optional<OpenedSchool> opened;
  if (!until) {
    OpenSchoolOptions options;
    options.timers = timers == Timers::all;
    auto tried = open_school(**reader, *id, options);
    if (!tried) return tl::unexpected(tried.error());
    opened = std::move(*tried);
    if (opened) read.school = std::move(opened->school);
  }
  if (!opened) {
    auto school = load_school(**reader, *id, until);
    if (!school) return tl::unexpected(school.error());
    read.school = std::move(*school);
  }
  auto people = people::Directory::load(**reader, read.school.state);
  if (!people) return tl::unexpected(people.error());
  read.people = std::move(*people);
  read.reader = std::move(*reader);
  return read;
}

}  // namespace quyche::cli
