#include "adapters/runtime/new_school.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <set>
#include <span>
#include <system_error>

#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/sqlite_store.h"
#include "adapters/vault/seal.h"
#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/json/canonical.h"
#include "engine/office/office.h"

namespace quyche::runtime {
namespace {

Request system_request(CommandBody body, Instant now) {
  return Request{Command{{}, {}, std::nullopt, std::move(body)}, {}, now, {}};
}

// Everything that opening the school takes, as the office's own commands.
std::vector<Request> opening_requests(const NewSchool& school) {
  std::vector<Request> requests;
  requests.push_back(
      system_request(OpenSchool{school.school, policy_id(*school.policy), school.clock}, school.now));
  if (!school.key.empty()) requests.push_back(system_request(AdoptKey{school.key, 0, {}}, school.now));
  for (const auto& policy : school.later)
    requests.push_back(system_request(AdoptPolicy{policy_id(*policy)}, school.now));
  std::set<UnitId> units;
  for (const people::PersonRow& row : school.people)
    for (const Assignment& role : row.roles)
      if (!role.unit.empty() && units.insert(role.unit).second)
        requests.push_back(system_request(AddUnit{role.unit}, school.now));
  vault::Sealer sealer;
  std::size_t number = 0;
  for (const people::PersonRow& row : school.people) {
    const PersonId person = numbered_person(++number);
    const std::string identity = json::canonical(json::Object{{"account", row.account}, {"name", row.name}});
    const Digest commitment = sealer.seal(identity, person);
    requests.push_back(system_request(AdmitPerson{person, {identity, commitment}}, school.now));
    requests.back().sealed = sealer.take();
    for (const Assignment& role : row.roles)
      requests.push_back(system_request(AssignRole{person, role.role, role.unit}, school.now));
  }
  return requests;
}

// One transaction: a school is there whole or not at all.
Outcome<void> open_in(Store& store, const NewSchool& school) {
  NoHooks hooks;
  OfficeOptions options;
  options.batch_events_max = std::numeric_limits<std::size_t>::max();
  auto opened = Office::open(store, hooks, school.school, options);
  if (!opened) return tl::unexpected(opened.error());
  Office& office = **opened;
  if (office.school().open()) return fail("Q504", school.school.value);
  office.add_policy(school.policy);
  for (const auto& policy : school.later) office.add_policy(policy);
  const std::vector<Request> requests = opening_requests(school);
  for (std::size_t at = 0; at < requests.size(); at += limits::batch_commands_max) {
    const std::size_t count = std::min(limits::batch_commands_max, requests.size() - at);
    if (auto decided = office.decide(std::span(requests).subspan(at, count)); !decided)
      return tl::unexpected(decided.error());
  }
  Prepared prepared = office.take();
  for (const Reply& reply : prepared.replies)
    CHECK(std::holds_alternative<Accepted>(reply.outcome), "the people file was checked against the policy");
  encode(prepared);
  return store.append(prepared.batch);
}

Outcome<void> fill(const std::string& dir, const NewSchool& school) {
  auto store = sqlite::open_sqlite_store(dir, sqlite::OpenMode::create);
  if (!store) return tl::unexpected(store.error());
  return open_in(**store, school);
}

// The directory's new name is durable only when its parent is.
bool sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  return synced;
}

}  // namespace

namespace {

// Why a directory that is there cannot be made: Q504, Q508, or Q516 with what else is in it.
tl::unexpected<Error> not_free(const std::string& dir) {
  if (auto is_free = sqlite::check_is_free(dir); !is_free) return tl::unexpected(is_free.error());
  return fail("Q516", dir);  // what an unfinished making of a data file left
}

}  // namespace

bool holds_data(const std::string& dir) {
  std::error_code error;
  return std::filesystem::exists(sqlite::database_path(dir), error);
}

Outcome<void> add_school(const std::string& dir, const NewSchool& school) {
  auto store = sqlite::open_sqlite_store(dir, sqlite::OpenMode::write);
  if (!store) return tl::unexpected(store.error());
  auto added = open_in(**store, school);
  if (!added && added.error().code == "Q504") return fail("Q504", dir + ": " + school.school.value);
  return added;
}

Outcome<void> make_data_directory(const std::string& dir,
                                  const std::function<Outcome<void>(const std::string&)>& fill) {
  namespace fs = std::filesystem;
  std::string target = dir;
  while (target.size() > 1 && target.back() == '/') target.pop_back();
  std::error_code error;
  if (fs::exists(target, error) && !(fs::is_directory(target, error) && fs::is_empty(target, error)))
    return not_free(target);
  const std::string partial = target + ".partial-" + std::to_string(::getpid());
  auto filled = fill(partial);
  if (filled) {
    fs::rename(partial, target, error);
    if (error)
      filled = fail("Q508", target + ": " + error.message());
    else if (!sync_folder(fs::path(target).parent_path()))
      return fail("Q512", target);
  }
  if (!filled) fs::remove_all(partial, error);
  return filled;
}

Outcome<void> create_data_directory(const std::string& dir, const NewSchool& school) {
  return make_data_directory(dir, [&](const std::string& partial) { return fill(partial, school); });
}

}  // namespace quyche::runtime
